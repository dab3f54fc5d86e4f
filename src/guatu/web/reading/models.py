"""Tables of documents, of what was read from them, and of every decision about it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from guatu.vocabulary.unit import NAMES

MARKS = [("internal", _("内部")), ("public", _("公开"))]
STATES = [
    ("reading", _("识别中")),
    ("review", _("待审核")),
    ("done", _("审核完成")),
    ("failed", _("识别失败")),
]
NOUNS = [("figure", _("数据")), ("target", _("目标")), ("task", _("任务")), ("unread", _("待识别"))]
DECISIONS = [
    ("pending", _("待审核")),
    ("accepted", _("已采纳")),
    ("principle", _("原则要求")),
    ("rejected", _("不采纳")),
]
RESOLUTIONS = [("coexist", _("并存")), ("correct", _("更正原数")), ("same", _("与在册一致"))]
ORIGINS = [("reader", _("识别")), ("person", _("补录"))]


class Document(models.Model):
    """One text, known by the checksum of its file; the file lies in the data folder under that name.

    `text` is as decoded or extracted, by `extractor`; spans count its code points.
    `remarks` are the reading's conflicts as JSON; `seq` is its arrival in the log; `reader` tells which
    reader read it last, `news` what that changed: how many items stayed, differ, are new, are gone.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("文件名"), max_length=200)
    title = models.CharField(_("标题"), max_length=200)
    date = models.DateField(_("文件日期"), null=True)
    area = models.ForeignKey("accounts.Area", on_delete=models.PROTECT, related_name="+", null=True)
    mark = models.CharField(_("标识"), max_length=10, choices=MARKS, default="internal")
    text = models.TextField()
    characters = models.PositiveIntegerField(default=0)
    extractor = models.CharField(max_length=60)
    state = models.CharField(_("状态"), max_length=10, choices=STATES, default="reading")
    problem = models.JSONField(null=True)
    remarks = models.JSONField(default=list)
    readings = models.PositiveIntegerField(default=0)
    reader = models.CharField(max_length=32, blank=True)
    news = models.JSONField(default=dict)
    job = models.PositiveBigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)
    seq = models.PositiveBigIntegerField()
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("提交人"),
    )

    class Meta:
        db_table = "guatu_document"
        ordering = ["-date", "-id"]

    def __str__(self) -> str:
        return self.title or self.name

    @property
    def searched(self) -> str:
        """The words by which it is found."""
        return f"{self.title}\n{self.text}"


class Candidate(models.Model):
    """One thing that the reader found or a person added, and what was decided about it.

    `item` is the vocabulary's JSON as read, `edited` as a person mended it (with units).
    `lineage` is the public number of the statement made of it, `before` the version that it corrected;
    `since` is the log's sequence at which it was first found, `seq` that of the last decision.
    `latest` is what a newer reading says where that differs from what was decided, until a person has looked.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="candidates")
    noun = models.CharField(max_length=10, choices=NOUNS)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    ref = models.CharField(max_length=20, blank=True)
    item = models.JSONField()
    edited = models.JSONField(null=True)
    latest = models.JSONField(null=True)
    confidence = models.FloatField(default=1.0)
    origin = models.CharField(max_length=10, choices=ORIGINS, default="reader")
    gone = models.BooleanField(default=False)
    decision = models.CharField(max_length=10, choices=DECISIONS, default="pending")
    resolution = models.CharField(max_length=10, choices=RESOLUTIONS, blank=True)
    lineage = models.PositiveBigIntegerField(null=True)
    before = models.PositiveIntegerField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    since = models.PositiveBigIntegerField()
    seq = models.PositiveBigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "guatu_candidate"
        ordering = ["start", "end", "id"]
        indexes = [models.Index(fields=["document", "decision"], name="candidate_by_decision")]

    def __str__(self) -> str:
        return f"{self.document_id}:{self.pk} {self.noun} {self.decision}"

    @property
    def current(self) -> dict[str, object]:
        """The item as it stands: mended where a person mended it."""
        return dict(self.edited or self.item)


class Decision(models.Model):
    """One decision about one candidate, kept for good: who decided what, at which sequence of the log.

    `stroke` names the deed that it was part of, when several were decided in one; `undoes` is the version of
    the decision that it took back.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="history")
    version = models.PositiveIntegerField()
    decision = models.CharField(max_length=10, choices=DECISIONS)
    resolution = models.CharField(max_length=10, blank=True)
    lineage = models.PositiveBigIntegerField(null=True)
    before = models.PositiveIntegerField(null=True)
    edited = models.JSONField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    seq = models.PositiveBigIntegerField()
    stroke = models.PositiveBigIntegerField(null=True)
    undoes = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "guatu_candidate_decision"
        ordering = ["candidate", "version"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "version"], name="candidate_decided_once_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id}:{self.version} {self.decision}"


class Draft(models.Model):
    """A form that a person left half filled: theirs alone, until it is sent or dropped.

    `place` is the form's: `item:7` for a candidate, `add:figure:10-24` for words of the text.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="drafts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=60)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "guatu_reading_draft"
        constraints = [models.UniqueConstraint(fields=["document", "by", "place"], name="one_draft_a_place")]

    def __str__(self) -> str:
        return f"{self.document_id}:{self.place}"


class TaughtWord(models.Model):
    """One version of a word that an officer taught the reader.

    An alias (`means` an indicator) or a unit (`factor` of the base unit that it `means`). It holds from the
    log's sequence `seq_from` up to `seq_to` (null: it still does); `document` is where it was taught.
    """

    kind = models.CharField(_("种类"), max_length=10, choices=[("alias", _("指标说法")), ("unit", _("单位"))])
    word = models.CharField(_("说法"), max_length=40)
    means = models.CharField(_("含义"), max_length=120)
    factor = models.CharField(_("折算系数"), max_length=40, default="1")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    seq_from = models.PositiveBigIntegerField()
    seq_to = models.PositiveBigIntegerField(null=True)

    class Meta:
        db_table = "guatu_taught_word"
        constraints = [
            models.UniqueConstraint(
                fields=["word"], condition=models.Q(seq_to__isnull=True), name="one_meaning_a_word"
            )
        ]

    def __str__(self) -> str:
        return f"{self.word} = {self.means}"

    @property
    def meaning(self) -> str:
        """What a unit means: 亩, or 15亩."""
        unit = NAMES.get(self.means, self.means)
        return unit if self.factor == "1" else f"{self.factor}{unit}"
