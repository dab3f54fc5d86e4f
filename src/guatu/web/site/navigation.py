"""What stands around every page: the links that this person may use, the data version, the zone."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from guatu.web.access.actor import Actor, anonymous
from guatu.web.access.allow import allow
from guatu.web.access.words import ROLE_WORDS
from guatu.web.accounts.queries import zone_name
from guatu.web.audit.queries import head, moment


@dataclass(frozen=True, slots=True)
class Entrance:
    """A link in the bar: its word, the view's name, the action it takes."""

    word: Promise
    view: str
    action: str


ENTRANCES = (
    Entrance(_("挂图"), "board:wall", "wall.view"),
    Entrance(_("指标"), "board:indicators", "indicator.view"),
    Entrance(_("目标"), "targets:list", "target.view"),
    Entrance(_("任务"), "execution:tasks", "task.view"),
    Entrance(_("我的待办"), "execution:desk", "desk.view"),
    Entrance(_("会议"), "board:monday", "meeting.view"),
    Entrance(_("函件"), "messages:letters", "letter.view"),
    Entrance(_("文件"), "reading:documents", "document.view"),
    Entrance(_("数据"), "facts:list", "delivery.view"),
    Entrance(_("账号"), "accounts:list", "account.view"),
    Entrance(_("单位"), "accounts:units", "unit.edit"),
    Entrance(_("作业"), "jobs:list", "job.list"),
    Entrance(_("审计"), "audit:list", "audit.view"),
)


def entrances(actor: Actor) -> list[tuple[Entrance, str]]:
    """The links that the actor may use, with their addresses; rooms that do not exist are left out."""
    found = []
    for entrance in ENTRANCES:
        try:
            url = reverse(entrance.view)
        except NoReverseMatch:
            continue
        if allow(actor, entrance.action):
            found.append((entrance, url))
    return found


def landing(actor: Actor) -> str:
    """Where a person arrives after signing in: the first page that is theirs."""
    mine = entrances(actor)
    return mine[0][1] if mine else reverse("accounts:password")


def frame(request: HttpRequest) -> dict[str, object]:
    """Template context of the frame (context processor)."""
    actor: Actor = getattr(request, "actor", None) or anonymous()
    known_at: int | None = getattr(request, "known_at", None)
    kept = f"?known_at={known_at}" if known_at is not None else ""
    links = [
        {"word": e.word, "url": url + kept, "here": _here(request.path, url)} for e, url in entrances(actor)
    ]
    return {
        "actor": actor,
        "links": links,
        "known_at": known_at,
        "historic": known_at is not None,
        "seats": [(ROLE_WORDS[m.role], m.unit_name) for m in actor.memberships],
        "version_at": SimpleLazyObject(lambda: moment(known_at if known_at is not None else head() or None)),
        "zone": SimpleLazyObject(zone_name) if actor.signed_in else "",
        "may_search": actor.signed_in and allow(actor, "search.use"),
        "may_use_api": actor.signed_in and allow(actor, "api.token"),
        "demo": settings.GUATU_TODAY is not None,
    }


def _here(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url.rstrip("/") + "/"))
