"""A message as every channel takes it."""

from dataclasses import dataclass

from guatu.briefing.official import Official, text


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What goes out: `key` is the same for the same letter and recipient, so that a repeat shows."""

    key: str
    subject: str
    document: Official
    link: str = ""

    @property
    def words(self) -> str:
        """The letter as plain text, with the address of its page."""
        body = text(self.document)
        return f"{body}\n\n{self.link}" if self.link else body

    @property
    def stem(self) -> str:
        """A file name for it."""
        name = f"{self.key}-{self.subject}"
        return "".join(c if c.isalnum() or c in "-_〔〕（）" else "_" for c in name)[:80]
