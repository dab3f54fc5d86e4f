"""The operator's pages of accounts."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.accounts import queries
from guatu.web.accounts.actions import people
from guatu.web.accounts.actions.people import AccountError
from guatu.web.accounts.forms import Account, Role


@page("account.view")
def listing(request: Request) -> HttpResponse:
    """All accounts, by name."""
    search = request.GET.get("search", "")[:60]
    shown = Paginator(queries.users(search=search), 50).get_page(request.GET.get("page"))
    return render(request, "accounts/list.html", {"shown": shown, "search": search})


@page("account.edit", post="account.edit")
@never_cache
def create(request: Request) -> HttpResponse:
    """A new account with its first role and a one-time password."""
    form = Account(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            user, password = people.open_account(
                data["username"],
                by=request.actor,
                display_name=data["display_name"],
                language=data["language"],
                roles=[(data["unit"], data["role"])],
            )
        except AccountError as error:
            form.add_error("username", f"{error.problem.message}。{error.problem.what_to_do}。")
        else:
            return render(request, "accounts/secret.html", {"person": user, "password": password})
    return render(request, "accounts/create.html", {"form": form})


@page("account.view")
def show(request: Request, pk: int) -> HttpResponse:
    """One account: its roles, and what can be done."""
    return render(request, "accounts/page.html", {"person": queries.user_or_404(pk), "form": Role()})


@page("account.edit", post="account.edit")
@require_POST
def roles(request: Request, pk: int) -> HttpResponse:
    """Add a role, or take one away (`remove` is its number)."""
    user = queries.user_or_404(pk)
    held = [(m.unit, m.role) for m in user.memberships.all() if str(m.pk) != request.POST.get("remove")]
    if "remove" not in request.POST:
        form = Role(request.POST)
        if not form.is_valid():
            return render(request, "accounts/page.html", {"person": user, "form": form}, status=400)
        held.append((form.cleaned_data["unit"], form.cleaned_data["role"]))
    people.set_roles(user, by=request.actor, roles=held)
    messages.success(request, _("角色已更新，立即生效。"))
    return redirect("accounts:page", pk)


@page("account.edit", post="account.edit")
@require_POST
def active(request: Request, pk: int) -> HttpResponse:
    """Switch an account off or on."""
    people.set_active(queries.user_or_404(pk), by=request.actor, active=request.POST.get("active") == "1")
    messages.success(request, _("账号状态已更新。"))
    return redirect("accounts:page", pk)


@page("account.edit", post="account.edit")
@require_POST
@never_cache
def reset(request: Request, pk: int) -> HttpResponse:
    """A new one-time password, shown once."""
    user = queries.user_or_404(pk)
    password = people.reset_password(user, by=request.actor)
    return render(request, "accounts/secret.html", {"person": user, "password": password})
