"""How a statement of any kind gets its versions: held, checked, written, each with its row in the log."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.vocabulary.source import Entry
from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.access.thing import Thing
from guatu.web.audit.actions import hold, record
from guatu.web.audit.queries import moment
from guatu.web.search.actions import put
from guatu.web.statements import columns as given
from guatu.web.statements import wording
from guatu.web.statements.models import PublishedFigure, Target, Task, TaskUnit
from guatu.web.statements.problems import moved, refuse
from guatu.web.statements.queries import thing
from guatu.web.statements.queries.history import versions
from guatu.web.statements.searching import words_of

PARTS = {"responsible_units": "responsible", "support_units": "support"}


@dataclass(frozen=True, slots=True)
class Noun:
    """What differs between the three kinds of statement."""

    model: type[Any]
    allowed: tuple[str, ...]
    check: Callable[[Any], None]
    correct: str
    numbers: tuple[str, ...] = ()


FIGURE = Noun(PublishedFigure, given.FIGURE, given.check_figure, "statement.correct", ("value",))
TARGET = Noun(Target, given.TARGET, given.check_target, "target.edit", ("floor", "stretch"))
TASK = Noun(Task, given.TASK, given.check_task, "task.edit")


def state(noun: Noun, fields: given.Stated, *, by: Actor, source: str | None, reason: str) -> Any:
    """Put the first version of a statement on record."""
    require(by, "statement.state")
    filled = given.columns(fields, allowed=noun.allowed)
    parts = {name: filled.pop(name) for name in PARTS if name in filled}
    row = noun.model(**filled, source=source or "", version=1, stated_by_id=by.user_id)
    row.reason = reason or row.reason
    noun.check(row)
    with transaction.atomic():
        hold()
        last = noun.model.objects.order_by("-lineage").values_list("lineage", flat=True).first()
        row.lineage = (last or 0) + 1
        row.source = source or Entry(row.noun, row.lineage, row.version).address()
        named = {name: _ids(units) for name, units in parts.items()}
        return _write(row, before=None, deed="state", by=by, named=named)


def correct(
    noun: Noun,
    lineage: int,
    changes: Mapping[str, object],
    *,
    by: Actor,
    expected: int,
    reason: str,
    source: str | None,
) -> Any:
    """Supersede a statement by a version with these changes; the old one when nothing changes."""
    filled = given.columns(changes, allowed=noun.allowed)
    parts = {name: _ids(filled.pop(name)) for name in PARTS if name in filled}
    with transaction.atomic():
        old = locked(noun, lineage, by=by, expected=expected)
        new = _next(old, by=by, reason=reason)
        for name, value in filled.items():
            setattr(new, name, value)
        new.source, new.withdrawn = source or _ground(noun, old, new), False
        noun.check(new)
        new.corrects = old.corrects or _overrules(noun, old, new)
        named = _named_units(old) | parts
        same_units = named == _named_units(old)
        if same_units and old.source == new.source and not wording.changes(old, new):
            return old
        return _write(new, before=old, deed="correct", by=by, named=named)


def withdraw(noun: Noun, lineage: int, *, by: Actor, expected: int, reason: str) -> Any:
    """Supersede a statement by a version that says it no longer holds."""
    with transaction.atomic():
        old = locked(noun, lineage, by=by, expected=expected)
        if old.withdrawn:
            return old
        new = _next(old, by=by, reason=reason)
        new.withdrawn = True
        return _write(new, before=old, deed="withdraw", by=by, named=_named_units(old))


def restore(noun: Noun, lineage: int, version: int, *, by: Actor, expected: int, reason: str) -> Any:
    """Supersede a statement by a version that says what an earlier one said."""
    with transaction.atomic():
        old = locked(noun, lineage, by=by, expected=expected)
        earlier = noun.model.objects.get(lineage=lineage, version=version)
        new = _next(earlier, by=by, reason=reason)
        new.version = old.version + 1
        return _write(new, before=old, deed="restore", by=by, named=_named_units(earlier))


def locked(noun: Noun, lineage: int, *, by: Actor, expected: int) -> Any:
    """The current version, nobody else changing it meanwhile; permission and version are checked on it."""
    hold()
    row = noun.model.objects.filter(lineage=lineage, seq_to__isnull=True).first()
    if row is None:
        raise refuse(
            "statement.unknown",
            _("没有第%(n)s号登记。") % {"n": lineage},
            advice=_("请回到列表重新打开。"),
            number=lineage,
        )
    require(by, noun.correct, thing(row) if isinstance(row, Target | Task) else Thing())
    if row.version != expected:
        raise _moved(row, expected=expected)
    return row


def _moved(row: Any, *, expected: int) -> Exception:
    """Say what was changed since `expected`, by whom and when."""
    known = {version.version: version for version in versions(row.noun, row.lineage)}
    seen = known.get(expected)
    parts = wording.changes(seen, row) if seen else []
    name = row.stated_by.display_name if row.stated_by else _("系统")
    when = moment(row.seq_from)
    return moved(
        what=wording.called(row),
        who=name,
        when=_("%(month)s月%(day)s日%(time)s")
        % {"month": when.month, "day": when.day, "time": f"{when:%H:%M}"},
        changes=_("已撤回") if row.withdrawn else wording.sentence(parts),
        version=row.version,
    )


def _next(row: Any, *, by: Actor, reason: str) -> Any:
    """An unsaved copy that will follow `row`."""
    copied = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name != "id"}
    new = type(row)(**copied)
    new.version, new.seq_to, new.stated_by_id, new.reason = row.version + 1, None, by.user_id, reason
    return new


def _ground(noun: Noun, old: Any, new: Any) -> str:
    """The source of a change made without a text: a new number is its own entry, else the old one."""
    if any(getattr(old, n) != getattr(new, n) for n in noun.numbers):
        return Entry(new.noun, new.lineage, new.version).address()
    return str(old.source)


def _overrules(noun: Noun, old: Any, new: Any) -> bool:
    """Whether another source gave another number; a slip mended on its own text is no correction."""
    return old.source != new.source and any(getattr(old, n) != getattr(new, n) for n in noun.numbers)


def _write(row: Any, *, before: Any, deed: str, by: Actor, named: Mapping[str, list[int]]) -> Any:
    """Record the deed, end the version before, write the new one."""
    after = wording.snapshot(row) | dict(named)
    seq = record(
        by=by,
        action=f"{row.noun}.{deed}",
        thing=f"{row.noun}:{row.lineage}",
        before=None if before is None else wording.snapshot(before) | _named_units(before),
        after=after,
        reason=row.reason,
    )
    if before is not None:
        type(before).objects.filter(pk=before.pk).update(seq_to=seq)
    row.seq_from = seq
    row.save(force_insert=True)
    for part, ids in named.items():
        TaskUnit.objects.bulk_create(
            TaskUnit(task=row, unit_id=unit, role=PARTS[part], position=place)
            for place, unit in enumerate(ids)
        )
    put(row.noun, row.lineage, words_of(row), seq=seq)
    return row


def _ids(units: Any) -> list[int]:
    return list(dict.fromkeys(int(getattr(unit, "pk", unit)) for unit in units or ()))


def _named_units(row: Any) -> dict[str, list[int]]:
    if not isinstance(row, Task):
        return {}
    found = list(row.named_units.all())
    return {part: [named.unit_id for named in found if named.role == role] for part, role in PARTS.items()}
