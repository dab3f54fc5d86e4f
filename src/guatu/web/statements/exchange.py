"""Statements out of one zone and into another: every version, in the order in which it was stated.

The file is one JSON object `{"form": "guatu-statements/1", "head": n, "statements": [...]}`; each entry is
one version of one statement under its noun and number. Units and people are named, numbers are exact decimals
written as text, and words typed in by hand have no source. Taking a file in replays it through the same
actions that people use, so that it is checked, permitted and audited alike; what is already on record is left
as it is.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.vocabulary.source import Entry
from guatu.vocabulary.statements import Amount
from guatu.web.access.actor import Actor
from guatu.web.accounts.queries import unit_named, users
from guatu.web.audit.queries import head, moment
from guatu.web.statements import actions
from guatu.web.statements import columns as given
from guatu.web.statements.problems import StatementError, refuse
from guatu.web.statements.queries import history

FORM = "guatu-statements/1"
FIELDS = {"figure": given.FIGURE, "target": given.TARGET, "task": given.TASK}
_UNITS = {"responsible_units": "responsible", "support_units": "support"}
_STATE = {"figure": actions.state_figure, "target": actions.state_target, "task": actions.state_task}
_CORRECT = {"figure": actions.correct_figure, "target": actions.correct_target, "task": actions.correct_task}
_WITHDRAW = {
    "figure": actions.withdraw_figure,
    "target": actions.withdraw_target,
    "task": actions.withdraw_task,
}
Plain = dict[str, Any]


def exported(*, known_at: int | None = None) -> Plain:
    """All that was ever stated up to `known_at` (a sequence of the audit log; None: now), ready for JSON."""
    rows = [row for noun in FIELDS for row in history.every_version(noun, known_at=known_at)]
    ordered = sorted(rows, key=lambda row: (row.seq_from, row.noun, row.lineage))
    seq = head() if known_at is None else known_at
    return {"form": FORM, "head": seq, "statements": [_entry(row) for row in ordered]}


def _entry(row: Any) -> Plain:
    typed_in = {Entry(row.noun, row.lineage, version).address() for version in range(1, row.version + 1)}
    return {
        "noun": row.noun,
        "number": row.lineage,
        "version": row.version,
        "stated_by": row.stated_by.username if row.stated_by else None,
        "stated_at": moment(row.seq_from).isoformat(),
        "withdrawn": row.withdrawn,
        "source": None if row.source in typed_in else row.source,
        "fields": {name: _plain(row, name) for name in FIELDS[row.noun]},
    }


def _plain(row: Any, name: str) -> Any:
    if name in _UNITS:
        return [unit.name for unit in row.units(_UNITS[name])]
    value = getattr(row, name)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Amount):
        return {"value": format(value.value, "f"), "unit": value.unit}
    if isinstance(value, date):
        return value.isoformat()
    if name == "lead_unit":
        return value.name if value else None
    if name == "leader":
        return value.username if value else None
    return value


def take_in(data: object, *, by: Actor) -> tuple[int, int]:
    """Replay a file; gives how many versions were put on record and how many were there already.

    The file is taken whole or not at all.

    Raises:
        StatementError: not such a file, an unknown unit or person, or a statement that cannot be recorded;
            the message names the entry.
    """
    entries = _entries(data)
    chains: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for entry in entries:
        chains[entry["noun"], entry["number"]].append(_print(entry))
    here = _on_record()
    known = {key: _counterpart(key[0], chain, here=here) for key, chain in chains.items()}
    numbers = {key: found[0] for key, found in known.items() if found}
    done: defaultdict[tuple[str, int], int] = defaultdict(int)
    written = 0
    with transaction.atomic():
        for place, entry in enumerate(entries, 1):
            key = entry["noun"], entry["number"]
            done[key] += 1
            there = known[key]
            if there and done[key] <= there[1]:
                continue
            try:
                numbers[key] = _replay(entry, number=numbers.get(key), numbers=numbers, by=by)
            except (StatementError, ValueError) as error:
                raise _at(place, entry, error) from error
            written += 1
    return written, len(entries) - written


def _entries(data: object) -> list[Plain]:
    listed = data.get("statements") if isinstance(data, Mapping) and data.get("form") == FORM else None
    if not isinstance(listed, list):
        raise refuse(
            "statements.form",
            _("这不是登记内容的导出文件。"),
            advice=_("请用 guatu statements export 导出后原样导入。"),
        )
    for place, entry in enumerate(listed, 1):
        whole = (
            isinstance(entry, dict)
            and entry.get("noun") in FIELDS
            and isinstance(entry.get("number"), int)
            and isinstance(entry.get("fields"), dict)
        )
        if not whole:
            raise refuse(
                "statements.entry",
                _("第%(n)s条不完整。") % {"n": place},
                advice=_("请重新导出，文件不要手工改动结构。"),
                place=place,
            )
    return listed


def _print(entry: Plain) -> str:
    """What one version says, whoever said it and whatever its number; equal texts, equal versions."""
    said = {name: value for name, value in entry["fields"].items() if name != "restates"}
    return repr((entry.get("source"), bool(entry.get("withdrawn")), sorted(said.items(), key=str)))


def _on_record() -> dict[str, dict[int, list[str]]]:
    found: dict[str, dict[int, list[str]]] = {noun: {} for noun in FIELDS}
    for entry in exported()["statements"]:
        found[entry["noun"]].setdefault(entry["number"], []).append(_print(entry))
    return found


def _counterpart(
    noun: str, chain: list[str], *, here: dict[str, dict[int, list[str]]]
) -> tuple[int, int] | None:
    """The statement on record that this one is or continues, and how many of its versions are there."""
    for number, versions in here[noun].items():
        shared = min(len(versions), len(chain))
        if versions[:shared] == chain[:shared]:
            return number, shared
    return None


def _replay(entry: Plain, *, number: int | None, numbers: Mapping[tuple[str, int], int], by: Actor) -> int:
    """Put one version on record; gives the number that its statement has here."""
    noun, source = entry["noun"], entry.get("source")
    fields = _named(entry["fields"], noun=noun, numbers=numbers)
    reason = str(fields.pop("reason", "") or "")
    if number is None:
        row = _STATE[noun](fields, by=by, source=source, reason=reason)
        return int(row.lineage)
    expected = history.current(noun, number).version
    if entry.get("withdrawn"):
        _WITHDRAW[noun](number, by=by, expected_version=expected, reason=reason)
    else:
        _CORRECT[noun](number, fields, by=by, expected_version=expected, reason=reason, source=source)
    return number


def _named(fields: Plain, *, noun: str, numbers: Mapping[tuple[str, int], int]) -> Plain:
    """The fields with the units, people and statements of this zone in place of their names."""
    out = dict(fields)
    if out.get("lead_unit"):
        out["lead_unit"] = _unit(out["lead_unit"])
    for name in _UNITS:
        if name in out:
            out[name] = [_unit(unit) for unit in out[name]]
    if out.get("leader"):
        found = users().filter(username=out["leader"]).first()
        if found is None:
            raise refuse(
                "statements.person",
                _("本区没有账号“%(name)s”。") % {"name": out["leader"]},
                advice=_("请先建立同名账号，再导入。"),
            )
        out["leader"] = found
    if out.get("restates"):
        out["restates"] = numbers.get((noun, int(out["restates"])))
    return out


def _unit(name: str) -> Any:
    found = unit_named(name)
    if found is None:
        raise refuse(
            "statements.unit",
            _("本区没有单位“%(name)s”。") % {"name": name},
            advice=_("请先在单位页建立同名单位，再导入。"),
        )
    return found


def _at(place: int, entry: Plain, error: Exception) -> StatementError:
    what = str(entry["fields"].get("title") or entry["fields"].get("quote") or entry["noun"])[:30]
    return refuse(
        "statements.entry",
        _("第%(n)s条“%(what)s”导入不了：%(why)s") % {"n": place, "what": what, "why": str(error)},
        advice=_("整个文件都没有导入；改好后重新导入。"),
        place=place,
    )
