"""Group robots of 企业微信 and 钉钉: HTTPS POST of the JSON that each documents, the answer's errcode read.

企业微信: `{"msgtype": "text", "text": {"content": ...}}`, at most 2048 bytes; 钉钉: `{"msgtype": "markdown",
"markdown": {"title": ..., "text": ...}}`, at most 20,000 bytes, signed by `timestamp` and `sign` in the
address when the robot has a secret.
"""

import base64
import hashlib
import hmac
import json
import time
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import quote_plus, urlsplit

from django.conf import settings

from guatu.web.messages.channels.message import Outgoing
from guatu.web.messages.problems import refuse, undelivered

SECONDS = 10
WECOM_BYTES, DINGTALK_BYTES = 2048, 18_000
HOSTS = frozenset({"qyapi.weixin.qq.com", "oapi.dingtalk.com"})


def check_address(address: str) -> None:
    """Refuse an address that is not a robot's: another host could be one inside the network.

    Raises:
        LetterError: with the hosts that may be used.
    """
    parts = urlsplit(address)
    own = set(settings.GUATU_WEBHOOK_HOSTS)
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.netloc in own)
    if not secure or (parts.hostname not in HOSTS and parts.netloc not in own):
        known = "、".join(sorted(HOSTS | own))
        raise refuse(
            "line.address",
            f"“{address[:60]}”不是可用的机器人地址。",
            advice=f"请从群机器人设置中复制 https 地址；可用的主机：{known}。",
        )


def wecom(message: Outgoing, *, address: str, secret: str = "") -> None:
    """Send to a group of 企业微信; `secret` is not used there."""
    del secret
    _post(address, {"msgtype": "text", "text": {"content": _cut(message.words, most=WECOM_BYTES)}})


def dingtalk(message: Outgoing, *, address: str, secret: str = "") -> None:
    """Send to a group of 钉钉, signed when the robot asks for it."""
    words = "\n\n".join(message.words.splitlines())
    payload = {
        "msgtype": "markdown",
        "markdown": {"title": message.subject, "text": _cut(words, most=DINGTALK_BYTES)},
        "at": {"isAtAll": False},
    }
    _post(signed(address, secret=secret, at=round(time.time() * 1000)) if secret else address, payload)


def signed(address: str, *, secret: str, at: int) -> str:
    """The address with the signature that 钉钉 asks for; `at` in milliseconds.

    >>> signed("https://oapi.dingtalk.com/robot/send?access_token=x", secret="SEC", at=1).split("&")[1]
    'timestamp=1'
    """
    digest = hmac.new(secret.encode(), f"{at}\n{secret}".encode(), hashlib.sha256).digest()
    return f"{address}&timestamp={at}&sign={quote_plus(base64.b64encode(digest))}"


def _cut(words: str, *, most: int) -> str:
    """The beginning that fits, whole characters."""
    data = words.encode()
    if len(data) <= most:
        return words
    return data[: most - 12].decode(errors="ignore") + "……"


def _post(address: str, payload: dict[str, object]) -> None:
    check_address(address)
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    line = kind(parts.netloc, timeout=SECONDS)
    try:
        body = json.dumps(payload, ensure_ascii=False).encode()
        line.request("POST", path, body, {"Content-Type": "application/json; charset=utf-8"})
        answer = line.getresponse()
        data = answer.read(100_000)
        status = answer.status
    except (OSError, HTTPException) as error:
        raise undelivered(
            "webhook.line", f"机器人地址不通：{type(error).__name__}。", advice="稍后自动重试。"
        ) from error
    finally:
        line.close()
    _accepted(status, data)


def _accepted(status: int, data: bytes) -> None:
    """Both answer 200 with an errcode, 0 when the message was taken."""
    try:
        told = json.loads(data)
        code, words = told["errcode"], str(told.get("errmsg", ""))
    except (ValueError, KeyError, TypeError):
        code, words = None, ""
    if status != 200 or code != 0:
        raise undelivered(
            "webhook.refused",
            f"对方没有收下（状态{status}，代码{code}）：{words[:200]}。",
            advice="稍后自动重试；代码表示频率限制时无需处理，其余请核对机器人设置。",
        )
