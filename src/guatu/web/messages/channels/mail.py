"""E-mail by SMTP: `smtp://`, `smtps://` or `smtp+starttls://user:password@host:port`."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from guatu.briefing.press import pdf
from guatu.briefing.word import docx
from guatu.web.messages.channels.message import Outgoing
from guatu.web.messages.problems import undelivered

SECONDS = 20
_DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


def send(message: Outgoing, *, address: str, server: str, sender: str) -> None:
    """Send a letter with its docx and PDF.

    Raises:
        SendingError: the server cannot be reached or refuses.
    """
    try:
        with _connected(server) as line:
            line.send_message(_mail(message, address=address, sender=sender))
    except (OSError, smtplib.SMTPException) as error:
        raise undelivered(
            "mail.smtp",
            f"邮件没有发出：{type(error).__name__} {str(error)[:200]}。",
            advice="稍后自动重试；一直不通时请检查邮件服务器设置（GUATU_SMTP）。",
        ) from error


def _connected(server: str) -> smtplib.SMTP:
    parts = urlsplit(server)
    host, port = parts.hostname or "", parts.port or PORTS.get(parts.scheme, 25)
    safe = ssl.create_default_context()
    if parts.scheme == "smtps":
        line: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=safe)
    else:
        line = smtplib.SMTP(host, port, timeout=SECONDS)
        if parts.scheme == "smtp+starttls":
            line.starttls(context=safe)
    if parts.username:
        line.login(unquote(parts.username), unquote(parts.password or ""))
    return line


def _mail(message: Outgoing, *, address: str, sender: str) -> EmailMessage:
    mail = EmailMessage()
    domain = parseaddr(sender)[1].rpartition("@")[2] or "guatu"
    mail["Subject"], mail["From"], mail["To"] = message.subject, sender, address
    mail["Message-ID"] = f"<{message.key}@{domain}>"  # a repeat carries the same
    mail.set_content(message.words)
    if message.document.number:
        kind, name = _DOCX
        mail.add_attachment(
            docx(message.document), maintype=kind, subtype=name, filename=f"{message.stem}.docx"
        )
        mail.add_attachment(
            pdf(message.document), maintype="application", subtype="pdf", filename=f"{message.stem}.pdf"
        )
    return mail
