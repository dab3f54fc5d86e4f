"""The facts of the zone as the pages ask them: sums from kept cubes, and from there back to cells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from guatu.facts.snapshot import datasets_in
from guatu.indicators.asking import datasets_of
from guatu.indicators.reckoning import Reckoning
from guatu.indicators.veil import Veil
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow
from guatu.web.facts.queries import Delivery, lake

if TYPE_CHECKING:
    from guatu.indicators.world import World


def cubes() -> Path:
    """Where the cubes are kept; whatever lies there can be made anew from the lake."""
    return Path(settings.HOME) / "cubes"


def world(known_at: int | None = None) -> World | None:
    """The facts as known at a sequence of the audit log; None when nothing was delivered by now."""
    if not datasets_in(lake()):
        return None
    # NumPy is loaded with the first computed figure, not at the start of the server.
    from guatu.indicators.world import World

    return World(lake(), cubes=cubes(), known_at=known_at)


def simulated(indicator: str, *, known_at: int | None = None) -> bool:
    """Whether the latest delivery behind an indicator is invented data."""
    found = world(known_at)
    files = [f for name in datasets_of(indicator) for f in found.snapshot(name).files[-1:]] if found else []
    return any(_simulated(file.delivery) for file in files)


def by_rows(known_at: int) -> Reckoning:
    """Computed figures of an earlier moment from the rows themselves, so that no cube is made for it."""
    from guatu.indicators.world import RowWorld

    return Reckoning(RowWorld(lake(), cubes=cubes(), known_at=known_at))


def reckoning(known_at: int | None = None) -> Reckoning | None:
    """Computed figures as known at a sequence; None when nothing was delivered by now."""
    found = world(known_at)
    return None if found is None else Reckoning(found)


def shown_to(actor: Actor, by: Reckoning) -> Callable[[FigureKey], Figure]:
    """How this viewer is shown computed figures: as they are, or without small cells and cuts."""
    return by.figure if allow(actor, "figure.detail") else Veil(by).figure


def _simulated(number: int) -> bool:
    return bool(Delivery.objects.filter(pk=number).values_list("simulated", flat=True).first())
