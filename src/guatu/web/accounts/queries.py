"""Reading people and units; building the actor that everything else asks for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from hashlib import sha256

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from guatu.web.access import actor as access
from guatu.web.access.actor import Actor
from guatu.web.accounts.models import ApiToken, Area, Membership, SignInFailure, Unit, User


def actor_of(user: User, *, origin: str = "") -> Actor:
    """The actor that a signed-in user is; an inactive user has no roles."""
    rows = (
        Membership.objects.filter(user=user, user__is_active=True).select_related("unit") if user.pk else ()
    )
    held = list(rows)
    below = _areas_below() if held else {}
    leads = any(m.role == "portfolio_leader" for m in held)
    led = frozenset(Unit.objects.filter(portfolio_leader=user).values_list("pk", flat=True) if leads else ())
    return Actor(
        user_id=user.pk,
        username=user.username,
        name=user.display_name,
        origin=origin,
        memberships=tuple(
            access.Membership(
                role=m.role,
                unit=m.unit_id,
                unit_name=m.unit.short_name,
                areas=below[m.unit.area_id],
                portfolio=led if m.role == "portfolio_leader" else frozenset(),
            )
            for m in held
        ),
    )


def _areas_below() -> dict[int, frozenset[int]]:
    """Every area with itself and all below it."""
    parents = dict(Area.objects.values_list("pk", "parent_id"))
    below: dict[int, set[int]] = {pk: {pk} for pk in parents}
    for pk in parents:
        above = parents[pk]
        while above is not None:
            below[above].add(pk)
            above = parents[above]
    return {pk: frozenset(found) for pk, found in below.items()}


def actor_for(username: str, *, origin: str = "") -> Actor:
    """The actor behind an account name; User.DoesNotExist when there is none."""
    return actor_of(User.objects.get(username=username), origin=origin)


def actor_by_id(user_id: int, *, origin: str = "") -> Actor | None:
    """The actor behind a user id, or None when the account is gone or off (a job may outlive it)."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    return actor_of(user, origin=origin) if user else None


def users(*, search: str = "", active: bool | None = None) -> QuerySet[User]:
    """Accounts by name, with their memberships."""
    rows = User.objects.prefetch_related("memberships__unit").order_by("-is_active", "username")
    if search:
        rows = rows.filter(Q(username__icontains=search) | Q(display_name__icontains=search))
    return rows if active is None else rows.filter(is_active=active)


def user(pk: int) -> User | None:
    """One account, or None."""
    return users().filter(pk=pk).first()


def user_or_404(pk: int) -> User:
    """One account; Http404 when there is none."""
    return get_object_or_404(users(), pk=pk)


def units() -> QuerySet[Unit]:
    """All units in the order of the wall."""
    return Unit.objects.select_related("area", "portfolio_leader")


def unit(pk: int) -> Unit | None:
    """One unit, or None."""
    return units().filter(pk=pk).first()


def unit_named(name: str) -> Unit | None:
    """A unit by its full or short name, or None."""
    return units().filter(Q(name=name) | Q(short_name=name)).first()


def areas() -> QuerySet[Area]:
    """All areas, the zone first."""
    return Area.objects.all()


def zone_name() -> str:
    """The name that stands in the bar: the topmost area's; empty before there is one."""
    return Area.objects.filter(parent=None).values_list("name", flat=True).first() or ""


def people_with(role: str) -> QuerySet[User]:
    """Active people who hold a role anywhere."""
    return User.objects.filter(is_active=True, memberships__role=role).distinct()


def people_by_id(ids: Collection[int]) -> dict[int, User]:
    """People by their keys, inactive ones too."""
    return User.objects.in_bulk(ids) if ids else {}


def refusals(*, username: str, address: str, minutes: int) -> tuple[int, int, int]:
    """Failed sign-ins lately: of this name from this address, of this address, of this name."""
    recent = SignInFailure.objects.filter(at__gte=timezone.now() - timedelta(minutes=minutes))
    name, place = Q(username=username), Q(address=address)
    return recent.filter(name & place).count(), recent.filter(place).count(), recent.filter(name).count()


def has_accounts() -> bool:
    """Whether anybody can sign in at all."""
    return User.objects.exists()


def token_digest(secret: str) -> str:
    """What is kept of a token. The secret is long and random, so that a plain hash cannot be guessed."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def tokens_of(actor: Actor) -> QuerySet[ApiToken]:
    """The actor's own tokens, newest first, ended ones too."""
    return ApiToken.objects.filter(user_id=actor.user_id)


def token_of(actor: Actor, number: int) -> ApiToken:
    """One of the actor's own tokens; Http404 when it is not theirs."""
    return get_object_or_404(tokens_of(actor), pk=number)


def actor_of_token(secret: str, *, origin: str = "") -> Actor | None:
    """The person behind a token that still holds; None for any other text."""
    rows = ApiToken.objects.select_related("user").filter(ended_at=None, user__is_active=True)
    row = rows.filter(user__must_change_password=False, digest=token_digest(secret)).first()
    return actor_of(row.user, origin=f"{origin} api") if row else None


def units_by_pk() -> dict[int, Unit]:
    """All units by their numbers."""
    return {row.pk: row for row in Unit.objects.all()}


def people_by_pk() -> dict[int, User]:
    """All accounts by their numbers, those that are off too."""
    return {row.pk: row for row in User.objects.all()}
