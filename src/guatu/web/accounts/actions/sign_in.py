"""Signing in and out, and the lockout after too many failures.

Three counts over the last quarter of an hour: five failures of one name from one address; thirty of one
address (spraying one password over many names); thirty of one name (guessing from many addresses). The first
protects a person without letting a stranger lock them out; the others leave room for an office behind one
address.

They are counted under the log's lock once name and password have been looked at, so that guesses sent at the
same moment are told no more than guesses sent one by one: the sixth is locked out, right or wrong.
"""

from __future__ import annotations

from datetime import timedelta

from django.contrib import auth
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from guatu.vocabulary.problems import GuatuError, Problem
from guatu.web.access.actor import Actor
from guatu.web.accounts.models import SignInFailure, User
from guatu.web.accounts.queries import actor_of, refusals
from guatu.web.audit.actions import hold, record

MINUTES = 15
MOST = (5, 30, 30)


class LockedError(GuatuError, PermissionError):
    """Too many failures lately."""

    status = 429


def sign_in(request: HttpRequest, *, by: Actor, username: str, password: str) -> User | None:
    """Sign a person in with a new session; None when name or password is wrong; LockedError after many."""
    name = username[:60]
    _unlocked(name, address=by.origin)
    user = auth.authenticate(request, username=username, password=password) if "\0" not in username else None
    with transaction.atomic():
        hold()
        _unlocked(name, address=by.origin)
        if not isinstance(user, User):
            _refuse(name, by=by)
            return None
        SignInFailure.objects.filter(username=name, address=by.origin).delete()
        auth.login(request, user)
        record(by=actor_of(user, origin=by.origin), action="session.sign_in", thing=f"user:{user.pk}")
    return user


def _counts(username: str, address: str) -> tuple[int, int, int]:
    return refusals(username=username, address=address, minutes=MINUTES)


def _unlocked(username: str, *, address: str) -> None:
    """LockedError after too many failures lately."""
    if any(n >= most for n, most in zip(_counts(username, address), MOST, strict=True)):
        raise LockedError(
            Problem(
                code="sign_in.locked",
                where=username,
                message=_("登录失败次数过多，已暂停%(minutes)s分钟") % {"minutes": MINUTES},
                what_to_do=_("请稍后再试，或请运维人员重置密码"),
            )
        )


def _refuse(username: str, *, by: Actor) -> None:
    now = timezone.now()
    SignInFailure.objects.filter(at__lt=now - timedelta(days=1)).delete()
    SignInFailure.objects.create(at=now, username=username, address=by.origin)
    if any(n == most for n, most in zip(_counts(username, by.origin), MOST, strict=True)):
        record(by=by, action="session.locked", thing=f"address:{by.origin}", after={"username": username})


def sign_out(request: HttpRequest, *, by: Actor) -> None:
    """End the session."""
    with transaction.atomic():
        if by.user_id is not None:
            record(by=by, action="session.sign_out", thing=f"user:{by.user_id}")
        auth.logout(request)
