"""What people call the roles."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ROLE_WORDS = {
    "leader": _("领导"),
    "portfolio_leader": _("分管领导"),
    "statistics": _("统计"),
    "supervision": _("督查"),
    "department": _("部门人员"),
    "liaison": _("联络员"),
    "auditor": _("审计"),
    "operator": _("运维"),
}
