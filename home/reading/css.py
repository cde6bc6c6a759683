"""What the style sheets in a page say of its elements, as far as that changes what readers see of the text.

Rules with classes, names, tags and places under one another; not those of ``@media``, which may not hold.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

MAX_RULES = 5_000
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SIMPLE = re.compile(r"([.#]?)(-?[_a-zA-Z\u0080-\U0010ffff][\w-]*)")
_COMPOUND = re.compile(r"(?:[.#]?-?[_a-zA-Z\u0080-\U0010ffff][\w-]*)+|\*")
_BEFORE = re.compile(r"::?before$", re.IGNORECASE)
_USED = {
    "content", "display", "font-family", "font-size", "font-style", "font-weight", "list-style", "list-style-type",
    "mso-hide", "mso-list", "opacity", "text-decoration", "text-decoration-line", "vertical-align", "visibility",
}  # fmt: skip
_ZERO = re.compile(r"0(?:\.0*)?(?:%|[a-z]+)?")

Declarations = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Rule:
    parts: tuple[tuple[str, ...], ...]  # from the element outwards: the simple selectors of each compound
    directly: tuple[bool, ...]  # whether a part stands directly in the next one
    weight: tuple[int, int, int]
    declarations: Declarations
    before: bool = False


@dataclass(slots=True)
class Styles:
    """What the style sheets of a page say."""

    rules: dict[str, list[_Rule]] = field(default_factory=dict)  # by a selector that the element must have

    def of(self, element: _Element, *, before: bool = False) -> Declarations:
        """What holds for an element; with ``before`` for what is put before its words."""
        found = [
            rule
            for key in (*_names(element), "*")
            for rule in self.rules.get(key, ())
            if rule.before == before and _matches(rule, element)
        ]
        declared: Declarations = {}
        for rule in sorted(found, key=lambda one: one.weight):
            declared |= rule.declarations
        return declared if before else declared | _declarations(element.get("style") or "")


def styles_of(root: _Element) -> Styles:
    """The style sheets that stand in a page itself."""
    styles = Styles()
    sheets = [
        one.text or "" for one in root.iter("style") if (one.get("media") or "").strip().lower() != "print"
    ]
    for number, (selector, body) in enumerate(_blocks(_COMMENT.sub(" ", "\n".join(sheets)))):
        if number >= MAX_RULES:
            break
        if declarations := _declarations(body):
            for one in selector.split(","):
                _add(styles, one.strip(), declarations)
    return styles


def is_hidden(declared: Mapping[str, str]) -> bool:
    """Whether readers do not see an element with these declarations."""
    return (
        declared.get("display") == "none"
        or declared.get("visibility") in ("hidden", "collapse")
        or declared.get("mso-hide") == "all"
        or bool(_ZERO.fullmatch(declared.get("opacity", "1")))
        or bool(_ZERO.fullmatch(declared.get("font-size", "1")))
    )


def is_struck(declared: Mapping[str, str]) -> bool:
    """Whether a line stands through the words of an element."""
    return (
        "line-through" in f"{declared.get('text-decoration', '')} {declared.get('text-decoration-line', '')}"
    )


def weight_of(declared: Mapping[str, str]) -> bool | None:
    """Whether the words of an element are bold; None when nothing says so."""
    weight = declared.get("font-weight", "")
    if weight.isdecimal():
        return int(weight) >= 600
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(weight)


def slant_of(declared: Mapping[str, str]) -> bool | None:
    """Whether the words of an element are italic; None when nothing says so."""
    return {"italic": True, "oblique": True, "normal": False}.get(declared.get("font-style", ""))


def counting_of(declared: Mapping[str, str]) -> str:
    """The style in which an element counts its items; empty when nothing says so."""
    words = declared.get("list-style-type") or declared.get("list-style") or ""
    return next(iter(words.split()), "")


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Each rule as its selector and its declarations; what is in an at-rule is passed over."""
    depth, start, selector, skipped = 0, 0, "", False
    for found in re.finditer(r"[{};]", text):
        match found[0]:
            case "{":
                if depth == 0:
                    selector = text[start : found.start()].strip()
                    skipped = selector.startswith("@")
                    start = found.end()
                depth += 1
            case "}" if depth:
                depth -= 1
                if depth == 0:
                    if not skipped:
                        yield selector, text[start : found.start()]
                    start = found.end()
            case ";" if depth == 0:  # an at-rule without a block
                start = found.end()


def _declarations(text: str) -> Declarations:
    declared: Declarations = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in _USED:
            value = value.replace("!important", "").strip()
            declared[name] = value if name in ("content", "mso-list") else value.lower()
    return declared


def _add(styles: Styles, selector: str, declarations: Declarations) -> None:
    selector, before = _BEFORE.subn("", selector)
    words = re.sub(r"\s*>\s*", " > ", selector).split()
    parts: list[tuple[str, ...]] = []
    directly: list[bool] = []
    for word in reversed(words):
        if word == ">":
            directly.append(True)
        elif _COMPOUND.fullmatch(word):
            if parts and len(directly) < len(parts):
                directly.append(False)
            parts.append(tuple(_simple(word)))
        else:
            return  # of a kind that depends on more than the page
    if not parts:
        return
    every = [one for part in parts for one in part]
    weight = tuple(sum(one[:1] == sign for one in every) for sign in "#.")
    rule = _Rule(
        tuple(parts),
        tuple(directly),
        (weight[0], weight[1], sum(one[:1] not in "#.*" for one in every)),
        declarations,
        bool(before),
    )
    styles.rules.setdefault(parts[0][-1], []).append(rule)


def _simple(compound: str) -> list[str]:
    """``p.a.b`` as ``p``, ``.a`` and ``.b``."""
    if compound == "*":
        return ["*"]
    return [f"{sign}{name if sign else name.lower()}" for sign, name in _SIMPLE.findall(compound)]


def _names(element: _Element) -> list[str]:
    """What a simple selector may call an element."""
    names = [element.tag.lower()] if isinstance(element.tag, str) else []
    names += [f".{one}" for one in (element.get("class") or "").split()]
    return [*names, f"#{element.get('id')}"] if element.get("id") else names


def _matches(rule: _Rule, element: _Element) -> bool:
    if not _has(element, rule.parts[0]):
        return False
    above = element.getparent()
    for part, directly in zip(rule.parts[1:], rule.directly, strict=False):
        while above is not None and not directly and not _has(above, part):
            above = above.getparent()
        if above is None or not _has(above, part):
            return False
        above = above.getparent()
    return True


def _has(element: _Element, part: tuple[str, ...]) -> bool:
    names = _names(element)
    return all(one == "*" or one in names for one in part)
