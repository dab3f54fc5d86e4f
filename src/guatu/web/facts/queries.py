"""Every read of deliveries, and where files and lake lie."""

from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guatu.catalogue.dataset import Dataset
from guatu.catalogue.datasets import datasets
from guatu.facts.head import find_head
from guatu.facts.sheet import Sheet, Workbook, letters, read_workbook
from guatu.files.store import Store
from guatu.web.access.actor import Actor
from guatu.web.access.allow import reach, require
from guatu.web.access.thing import Thing
from guatu.web.facts.models import STATES
from guatu.web.facts.models import Delivery as Delivery
from guatu.web.jobs.queries import in_hand

#: Rows of a sheet shown around the one that is asked for.
WINDOW = 40


def lake() -> Path:
    """The folder of the lake."""
    return Path(settings.HOME) / "lake"


def files() -> Store:
    """The kept files."""
    return Store(Path(settings.FILES_DIR))


def workbook_of(delivery: Delivery) -> Workbook:
    """The file that a delivery brought, read; it was refused as a spreadsheet if this raises SheetError."""
    return read_workbook(files().read(delivery.sha256), name=delivery.name)


def delivery_by_number(number: int) -> Delivery:
    """A delivery for the machine's own work; Http404 when there is none."""
    found = Delivery.objects.filter(pk=number).first()
    if found is None:
        raise Http404(f"delivery {number}")
    return found


def half_way() -> list[int]:
    """Numbers of the deliveries that a crash left between the checks and the lake.

    One that a living worker is taking in just now is not among them.
    """
    rows = Delivery.objects.filter(state="accepting").values_list("pk", "job")
    return [number for number, job in rows if not in_hand(job)]


def deliveries_for(actor: Actor, *, known_at: int | None = None) -> "QuerySet[Delivery]":
    """The deliveries that this person may see, newest first."""
    where = reach(actor, "delivery.view")
    rows = Delivery.objects.select_related("brought_by").filter(area__in=where.areas)
    return rows if known_at is None else rows.filter(seq__lte=known_at)


def delivery_for(actor: Actor, number: int) -> Delivery:
    """The door to one delivery: Http404 when there is none, PermissionDenied when it is not theirs."""
    found = delivery_by_number(number)
    require(actor, "delivery.view", Thing(area=found.area_id))
    return found


def delivery_by_sha_for(actor: Actor, sha256: str, *, known_at: int | None = None) -> Delivery:
    """The door to the delivery that brought a file in: Http404 or PermissionDenied as `delivery_for`."""
    rows = Delivery.objects.select_related("brought_by").filter(sha256=sha256).exclude(accepted_seq=None)
    found = (rows if known_at is None else rows.filter(accepted_seq__lte=known_at)).first()
    if found is None:
        raise Http404(sha256)
    require(actor, "delivery.view", Thing(area=found.area_id))
    return found


def sheet_index(delivery: Delivery, name: str) -> int:
    """Which sheet of the file has this name; Http404 when none has."""
    book = workbook_of(delivery)
    found = next((sheet.index for sheet in book.sheets if sheet.name == name), None)
    if found is None:
        raise Http404(name)
    return found


def dataset_name(dataset: Dataset) -> str:
    """Its name in the reader's script."""
    language = get_language() or ""
    return dataset.name_en if language == "en" else dataset.name_hant if "hant" in language else dataset.name


def dataset_choices() -> list[tuple[str, str]]:
    """Datasets by id, for a form."""
    return [(dataset.id, dataset_name(dataset)) for dataset in datasets().values()]


def drawn(delivery: Delivery, index: int, *, at: str = "") -> dict[str, object]:
    """A sheet as it looks: its head, and the rows around the cell ``at`` ("G5"), wrong cells marked."""
    book = workbook_of(delivery)
    if index >= len(book.sheets):
        raise Http404(f"sheet {index}")
    sheet = book.sheets[index]
    digits = at.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    row = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else 1
    head = find_head(sheet)
    body = head.body if head else 0
    first = max(body, row - WINDOW // 2)
    numbers = [*range(body), *range(first, min(first + WINDOW, len(sheet.rows)))]
    wrong = {f"{p['column']}{p['row']}": p["message"] for p in delivery.problems if p["sheet"] == index}
    width = max((len(sheet.rows[number]) for number in numbers), default=0)
    return {
        "sheet": sheet.name,
        "letters": [letters(column) for column in range(width)],
        "rows": [
            (n + 1, n < body, _spanned(_cells(sheet, n, width, wrong=wrong, at=at), head=n < body))
            for n in numbers
        ],
    }


def state_word(delivery: Delivery) -> str:
    """Where it stands, in words."""
    return str(dict(STATES)[delivery.state])


def rows_told(delivery: Delivery) -> list[tuple[str, int]]:
    """What became of its rows, in words: those kinds of which there are any."""
    words = {
        "first": _("首次入库"),
        "changed": _("更正"),
        "late": _("补报"),
        "deleted": _("删去"),
        "same": _("没有变化"),
    }
    return [(word, delivery.told[kind]) for kind, word in words.items() if delivery.told.get(kind)]


def _spanned(cells: list[tuple[object, str, bool]], *, head: bool) -> list[tuple[object, str, bool, int]]:
    """Each cell with how many columns it takes: in a head a text goes on over the blank ones after it."""
    found: list[tuple[object, str, bool, int]] = []
    for value, wrong, lit in cells:
        before = found[-1] if found else None
        blank = value == "" and not (wrong or lit)
        if head and blank and before is not None and before[0] != "":
            found[-1] = (*before[:3], before[3] + 1)
        else:
            found.append((value, wrong, lit, 1))
    return found


def _cells(
    sheet: Sheet, number: int, width: int, *, wrong: dict[str, str], at: str
) -> list[tuple[object, str, bool]]:
    places = [f"{letters(column)}{number + 1}" for column in range(width)]
    found: list[tuple[object, str, bool]] = []
    for column, place in enumerate(places):
        value = sheet.at(number, column)
        whole = isinstance(value, float) and value.is_integer()
        found.append((f"{value:.0f}" if whole else value, wrong.get(place, ""), place == at))
    return found
