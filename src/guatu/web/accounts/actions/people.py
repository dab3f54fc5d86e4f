"""Accounts: made, renamed, switched off, given roles and passwords."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _

from guatu.vocabulary.problems import GuatuError, Problem
from guatu.web.access.actor import Actor
from guatu.web.accounts.models import Membership, Unit, User
from guatu.web.audit.actions import hold, record


class AccountError(GuatuError, ValueError):
    """An account cannot be made or changed as asked."""

    status = 409


@transaction.atomic
def create_user(
    username: str,
    *,
    by: Actor,
    display_name: str,
    password: str | None = None,
    language: str = "zh-hans",
    must_change_password: bool = False,
    reason: str = "",
) -> User:
    """A new account without roles; without a password nobody can sign in with it yet."""
    hold()
    if User.objects.filter(username=username).exists():
        raise AccountError(
            Problem(
                code="account.taken",
                fields={"username": username},
                where=username,
                message=_("这个账号已经有人使用"),
                what_to_do=_("换一个账号名"),
            )
        )
    user = User(
        username=username,
        display_name=display_name,
        language=language,
        must_change_password=must_change_password,
    )
    user.set_password(password)
    user.save(force_insert=True)
    record(
        by=by,
        action="account.create",
        thing=f"user:{user.pk}",
        after={"username": username, "display_name": display_name},
        reason=reason,
    )
    return user


@transaction.atomic
def open_account(
    username: str, *, by: Actor, display_name: str, language: str, roles: Iterable[tuple[Unit, str]]
) -> tuple[User, str]:
    """A new account with roles and a one-time password, which is told once."""
    password = secrets.token_urlsafe(9)
    user = create_user(
        username,
        by=by,
        display_name=display_name,
        password=password,
        language=language,
        must_change_password=True,
    )
    set_roles(user, by=by, roles=roles)
    return user, password


@transaction.atomic
def set_active(user: User, *, by: Actor, active: bool, reason: str = "") -> None:
    """Switch an account off (its sessions end at once) or on again."""
    if by.user_id == user.pk and not active:
        raise AccountError(
            Problem(
                code="account.self",
                where=user.username,
                message=_("不能停用自己的账号"),
                what_to_do=_("请另一位运维人员操作"),
            )
        )
    hold()
    user.refresh_from_db(fields=["is_active"])
    before = user.is_active
    user.is_active = active
    user.save(update_fields=["is_active"])
    action = "account.activate" if active else "account.deactivate"
    record(
        by=by,
        action=action,
        thing=f"user:{user.pk}",
        before={"active": before},
        after={"active": active},
        reason=reason,
    )


@transaction.atomic
def rename(user: User, *, by: Actor, display_name: str) -> None:
    """Change the name that people see."""
    hold()
    user.refresh_from_db(fields=["display_name"])
    before = user.display_name
    user.display_name = display_name
    user.save(update_fields=["display_name"])
    record(
        by=by,
        action="account.rename",
        thing=f"user:{user.pk}",
        before={"display_name": before},
        after={"display_name": display_name},
    )


@transaction.atomic
def set_roles(user: User, *, by: Actor, roles: Iterable[tuple[Unit, str]], reason: str = "") -> None:
    """Replace all roles of a person by these (unit, role) pairs."""
    hold()
    before = _roles(user)
    Membership.objects.filter(user=user).delete()
    wanted = {(unit.pk, role): Membership(user=user, unit=unit, role=role) for unit, role in roles}
    Membership.objects.bulk_create(wanted.values())
    record(
        by=by,
        action="account.roles",
        thing=f"user:{user.pk}",
        before=before,
        after=_roles(user),
        reason=reason,
    )


def _roles(user: User) -> list[list[str]]:
    held = Membership.objects.filter(user=user).select_related("unit").order_by("unit_id", "role")
    return [[m.unit.name, m.role] for m in held]


@transaction.atomic
def reset_password(user: User, *, by: Actor) -> str:
    """A new one-time password, told once to the operator; the person must change it on signing in."""
    password = secrets.token_urlsafe(9)
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    record(by=by, action="account.reset_password", thing=f"user:{user.pk}")
    return password


@transaction.atomic
def change_password(user: User, *, by: Actor, password: str) -> None:
    """The person's own change; django's ValidationError when the password is weak."""
    validate_password(password, user)
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record(by=by, action="account.change_password", thing=f"user:{user.pk}")


@transaction.atomic
def set_language(user: User, *, by: Actor, language: str) -> None:
    """Choose the language of the pages."""
    hold()
    user.refresh_from_db(fields=["language"])
    before = user.language
    user.language = language
    user.save(update_fields=["language"])
    record(
        by=by,
        action="account.language",
        thing=f"user:{user.pk}",
        before={"language": before},
        after={"language": language},
    )
