"""The one table of the log; its rows are written once and never changed (the database refuses it)."""

from __future__ import annotations

from django.db import models

from guatu.web.access.words import ROLE_WORDS
from guatu.web.audit.words import word_for


class Entry(models.Model):
    """One deed.

    ``before`` and ``after`` are canonical JSON or empty; ``hash`` covers the row and its forerunner's hash.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor = models.BigIntegerField(null=True, db_index=True)
    actor_name = models.CharField(max_length=150)
    roles = models.CharField(max_length=200, blank=True)
    units = models.CharField(max_length=400, blank=True)
    origin = models.CharField(max_length=64, blank=True)
    action = models.CharField(max_length=80, db_index=True)
    thing = models.CharField(max_length=300, blank=True, db_index=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "guatu_audit_entry"
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.thing}"

    @property
    def role_words(self) -> str:
        """The roles of the one who acted, in words."""
        return "、".join(str(ROLE_WORDS.get(role, role)) for role in self.roles.split(",") if role)

    @property
    def word(self) -> str:
        """What people call the action."""
        return word_for(self.action)
