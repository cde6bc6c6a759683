"""Which paragraphs and lists of a text read as a promise or as what the register can show. Pure, on raw blocks.

Each part is proposed once, where it first reads so: a promise stands in a statement once. What the text has already
is not proposed.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import html as lxml_html

from home.recognition.patterns import Pattern, Where, patterns, sentences_of
from home.text.plain import html_to_text
from sharing.public import SpecialCategoriesPolicy, TransferPolicy

READABLE = ("paragraph", "list")
WEEKS_IN_A_MONTH = 4  # a month is at least four weeks
FEWEST_PURPOSES, FEWEST_RECIPIENTS = 3, 2
REGISTER_BLOCKS: dict[str, dict[str, Any]] = {
    "recipients": {"with_names": False},
    "purposes_tree": {},
    "contact": {},
}
_VALUES = {
    "transfer_policy": set(TransferPolicy.values),
    "special_categories": set(SpecialCategoriesPolicy.values),
}
_ADDRESS = re.compile(r"\b[1-9][0-9]{3} ?[A-Z]{2}\b|\S+@\S+\.\w+|\b0[0-9][0-9 -]{7,11}\b")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A block of the text that reads as another part: ``kind`` is that part's name, ``value`` what it would hold.

    ``words`` is the sentence that reads so; for a part of the register, what it would replace.
    """

    kind: str
    section: int
    position: int
    heading: str
    words: str
    value: dict[str, Any]

    @property
    def is_promise(self) -> bool:
        """Whether it is a promise, which keeps the text; a part of the register takes its place."""
        return self.kind not in REGISTER_BLOCKS


def proposals_for(body: Sequence[dict[str, Any]]) -> list[Proposal]:
    """What the raw sections read as, in reading order; at most one proposal for each block and each kind."""
    there = {block["type"] for section in body for block in section["value"].get("body") or []}
    proposals: list[Proposal] = []
    for section_number, section in enumerate(body):
        heading = section["value"].get("heading") or ""
        for position, block in enumerate(section["value"].get("body") or []):
            if block["type"] not in READABLE or not isinstance(block["value"], str):
                continue
            for kind, words, value in _readings(heading, block):
                if kind not in there:
                    there.add(kind)
                    proposals.append(Proposal(kind, section_number, position, heading, words, value))
                    break
    return proposals


def with_proposals(body: Sequence[dict[str, Any]], kinds: Collection[str]) -> list[dict[str, Any]]:
    """The sections in which the proposals of these kinds have taken the place of their blocks."""
    changed = deepcopy(list(body))
    for one in proposals_for(body):
        if one.kind in kinds:
            block = changed[one.section]["value"]["body"][one.position]
            block["type"], block["value"] = one.kind, deepcopy(one.value)
    return changed


def _readings(heading: str, block: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    text = html_to_text(block["value"])
    sentences = sentences_of(text)
    for kind, words, parameters in _promises(sentences):
        yield kind, words, {"text": block["value"], **parameters}
    if kind := _register_block(heading, block, text):
        lines = [line.strip().removeprefix("- ") for line in text.splitlines()]
        yield kind, ", ".join(filter(None, lines)), dict(REGISTER_BLOCKS[kind])


def _promises(sentences: Sequence[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for pattern in patterns():
        if pattern.where is not Where.SENTENCE or pattern.part == "extension":
            continue
        for sentence in sentences:
            numbers = pattern.found_in(sentence)
            if numbers is not None:
                yield pattern.part, sentence, _parameters(pattern, numbers, sentences)
                break


def _parameters(pattern: Pattern, numbers: dict[str, int], sentences: Sequence[str]) -> dict[str, Any]:
    if pattern.part == "response_term":
        weeks = numbers.get("weken") or numbers["maanden"] * WEEKS_IN_A_MONTH
        return {"response_weeks": weeks, "extension_months": _extension(sentences)}
    if pattern.part in _VALUES:
        return {pattern.part: pattern.value}
    return {pattern.part: True}


def _extension(sentences: Sequence[str]) -> int:
    found = (
        numbers["maanden"]
        for sentence in sentences
        for pattern in patterns()
        if pattern.part == "extension" and (numbers := pattern.found_in(sentence)) is not None
    )
    return next(found, 0)


def _register_block(heading: str, block: dict[str, Any], text: str) -> str:
    """The part of the register that a list or an address could be; empty for another block."""
    if block["type"] == "list":
        items = [" ".join(one.text_content().split()) for one in _items(block["value"])]
        if len(items) >= FEWEST_RECIPIENTS and all(_reads(Where.ITEM, "recipients", one) for one in items):
            return "recipients"
        if len(items) >= FEWEST_PURPOSES and _reads(Where.HEADING, "purposes_tree", heading):
            return "purposes_tree"
    elif _reads(Where.HEADING, "contact", heading) and _ADDRESS.search(text):
        return "contact"
    return ""


def _items(html: str) -> list[Any]:
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return [item for one in root for item in one.iterchildren("li")]


def _reads(where: Where, part: str, text: str) -> bool:
    return any(
        one.found_in(text) is not None for one in patterns() if one.where is where and one.part == part
    )
