"""A delivery's life: received, then taken in or refused; what a crash left half done is settled."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from guatu.catalogue.datasets import datasets
from guatu.facts.delivery import Prepared
from guatu.facts.lake import Accepted, names_delivery, undo
from guatu.facts.parsed import MOST_PROBLEMS, Found
from guatu.files.store import checksum
from guatu.vocabulary.problems import GuatuError, Problem
from guatu.web.access.actor import Actor
from guatu.web.access.allow import reach, require
from guatu.web.accounts.queries import areas
from guatu.web.audit.actions import hold, record
from guatu.web.facts.models import Delivery
from guatu.web.facts.queries import delivery_by_number, files, half_way, lake
from guatu.web.jobs.actions import enqueue
from guatu.web.jobs.queries import alive, waits


class DeliveryError(GuatuError, ValueError):
    """A delivery that cannot be received; nothing was kept."""


def receive_delivery(
    data: bytes,
    *,
    name: str,
    by: Actor,
    dataset: str,
    period: str = "",
    may_register: bool = False,
    whole: bool = False,
    reason: str = "",
) -> Delivery:
    """Keep the file and have it checked by a job.

    ``may_register`` enters enterprises that the register lacks; ``whole`` deletes what the period has and the
    file has not; ``reason`` answers the questions that the checks would ask. A file that is being checked is
    not received again (a second click): its delivery is given.
    """
    require(by, "delivery.bring")
    if dataset not in datasets():
        raise _error(_("没有这个数据集。"), _("请从列表中选择。"))
    if len(data) > settings.UPLOAD_MOST:
        raise _error(_("文件过大。"), _("请按月、按数据集分开报送。"))
    sha256 = checksum(data)
    files().keep(data, sha256=sha256)
    where = reach(by, "delivery.bring")
    area = areas().filter(pk__in=where.areas).first() if where.areas else areas().first()
    with transaction.atomic():
        hold()
        there = Delivery.objects.filter(sha256=sha256, dataset=dataset).exclude(state="refused").first()
        if there is not None and there.state == "accepted":
            raise _error(_("这份文件已经入库，没有重复报送。"), _("如有更正，请改动表格后再报送。"))
        if there is not None and alive(there.job):
            return there
        after = {"name": name, "sha256": sha256, "dataset": dataset, "period": period}
        seq = record(by=by, action="delivery.receive", thing=f"delivery:{sha256[:12]}", after=after)
        made = Delivery.objects.create(
            sha256=sha256,
            name=name.replace("\\", "/").rpartition("/")[2][:200],
            dataset=dataset,
            period=period,
            area=area,
            may_register=may_register,
            whole=whole,
            reason=reason[:200],
            seq=seq,
            brought_by_id=by.user_id,
        )
        made.job = enqueue("facts.receive", {"delivery": made.pk}, by=by).pk
        made.save(update_fields=["job"])
    return made


def refuse_delivery(
    number: int, *, by: Actor, found: tuple[Found, ...], period: str = "", simulated: bool = False
) -> Delivery:
    """Note why the file is refused; inside the caller's transaction."""
    hold()
    held = delivery_by_number(number)
    after = {"problems": len(found)}
    record(by=by, action="delivery.refuse", thing=f"delivery:{number}", after=after)
    held.state, held.problem_count, held.problems = "refused", len(found), _as_json(found)
    held.period, held.simulated = held.period or period, simulated
    held.save(update_fields=["state", "problem_count", "problems", "period", "simulated"])
    return held


@transaction.atomic
def begin_accepting(number: int, *, by: Actor, prepared: Prepared) -> int:
    """Take the sequence that the rows will carry; from here on it is settled one way or the other."""
    hold()
    held = delivery_by_number(number)
    after = {"dataset": held.dataset, "period": prepared.period, "rows": prepared.rows.num_rows}
    seq = record(by=by, action="delivery.accept", thing=f"delivery:{number}", after=after, reason=held.reason)
    held.state, held.accepted_seq, held.period = "accepting", seq, prepared.period
    held.mapping, held.simulated = prepared.columns, prepared.simulated
    held.problems, held.problem_count = _as_json(prepared.found), len(prepared.found)
    held.save()
    return seq


def finish_accepting(number: int, *, by: Actor, accepted: Accepted | None = None) -> Delivery:
    """Note that the lake has it; inside the caller's transaction."""
    hold()
    held = delivery_by_number(number)
    told: dict[str, Any] = {}
    if accepted is not None:
        told = {key: value for key, value in asdict(accepted).items() if key != "files"}
    record(by=by, action="delivery.accepted", thing=f"delivery:{number}", after=told)
    held.state, held.told = "accepted", told
    held.save(update_fields=["state", "told"])
    if not waits("facts.sum", {"dataset": held.dataset}):
        enqueue("facts.sum", {"dataset": held.dataset}, by=by)
    return held


@transaction.atomic
def settle(number: int, *, by: Actor) -> Delivery:
    """Finish a delivery that the lake names, undo one that it does not, after a crash in between."""
    hold()
    held = delivery_by_number(number)
    if held.state != "accepting":
        return held
    if names_delivery(lake(), dataset=held.dataset, delivery=held.pk):
        return finish_accepting(number, by=by)
    undo(lake(), dataset=held.dataset, seq=int(held.accepted_seq or 0))
    record(by=by, action="delivery.undo", thing=f"delivery:{number}")
    held.state, held.accepted_seq = "checking", None
    held.save(update_fields=["state", "accepted_seq"])
    return held


def recover(*, by: Actor) -> int:
    """Settle all deliveries that stand half way, at start; gives how many."""
    numbers = half_way()
    for number in numbers:
        settle(number, by=by)
    return len(numbers)


def _as_json(found: tuple[Found, ...]) -> list[dict[str, object]]:
    return [
        item.problem.to_json()
        | {"sheet": item.sheet, "row": item.row, "column": item.column, "soft": item.soft}
        for item in found[:MOST_PROBLEMS]
    ]


def _error(message: str, advice: str) -> DeliveryError:
    return DeliveryError(Problem("delivery.refused", message=message, what_to_do=advice))
