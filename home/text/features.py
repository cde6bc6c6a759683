"""What the editor may do with text: nothing that would give a paragraph its own look."""

INLINE = ["bold", "italic", "link"]
LISTS = ["ul", "ol"]
