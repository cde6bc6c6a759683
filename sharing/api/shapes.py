"""The parts that JSON Schemas are made of (draft 2020-12, as OpenAPI 3.1 uses it)."""

from typing import Any

Schema = dict[str, Any]

# No control characters, and no half characters.
_PLAIN = r"^[^\u0000-\u001f\u007f-\u009f]*$"


def text(longest: int = 255, *, least: int = 0, **more: Any) -> Schema:
    """A text of limited length."""
    return {"type": "string", "minLength": least, "maxLength": longest, "pattern": _PLAIN, **more}


def obj(properties: Schema, required: tuple[str, ...] | None = None, *, closed: bool = True) -> Schema:
    """An object; all its properties are required unless said otherwise."""
    names = list(properties) if required is None else list(required)
    schema: Schema = {"type": "object", "properties": properties, "required": names}
    if closed:
        schema["additionalProperties"] = False
    return schema


def ref(name: str) -> Schema:
    """A reference to a shape below."""
    return {"$ref": f"#/components/schemas/{name}"}


def many(items: Schema, **more: Any) -> Schema:
    """A list."""
    return {"type": "array", "items": items, **more}


def maybe(schema: Schema) -> Schema:
    """This, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def given(*names: str) -> Schema:
    """That one of these properties is there, and not null."""
    there = ({"properties": {name: {"not": {"type": "null"}}}, "required": [name]} for name in names)
    return {"anyOf": list(there)}


def when(name: str, value: str, then: Schema) -> Schema:
    """What holds in addition when a property has this value."""
    return {"if": {"properties": {name: {"const": value}}}, "then": then}


def one_of(values: list[str]) -> Schema:
    """One of some words."""
    return {"type": "string", "enum": values}


CODE = text(64, least=1)
DAY: Schema = {"type": "string", "format": "date"}
NUMBER: Schema = {"type": "integer", "minimum": 1}
