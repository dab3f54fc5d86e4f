"""Evidence given back as it came, to those who may see its task."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.execution.evidence import TYPES
from guatu.web.execution.queries.assignments import evidence
from guatu.web.reading import store
from guatu.web.statements.queries import task_for


@page("task.view")
def paper(request: Request, number: int) -> HttpResponse:
    """One piece of evidence: a picture is shown, anything else is saved; it never runs in the page."""
    found = evidence(number)
    if found is None:
        raise Http404(f"evidence {number}")
    task, row = found
    task_for(request.actor, task)
    try:
        data = store.read(row.sha256)
    except FileNotFoundError as error:
        raise Http404(f"evidence {number}") from error
    answer = HttpResponse(data, content_type=TYPES[row.kind])
    picture = row.kind in ("jpeg", "png", "webp")
    header = content_disposition_header(as_attachment=not picture, filename=row.name)
    answer["Content-Disposition"] = header or "attachment"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
