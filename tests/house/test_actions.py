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


HOLDS = {"hold", "hold_log", "locked", "begun", "take", "held_task", "_locked"}
DOORS = {"task_for", "target_for", "letter_for", "delivery_by_number", "token_of"}
#: What a worker or a person alone writes, where nobody else's write can come between.
ALONE = {"jobs/actions.py:claim", "board/actions.py:decide", "messages/actions/receiving.py:resend"}


def test_what_an_action_changes_is_read_under_the_lock() -> None:
    """On SQLite any order works; on PostgreSQL a row read before the lock may be another's old one."""
    early = []
    for path in action_files():
        for function in (n for n in parsed(path).body if isinstance(n, ast.FunctionDef)):
            calls = [n for n in ast.walk(function) if isinstance(n, ast.Call)]
            reads = [c.lineno for c in calls if _called(c) in DOORS or _asks(c)]
            holds = [c.lineno for c in calls if _called(c) in HOLDS or "select_for_update" in ast.dump(c)]
            where = f"{path.relative_to(SOURCE / 'web')}:{function.name}"
            records = any(_called(c).startswith("record") for c in calls)
            if records and reads and where not in ALONE and min(holds, default=10**6) > min(reads):
                early.append(where)
    assert not early


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _asks(call: ast.Call) -> bool:
    """Whether it asks a table for what stands: `.objects ... .first()`, `.get(...)`, `.exists()`."""
    return _called(call) in {"first", "get", "exists"} and ".objects" in ast.unparse(call.func)


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
