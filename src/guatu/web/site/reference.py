"""The interface's description (OpenAPI) as a page for the person who writes the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guatu.web.site.interface import interface
from guatu.web.site.reference_words import ENDPOINTS, FIELDS, KINDS, PARAMETERS


@dataclass(frozen=True, slots=True)
class Part:
    """A parameter or a field: its name, what kind of value it is, and what it means."""

    name: str
    kind: str
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address. ``fields`` are those of an answer, a field of a list's items under ``items.``; none where
    the answer has no fixed shape."""

    name: str
    path: str
    title: str
    about: str
    parameters: tuple[Part, ...]
    fields: tuple[Part, ...]


def reference(root: str) -> list[Endpoint]:
    """Every address below ``root`` in the order of the description.

    Raises ``KeyError`` for an address, a parameter or a field that nobody has put into words.
    """
    described = interface.get_openapi_schema(path_prefix=root)
    shapes = described["components"]["schemas"]
    return [_endpoint(path, verbs["get"], shapes) for path, verbs in described["paths"].items()]


def _endpoint(path: str, verb: dict[str, Any], shapes: dict[str, Any]) -> Endpoint:
    name = path.rstrip("/").rsplit("/", 1)[-1]
    title, about = ENDPOINTS[name]
    answer = verb["responses"][200]["content"]["application/json"]["schema"]
    return Endpoint(
        name,
        path,
        str(title),
        str(about),
        tuple(_parameters(name, verb.get("parameters", ()))),
        tuple(_fields(answer, shapes)),
    )


def _parameters(name: str, described: Any) -> Iterator[Part]:
    for one in described:
        about = PARAMETERS.get(f"{name}.{one['name']}") or PARAMETERS[one["name"]]
        yield Part(one["name"], _kind(one["schema"]), str(about), bool(one.get("required")))


def _fields(shape: dict[str, Any], shapes: dict[str, Any], before: str = "") -> Iterator[Part]:
    """The fields of a shape, and behind each list or object those of what it holds."""
    held = shapes[shape["$ref"].rsplit("/", 1)[-1]] if "$ref" in shape else shape
    for name, field in held.get("properties", {}).items():
        yield Part(before + name, _kind(field), str(FIELDS[name]))
        inner = field.get("items", field)
        if "$ref" in inner:
            yield from _fields(inner, shapes, f"{before}{name}.")


def _kind(described: dict[str, Any]) -> str:
    """The kind of a value in words; a value that may be null has the kind of what it is otherwise."""
    options = [one for one in described.get("anyOf", [described]) if one.get("type") != "null"]
    one = options[0]
    return str(KINDS[one.get("format") or one.get("type") or "object"])
