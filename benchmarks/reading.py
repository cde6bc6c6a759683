"""How long it takes to read the same text from plain text, a web page and a Word file, and what memory that needs.

    .venv/bin/python -m benchmarks.reading [--pages 200] [--rounds 3] [--json]

Each reading happens in a process of its own, so that its peak of memory is its own: what it adds to a process that
has loaded everything and read nothing. Ratios are to plain text; the parts of a Word file that Word adds to every
run (fonts, revision numbers, language) are there.
"""

import argparse
import html
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS_PER_PAGE = 450
SENTENCE = "Wij gebruiken deze gegevens alleen om u te begeleiden naar werk dat bij u past en blijft passen"


def paragraphs_of(pages: int) -> list[tuple[str, str]]:
    """Headings, paragraphs and items that fill that many pages: (kind, words)."""
    found, words, number = [], 0, 0
    while words < pages * WORDS_PER_PAGE:
        number += 1
        kind = "kop" if number % 40 == 1 else "punt" if number % 4 == 0 else "alinea"
        text = (
            f"Onderwerp {number}"
            if kind == "kop"
            else f"{SENTENCE}, regel {number}. " * (1 if kind == "punt" else 3)
        )
        found.append((kind, text.strip()))
        words += len(text.split())
    return found


def write_files(folder: Path, pages: int) -> dict[str, Path]:
    """The same text as three files."""
    from tests.home.reading.word_files import docx, heading, p, title

    properties = (
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:color w:val="333333"/><w:sz w:val="22"/>'
        '<w:szCs w:val="22"/><w:lang w:val="nl-NL"/>'
    )

    def runs(text: str) -> str:
        pieces = text.split(". ")
        return "".join(
            f'<w:r w:rsidR="00AB12CD" w:rsidRPr="00EF3456"><w:rPr>{properties}</w:rPr>'
            f'<w:t xml:space="preserve">{piece}{". " if number < len(pieces) - 1 else ""}</w:t></w:r>'
            for number, piece in enumerate(pieces)
        )

    body, lines, page, number = [title("Verklaring")], ["Verklaring"], ["<h1>Verklaring</h1>"], 0
    for kind, text in paragraphs_of(pages):
        if kind == "kop":
            number += 1
            body.append(heading(f"{number}. {text}"))
            lines.append(f"\n{number}. {text}\n")
            page.append(f"<h2>{number}. {html.escape(text)}</h2>")
        elif kind == "punt":
            body.append(p(runs(text), level=0))
            lines.append(f"- {text}\n")
            page.append(f"<ul><li>{html.escape(text)}</li></ul>")
        else:
            body.append(p(runs(text)))
            lines.append(f"{text}\n")
            page.append(f"<p>{html.escape(text)}</p>")
    contents = {
        "txt": "\n".join(lines).encode(),
        "html": f"<!DOCTYPE html><meta charset=utf-8><main>{''.join(page)}</main>".encode(),
        "docx": docx(*body),
    }
    files = {kind: folder / f"verklaring.{kind}" for kind in contents}
    for kind, path in files.items():
        path.write_bytes(contents[kind])
    return files


def read_one(path: str) -> None:
    """In the process of its own: seconds of processor time and memory of one reading, and how many words came out."""
    import django

    django.setup()
    from home.reading import read_statement, read_text
    from home.reading.stream import stream_of
    from home.text.plain import html_to_text

    stream_of(read_text("T\n\n1. K\n\nx\n"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    words = 0
    seconds = 0.0
    if path:
        started = time.process_time()
        statement = read_statement(Path(path))
        stream = stream_of(statement)
        seconds = time.process_time() - started
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        words = sum(
            len(html_to_text(block["value"]).split()) for one in stream for block in one["value"]["body"]
        )
    print(json.dumps({"seconds": seconds, "mebibytes": (after - before) / 1024, "words": words}))


def measure(path: Path, rounds: int) -> dict[str, float]:
    """The median of some readings."""
    answers = []
    for _round in range(rounds):
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.reading", "--read", str(path)]
        made = subprocess.run(command, check=True, capture_output=True, text=True)
        answers.append(json.loads(made.stdout.splitlines()[-1]))
    return {name: statistics.median(answer[name] for answer in answers) for name in answers[0]}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--read", help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    if options.read:
        read_one(options.read)
        return
    import django

    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        files = write_files(Path(folder), options.pages)
        found = {kind: measure(path, options.rounds) for kind, path in files.items()}
        for kind, path in files.items():
            found[kind]["kilobytes"] = path.stat().st_size / 1024
            found[kind]["ratio"] = found[kind]["seconds"] / found["txt"]["seconds"]
    if options.json:
        print(json.dumps(found))
        return
    print(f"{options.pages} pages of {WORDS_PER_PAGE} words")
    for kind, one in found.items():
        print(
            f"{kind:5} {one['kilobytes']:8.0f} kB {one['words']:8.0f} words {one['seconds'] * 1000:8.0f} ms "
            f"{one['ratio']:6.1f} x txt {one['mebibytes']:7.1f} MiB"
        )


if __name__ == "__main__":
    main()
