"""The one table of the search."""

from django.db import models


class SearchRow(models.Model):
    """The words of one thing from a sequence of the log up to another (null: they still stand).

    `noun` and `number` name it (task 7); `text` is simplified, half width and in small letters, so that words
    of two characters are found by LIKE in either script and on either database.
    """

    noun = models.CharField(max_length=12)
    number = models.PositiveBigIntegerField()
    text = models.TextField()
    seq_from = models.PositiveBigIntegerField()
    seq_to = models.PositiveBigIntegerField(null=True)

    class Meta:
        db_table = "guatu_search_row"
        indexes = [
            models.Index(fields=["noun", "number"], name="search_row_of_what"),
            models.Index(fields=["noun", "seq_to"], name="search_row_standing"),
        ]

    def __str__(self) -> str:
        return f"{self.noun}:{self.number} {self.text[:20]}"
