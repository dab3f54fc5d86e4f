"""The other side of the lines: a robot that answers as 企业微信 and 钉钉 do, and a mail server."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer


class Robot(BaseHTTPRequestHandler):
    """Takes a message by its documented form, or says with a code why not."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server: Robots = self.server  # type: ignore[assignment]
        server.got.append((self.path, self.headers["Content-Type"], body))
        kind = body.get("msgtype")
        good = {"text": ("content",), "markdown": ("title", "text")}.get(kind, ())
        well = bool(good) and all(body[kind].get(name) for name in good)
        answer = (
            server.answers.pop(0) if server.answers else {"errcode": 0 if well else 40058, "errmsg": "ok"}
        )
        data = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Robots(HTTPServer):
    """A host of robots: what it got; what it is to answer next."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Robot)
        self.got: list[tuple[str, str, dict]] = []
        self.answers: list[dict] = []

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class Mailman(socketserver.StreamRequestHandler):
    """Just enough of SMTP to take one message after another."""

    def handle(self) -> None:
        self.wfile.write(b"220 test\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                data = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    data += part
                self.server.got.append(data)  # type: ignore[attr-defined]
            if word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"250 ok\r\n")


class Mail(socketserver.ThreadingTCPServer):
    """A mail server on this machine."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Mailman)
        self.got: list[bytes] = []

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def running(server: Robots | Mail) -> Iterator[None]:
    """Serve until the block ends."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
