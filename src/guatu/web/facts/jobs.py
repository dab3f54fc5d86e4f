"""The job that checks a delivery and takes it in."""

from django.db import transaction
from django.utils.translation import gettext_lazy

from guatu.catalogue.datasets import load_dataset
from guatu.facts.delivery import Prepared, prepare, take_in
from guatu.facts.guards import SheetError
from guatu.facts.lake import undo
from guatu.facts.parsed import Found
from guatu.web.facts import actions
from guatu.web.facts.queries import Delivery, files, lake
from guatu.web.facts.world import cubes, reckoning
from guatu.web.jobs.actions import LeaseLostError
from guatu.web.jobs.queries import waiting
from guatu.web.jobs.registry import job
from guatu.web.jobs.run import Run


@job("facts.receive", title=gettext_lazy("核对并入库"))
def receive(run: Run) -> dict[str, object]:
    """Check `payload["delivery"]`; take it in wholly, or refuse it wholly with its cells named."""
    delivery = actions.settle(int(run.payload["delivery"]), by=run.actor)
    told: dict[str, object] = {"delivery": delivery.pk}
    if delivery.state != "checking":
        return told
    try:
        ready = _prepare(run, delivery)
    except SheetError as error:
        with run.finishing(told):
            actions.refuse_delivery(delivery.pk, by=run.actor, found=(Found(error.problem, 0, 1, "A"),))
        return told
    if ready.refused or (ready.questions and not delivery.reason):
        with run.finishing(told):
            actions.refuse_delivery(
                delivery.pk, by=run.actor, found=ready.found, period=ready.period, simulated=ready.simulated
            )
        return told
    seq = actions.begin_accepting(delivery.pk, by=run.actor, prepared=ready)
    try:
        done = take_in(ready, lake=lake(), seq=seq, delivery=delivery.pk, whole=delivery.whole, sure=run.sure)
    except LeaseLostError:
        # The delivery is the other worker's now, also its state; only our own files are cleared away.
        undo(lake(), dataset=delivery.dataset, seq=seq)
        raise
    except Exception:
        with transaction.atomic():
            actions.settle(delivery.pk, by=run.actor)
        raise
    with run.finishing(told):
        actions.finish_accepting(delivery.pk, by=run.actor, accepted=done)
    return told


@job("facts.sum", title=gettext_lazy("汇总企业数据"))
def sum_up(run: Run) -> dict[str, object]:
    """Bring the kept sums of `payload["dataset"]` up to date; pages read them and need not wait."""
    # The site knows this job's name from its start, and needs NumPy only when it sums.
    from guatu.indicators.world import refresh

    name = str(run.payload["dataset"])
    told: dict[str, object] = {"cubes": refresh(lake(), cubes=cubes(), dataset=name)}
    by = reckoning()
    # While more deliveries wait, what is worked out now would be of facts that nobody sees.
    if by is not None and not waiting("facts.receive"):
        from guatu.indicators.warming import warm

        told["figures"] = warm(by, dataset=name)
    return told


def _prepare(run: Run, delivery: Delivery) -> Prepared:
    steps = iter(range(1, 100))
    return prepare(
        files().read(delivery.sha256),
        name=delivery.name,
        dataset=load_dataset(delivery.dataset),
        lake=lake(),
        period=delivery.period,
        may_register=delivery.may_register,
        say=lambda step: run.progress(next(steps), total=5, message=step),
    )
