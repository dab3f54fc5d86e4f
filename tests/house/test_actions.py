"""Every write by a person names its actor and stands in the audit log."""

import ast
from pathlib import Path

from tests.house.tree import SOURCE, functions, named, parsed

WRITES = {
    "save",
    "create",
    "bulk_create",
    "update",
    "bulk_update",
    "delete",
    "get_or_create",
    "update_or_create",
}


def action_files() -> list[Path]:
    web = SOURCE / "web"
    return sorted([*web.glob("*/actions.py"), *web.glob("*/actions/*.py")])


def public_functions(path: Path) -> list[ast.FunctionDef]:
    return [
        node
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def test_there_are_actions_to_hold_to_the_rule() -> None:
    assert len(action_files()) >= 4


def test_every_action_names_its_actor_by_keyword() -> None:
    without = [
        f"{named(path)}:{function.lineno} {function.name}"
        for path in action_files()
        for function in public_functions(path)
        if "by" not in {argument.arg for argument in function.args.kwonlyargs} and not _is_machinery(function)
    ]
    assert not without


def test_every_action_file_that_writes_records_it() -> None:
    silent = [
        named(path)
        for path in action_files()
        if path.parts[-2] not in ("audit", "jobs")
        and _writes(parsed(path))
        and "record" not in path.read_text(encoding="utf-8")
    ]
    assert not silent


def test_views_never_touch_tables() -> None:
    views = [*(SOURCE / "web").glob("*/views.py"), *(SOURCE / "web").glob("*/views/*.py")]
    touching = [named(path) for path in views if ".objects" in path.read_text(encoding="utf-8")]
    assert views
    assert not touching


def _writes(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
        for function in functions(tree)
        for node in ast.walk(function)
    )


def _is_machinery(function: ast.FunctionDef) -> bool:
    """A worker's own step (claim, beat, finish) is done by the machine; it says so in its docstring."""
    return "machine" in (ast.get_docstring(function) or "")
