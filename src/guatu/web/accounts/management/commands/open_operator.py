"""`guatu manage open_operator NAME`: the first account of a new site."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from guatu.web.access.actor import machine
from guatu.web.accounts import queries
from guatu.web.accounts.actions import people, units
from guatu.web.accounts.actions.people import AccountError


class Command(BaseCommand):
    """Opens an operator's account and prints its one-time password."""

    help = "Open an operator's account (with the zone and its committee when there are none yet)."

    def add_arguments(self, parser: CommandParser) -> None:
        """The account's name, and the zone's for a new site."""
        parser.add_argument("username")
        parser.add_argument("--name", default="运维员", help="display name")
        parser.add_argument("--zone", default="开发区", help="name of the zone, when there is none yet")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """One transaction for all."""
        by = machine("命令行")
        area = queries.areas().first() or units.create_area(options["zone"], by=by)
        unit = queries.units().first() or units.create_unit("管理委员会", by=by, area=area, kind="bureau")
        try:
            _, password = people.open_account(
                options["username"],
                by=by,
                display_name=options["name"],
                language="zh-hans",
                roles=[(unit, "operator")],
            )
        except AccountError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(password)
