"""Rooms stay small: a file holds one idea, a function fits on a page."""

import ast
import statistics

from tests.house.tree import functions, lines_of, named, parsed, source_files

FILE_MOST, FILE_MEDIAN, FILE_P90 = 400, 100, 250
FUNCTION_MOST, FUNCTION_P99 = 80, 50
LOCAL_IMPORTS_PER_KLOC = 1.5  # lazy command line and optional engines


def test_no_file_is_over_four_hundred_lines() -> None:
    crowded = {named(path): lines_of(path) for path in source_files() if lines_of(path) > FILE_MOST}
    assert not crowded


def test_most_files_are_short() -> None:
    sizes = sorted(lines_of(path) for path in source_files())
    assert statistics.median(sizes) <= FILE_MEDIAN
    assert sizes[int(len(sizes) * 0.9)] <= FILE_P90


def test_functions_fit_on_a_page() -> None:
    sizes = {
        f"{named(path)}:{function.lineno} {function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in source_files()
        for function in functions(parsed(path))
    }
    assert not {where: size for where, size in sizes.items() if size > FUNCTION_MOST}
    assert sorted(sizes.values())[int(len(sizes) * 0.99)] <= FUNCTION_P99


def test_imports_stand_at_the_top() -> None:
    local = [
        f"{named(path)}:{node.lineno}"
        for path in source_files()
        if "cli" not in path.parts
        for function in functions(parsed(path))
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    lines = sum(lines_of(path) for path in source_files())
    assert len(local) <= max(2, lines / 1000 * LOCAL_IMPORTS_PER_KLOC), local


FRAMEWORK_HOOKS = {"process_view"}  # Django calls them by position


def test_wide_functions_take_their_arguments_by_name() -> None:
    """A function that others may call; what is private to a module may keep short calls in its loops."""
    wide = [
        (f"{named(path)}:{function.lineno} {function.name}", bool(function.args.kwonlyargs))
        for path in source_files()
        if "cli" not in path.parts  # click hands over options by name
        for function in functions(parsed(path))
        if len(function.args.args) + len(function.args.kwonlyargs) - _has_self(function) >= 4
        and not function.name.startswith("_")
        and function.name not in FRAMEWORK_HOOKS
    ]
    by_name = sum(keyword for _, keyword in wide)
    assert by_name >= 0.9 * len(wide), [where for where, keyword in wide if not keyword]


def _has_self(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return int(bool(function.args.args) and function.args.args[0].arg in ("self", "cls"))
