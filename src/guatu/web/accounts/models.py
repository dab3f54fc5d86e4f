"""People, areas, units, and who holds which role where."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from guatu.web.access.words import ROLE_WORDS

LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]

UNIT_KINDS = [
    ("bureau", _("部门")),
    ("street", _("街道")),
    ("state_company", _("国有企业")),
    ("stationed", _("驻区机构")),
    ("direct", _("直属单位")),
]

ROLES = list(ROLE_WORDS.items())


class Area(models.Model):
    """A place with its own figures: the zone, or a park within it."""

    name = models.CharField(_("名称"), max_length=60, unique=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )

    class Meta:
        db_table = "guatu_area"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class User(AbstractBaseUser):
    """A person with an account. What they may do follows from their memberships alone."""

    username = models.CharField(_("账号"), max_length=60, unique=True)
    display_name = models.CharField(_("姓名"), max_length=60)
    language = models.CharField(_("语言"), max_length=10, choices=LANGUAGES, default="zh-hans")
    is_active = models.BooleanField(_("启用"), default=True)
    must_change_password = models.BooleanField(_("须改密码"), default=False)
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)

    objects = BaseUserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        db_table = "guatu_user"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.display_name


class Unit(models.Model):
    """A body that carries targets and tasks; short names stand on the wall, full names in letters."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="units")
    kind = models.CharField(_("类别"), max_length=20, choices=UNIT_KINDS)
    name = models.CharField(_("全称"), max_length=60, unique=True)
    short_name = models.CharField(_("简称"), max_length=20)
    portfolio_leader = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="portfolio"
    )
    order = models.PositiveSmallIntegerField(_("排序"), default=0)

    class Meta:
        db_table = "guatu_unit"
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.short_name


class Membership(models.Model):
    """One role of one person in one unit."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("角色"), max_length=20, choices=ROLES)

    class Meta:
        db_table = "guatu_membership"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["user", "unit", "role"], name="guatu_membership_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.unit} {self.role}"


class SignInFailure(models.Model):
    """A refused sign-in; counted by name and by address, forgotten after a success or a day."""

    at = models.DateTimeField(db_index=True)
    username = models.CharField(max_length=60)
    address = models.CharField(max_length=64)

    class Meta:
        db_table = "guatu_sign_in_failure"
        indexes = [models.Index(fields=["username", "at"]), models.Index(fields=["address", "at"])]

    def __str__(self) -> str:
        return f"{self.username} {self.address}"


class ApiToken(models.Model):
    """Lets a program read as the person who made it; only a digest of the secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("用途"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)
    ended_at = models.DateTimeField(_("停用时间"), null=True)

    class Meta:
        db_table = "guatu_api_token"
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name
