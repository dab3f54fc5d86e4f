"""The reader as machine code: what is compiled, when anew, and that it may not read otherwise."""

import ast
from pathlib import Path

import pytest
from tools.compiled import SOURCE, NotCompiledError, modules
from tools.settled import settled

from bench import compiled

READING = SOURCE / "reading"


def test_every_module_that_reads_is_compiled_and_no_format_is() -> None:
    listed = set(modules(SOURCE))
    assert {path for path in READING.glob("*.py") if path.name != "__init__.py"} <= listed
    assert not listed & set((READING / "formats").glob("*.py"))


@pytest.mark.parametrize("path", modules(SOURCE), ids=lambda path: path.stem)
def test_the_fields_of_a_tuple_are_of_classes_that_stand_before_it(path: Path) -> None:
    """mypyc looks the classes of a NamedTuple's fields up when it makes the tuple: one that comes later ends
    the process without a word."""
    classes = [node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.ClassDef)]
    for at, tuple_ in enumerate(classes):
        if any(isinstance(base, ast.Name) and base.id == "NamedTuple" for base in tuple_.bases):
            used = {n.id for f in tuple_.body if isinstance(f, ast.AnnAssign) for n in ast.walk(f.annotation)
                    if isinstance(n, ast.Name)}  # fmt: skip
            assert not used & {later.name for later in classes[at + 1 :]}, tuple_.name


def test_only_a_constant_that_is_bound_once_is_marked_final() -> None:
    source = "LIMIT = 3\nA, B = (\n    1,\n    2,\n)\nSpan = tuple[int, int]\nseen = 0\nseen = 1\nkept = []\n"
    inside = "def count():\n    global kept\n    kept = [LIMIT]\n"
    marked = settled(source + inside).splitlines()
    assert [line for line in marked if "_Final" in line] == [
        "from typing import Final as _Final",
        "LIMIT: _Final = 3",
        "A: _Final = 1; B: _Final = 2",
    ]


@pytest.mark.parametrize("path", modules(SOURCE), ids=lambda path: path.stem)
def test_a_marked_module_says_what_it_said(path: Path) -> None:
    """Its functions and classes are the very same, and it binds the same names."""
    source = path.read_text("utf-8")
    before, after = ast.parse(source).body, ast.parse(settled(source)).body
    assert _defined(before) == _defined(after)
    assert _bound(before) == _bound(after) - {"_Final"}


def _defined(body: list[ast.stmt]) -> list[str]:
    return [ast.dump(node) for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def _bound(body: list[ast.stmt]) -> set[str]:
    names = {
        n.id for s in body for n in ast.walk(s) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    return names | {
        alias.asname or alias.name for s in body if isinstance(s, ast.ImportFrom) for alias in s.names
    }


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """The folders that were compiled into; nothing is compiled in earnest."""
    done: list[Path] = []

    def compile_(folder: Path) -> None:
        folder.mkdir(parents=True)
        done.append(folder)

    (tmp_path / "source.py").write_text("one", "utf-8")
    monkeypatch.setattr(compiled, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(compiled, "sources", lambda: [tmp_path / "source.py"])
    monkeypatch.setattr(compiled, "compiled", compile_)
    return done


def test_what_is_compiled_is_kept_until_a_source_changes(builds: list[Path], tmp_path: Path) -> None:
    first = compiled.kept()
    assert compiled.kept() == first
    assert builds == [first]
    (tmp_path / "source.py").write_text("two", "utf-8")
    second = compiled.kept()
    assert builds == [first, second]
    assert not first.exists()


def test_the_better_of_the_turns_counts(builds: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    paces = iter([100.0, 150.0, 120.0, 170.0, 110.0, 160.0])
    monkeypatch.setattr(compiled, "_told_by", lambda folder: ("the same", next(paces)))
    assert compiled.compared() == compiled.Compared(plain=120.0, compiled=170.0)


def test_a_compiled_reader_that_reads_otherwise_is_refused(
    builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "_told_by", lambda folder: ("other" if folder else "one", 1.0))
    with pytest.raises(compiled.ReadsOtherwiseError):
        compiled.compared()


def test_where_nothing_compiles_it_is_said_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> Path:
        raise NotCompiledError("no C compiler")

    monkeypatch.setattr(compiled, "kept", refuse)
    assert compiled.compared() is None
    assert "no C compiler" in capsys.readouterr().out
