"""Access tokens of programs: made by a person for themselves, ended at any time."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils import timezone

from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.accounts.models import ApiToken
from guatu.web.accounts.queries import token_digest, token_of
from guatu.web.audit.actions import hold, record


@transaction.atomic
def make_token(name: str, *, by: Actor) -> str:
    """A new token of the actor's own; its secret is told once and never again."""
    require(by, "api.token")
    secret = f"guatu_{secrets.token_urlsafe(32)}"
    row = ApiToken.objects.create(user_id=by.user_id, name=name, digest=token_digest(secret))
    record(by=by, action="token.make", thing=f"token:{row.pk}", after={"name": name})
    return secret


@transaction.atomic
def end_token(number: int, *, by: Actor) -> None:
    """End a token of the actor's own; Http404 when it is not theirs. Ended twice is ended once."""
    hold()
    row = token_of(by, number)
    if row.ended_at is None:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        record(by=by, action="token.end", thing=f"token:{row.pk}", before={"name": row.name})
