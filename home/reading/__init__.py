"""Read a statement from a file: plain text, Word or a web page.

Every kind of file gives the same ``ReadStatement``: a title, sections with blocks, and notes about what could
not be placed. Nothing is ever dropped without a note.
"""

from home.reading.files import read_file, read_statement
from home.reading.model import Note, Paragraph, ReadSection, ReadStatement, plain
from home.reading.text import decode, read_text

__all__ = [
    "Note",
    "Paragraph",
    "ReadSection",
    "ReadStatement",
    "decode",
    "plain",
    "read_file",
    "read_statement",
    "read_text",
]
