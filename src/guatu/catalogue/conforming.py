"""Whether data conforms to a JSON Schema: the part of the standard that our schemas use.

>>> [d.message for d in departures({"n": "x"}, {"properties": {"n": {"type": "integer"}}, "required": ["m"]})]
['缺少 m。', '应为整数，现为“x”。']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

_TYPES: Final[Mapping[str, tuple[type, str]]] = {
    "object": (dict, "一组项"),
    "array": (list, "列表"),
    "string": (str, "文字"),
    "integer": (int, "整数"),
    "boolean": (bool, "true 或 false"),
}
#: What this module knows; a schema that uses more is refused by its test.
KEYWORDS: Final = frozenset({
    "$schema", "title", "description", "type", "enum", "required", "properties", "propertyNames", "items",
    "additionalProperties", "minItems", "maxItems", "minLength", "minimum", "maximum", "pattern",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Departure:
    """A place that does not conform: ``path`` of keys and numbers from the top; what is wrong; what to do."""

    path: tuple[str | int, ...]
    message: str
    advice: str


def departures(
    data: object, schema: Mapping[str, Any], *, path: tuple[str | int, ...] = ()
) -> Iterator[Departure]:
    """Every place of the data that does not conform, from the top."""
    if "type" in schema and not _is_a(data, schema["type"]):
        _, word = _TYPES[schema["type"]]
        yield Departure(path, f"应为{word}，现为“{_short(data)}”。", f"改写成{word}。")
        return
    if "enum" in schema and data not in schema["enum"]:
        allowed = "、".join(_short(value) or "空" for value in schema["enum"])
        yield Departure(path, f"不能是“{_short(data)}”。", f"可用：{allowed}。")
    if isinstance(data, str):
        yield from _text(data, schema, path=path)
    elif isinstance(data, dict):
        yield from _object(data, schema, path=path)
    elif isinstance(data, list):
        yield from _array(data, schema, path=path)
    elif isinstance(data, int):
        low, high = schema.get("minimum", data), schema.get("maximum", data)
        if not low <= data <= high:
            yield Departure(path, f"{data}超出范围。", f"应在{low}至{high}之间。")


def _is_a(data: object, name: str) -> bool:
    kind, _ = _TYPES[name]
    return isinstance(data, kind) and not (kind is int and isinstance(data, bool))


def _text(data: str, schema: Mapping[str, Any], *, path: tuple[str | int, ...]) -> Iterator[Departure]:
    if len(data) < schema.get("minLength", 0):
        yield Departure(path, "不能为空。", "补上内容。")
    if "pattern" in schema and not re.search(schema["pattern"], data):
        yield Departure(path, f"“{_short(data)}”写法不对。", f"应符合 {schema['pattern']}。")


def _object(
    data: Mapping[str, Any], schema: Mapping[str, Any], *, path: tuple[str | int, ...]
) -> Iterator[Departure]:
    for key in schema.get("required", ()):
        if key not in data:
            yield Departure(path, f"缺少 {key}。", "补上这一项。")
    known, rest = schema.get("properties", {}), schema.get("additionalProperties", True)
    for key, value in data.items():
        yield from _text(key, schema.get("propertyNames", {}), path=(*path, key))
        if key in known:
            yield from departures(value, known[key], path=(*path, key))
        elif rest is False:
            yield Departure((*path, key), f"没有 {key} 这一项。", f"可用：{'、'.join(known)}。")
        elif isinstance(rest, Mapping):
            yield from departures(value, rest, path=(*path, key))


def _array(data: list[Any], schema: Mapping[str, Any], *, path: tuple[str | int, ...]) -> Iterator[Departure]:
    least, most = schema.get("minItems", 0), schema.get("maxItems", len(data))
    if not least <= len(data) <= max(most, least):
        yield Departure(path, f"有{len(data)}个，应为{least}至{max(most, least)}个。", "增减到规定的个数。")
    for number, item in enumerate(data):
        yield from departures(item, schema.get("items", {}), path=(*path, number))


def _short(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 40 else text[:40] + "…"
