"""Fill the maintained standings of tasks that were under way before there were any."""

from django.db import migrations

from guatu.execution.standing import Happened, after
from guatu.execution.states import State


def fill(apps, schema_editor):
    Assignment = apps.get_model("execution", "Assignment")
    Event = apps.get_model("execution", "Event")
    Report = apps.get_model("execution", "Report")
    for row in Assignment.objects.order_by("pk").iterator(chunk_size=2000):
        standing = None
        for event in Event.objects.filter(assignment=row).order_by("seq"):
            standing = after(standing, Happened(event.on, State(event.to_state), event.due, event.extension))
            event.since, event.handed_in = standing.since, standing.handed_in
            event.save(update_fields=["since", "handed_in"])
        last = Report.objects.filter(assignment=row).order_by("seq").last()
        row.since = standing and standing.since
        row.handed_in = standing and standing.handed_in
        row.last_report, row.reported_on = last, last and last.event.on
        row.save(update_fields=["since", "handed_in", "last_report", "reported_on"])


class Migration(migrations.Migration):

    dependencies = [("execution", "0002_standing")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
