"""Papers of a task: evidence as it came, to those who may see it; the reply upward as a document."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from guatu.briefing.replies import reply
from guatu.briefing.word import docx
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.audit.queries import today
from guatu.web.execution.evidence import TYPES
from guatu.web.execution.queries.assignments import evidence
from guatu.web.execution.queries.replies import draft_for
from guatu.web.messages.queries import organ
from guatu.web.reading import store
from guatu.web.statements.queries import task_for
from guatu.web.ui.downloads import download

_LONGEST = 20_000


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


@page("task.set_up", post="task.set_up")
def reply_file(request: Request, number: int) -> HttpResponse:
    """The reply upward as docx: in the words that the form holds, else as drafted. Nothing is written."""
    row = task_for(request.actor, number)
    words = draft_for(request.actor, row)["draft"]
    if request.method == "POST":
        words = request.POST.get("words", "").strip()[:_LONGEST] or words
    made = reply(words, organ=organ(), day=today(), title=f"关于“{row.title}”办理情况的反馈")
    return download(docx(made), name=f"{made.title}.docx")
