"""Names that a module binds once, marked ``Final`` in the copy that is compiled.

mypyc looks an ordinary global up in the module's dictionary each time it is read, but reads a ``Final`` one
from where it lies. The sources stay as they are: what is bound once can be seen without being said.
"""

from __future__ import annotations

import ast
import re

#: A class or an alias of a type is no constant: annotations name it.
_OF_TYPES = re.compile(r"_*[A-Z][A-Za-z]*[a-z]")
_IMPORT = "from typing import Final as _Final\n"


def settled(source: str) -> str:
    """The source of a module with every such name annotated; one line is added, none is lost.

    >>> print(settled("from __future__ import annotations\\nLONGEST = 26\\nA, B = 1, 2\\n"), end="")
    from __future__ import annotations
    from typing import Final as _Final
    LONGEST: _Final = 26
    A: _Final = 1; B: _Final = 2
    """
    tree = ast.parse(source)
    lines = source.splitlines(keepends=True)
    often = _bindings(tree)
    for node in tree.body:
        if not isinstance(node, ast.Assign) or len(node.targets) != 1:
            continue
        target, row = node.targets[0], node.lineno - 1
        if isinstance(target, ast.Name) and _is_settled(target.id, often):
            lines[row] = lines[row].replace(target.id, f"{target.id}: _Final", 1)
        elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            names = [part.id for part in target.elts if isinstance(part, ast.Name)]
            if len(names) != len(node.value.elts) or not all(_is_settled(name, often) for name in names):
                continue
            values = [ast.get_source_segment(source, value) or "" for value in node.value.elts]
            pairs = zip(names, values, strict=True)
            # as many entries as there were lines, so that the rows of later statements hold
            told = "; ".join(f"{name}: _Final = {value}" for name, value in pairs) + "\n"
            lines[row : node.end_lineno] = [told, *[""] * ((node.end_lineno or row) - row - 1)]
    lines.insert(_behind_the_future(tree), _IMPORT)
    return "".join(lines)


def _is_settled(name: str, often: dict[str, int]) -> bool:
    return often[name] == 1 and not _OF_TYPES.fullmatch(name)


def _bindings(tree: ast.Module) -> dict[str, int]:
    """How often the module binds each name; a name that a function calls ``global`` counts as often bound."""
    often: dict[str, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            often |= dict.fromkeys(node.names, 2)
    for name in _bound_at(tree.body):
        often[name] = often.get(name, 0) + 1
    return often


def _bound_at(body: list[ast.stmt]) -> list[str]:
    """The names that the statements bind, those of functions and classes left aside."""
    found: list[str] = []
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            found.append(statement.name)
            continue
        found += [
            node.id
            for node in ast.walk(statement)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        ]
    return found


def _behind_the_future(tree: ast.Module) -> int:
    """The line behind the last ``from __future__`` import, or behind the docstring."""
    last = 0
    for node in tree.body:
        doc = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if doc or (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
            last = node.end_lineno or last
        else:
            break
    return last
