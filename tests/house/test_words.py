"""What the tree may not contain: promises instead of deeds, machine paths, inline code in pages."""

import re
import subprocess

from tests.house.tree import ROOT, SOURCE

PROMISES = re.compile(r"\b(TODO|FIXME|XXX|HACK|raise NotImplementedError)\b|coming soon|敬请期待|开发中")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>\s*[^<\s]|\sstyle=|\son(click|load|change|submit|input)=", re.IGNORECASE
)
MACHINE = re.compile(r"/(?:home|root|work|Users)/[\w.]")


def tracked(*patterns: str) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def found(pattern: re.Pattern[str], names: list[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name in names
        for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_nothing_promises_instead_of_doing() -> None:
    names = [name for name in tracked("*.py", "*.ts", "*.html") if not name.startswith("tests/house/")]
    assert not found(PROMISES, names)


def test_pages_carry_no_inline_style_or_script() -> None:
    assert not found(INLINE, [name for name in tracked("*.html") if name.startswith("src/")])


def test_no_path_of_somebodys_machine_is_written_down() -> None:
    names = tracked("*.py", "*.ts", "*.html", "*.md", "*.toml", "Makefile", ".ci/*")
    assert not found(MACHINE, names)


def test_every_package_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in SOURCE.rglob("__init__.py")
        if "migrations" not in path.parts and not path.read_text(encoding="utf-8").startswith('"""')
    ]
    assert not silent
