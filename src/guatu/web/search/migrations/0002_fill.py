"""What was on record before there was a search becomes findable."""

from django.db import migrations

from guatu.catalogue.load import indicators
from guatu.web.search.folding import folded

STATED = {"figure": "PublishedFigure", "target": "Target", "task": "Task"}


def words_of(noun, row):
    if noun == "task":
        parts = [row.title, row.theme, row.standard, row.owner_named, row.person]
        parts += [row.lead_unit.name, row.lead_unit.short_name] if row.lead_unit_id else []
    else:
        known = indicators().get(row.indicator)
        name = known.name if known else row.indicator.removeprefix("other:")
        parts = [name, row.area, getattr(row, "theme", ""), row.quote]
    return folded("\n".join(part for part in parts if part))


def fill(apps, schema_editor):
    search = apps.get_model("search", "SearchRow")
    for noun, model in STATED.items():
        rows = apps.get_model("statements", model).objects.filter(withdrawn=False).order_by("seq_from")
        search.objects.bulk_create(
            search(
                noun=noun,
                number=row.lineage,
                text=words_of(noun, row),
                seq_from=row.seq_from,
                seq_to=row.seq_to,
            )
            for row in rows
        )
    documents = apps.get_model("reading", "Document").objects.order_by("seq")
    search.objects.bulk_create(
        search(noun="document", number=row.pk, text=folded(f"{row.title}\n{row.text}"), seq_from=row.seq)
        for row in documents
    )


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        ("statements", "0001_initial"),
        ("reading", "0004_taught_words"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
