"""Small servers that mail and webhooks are sent to, each as good or as bad as a test wants it."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Mailbox:
    """A mail server's mind: what it says to a recipient and to a message, and what it has accepted."""

    to_recipient: str = "250 OK"
    to_message: str = "250 accepted"
    wait: float = 0.0
    got: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Answer RCPT TO."""
        if self.to_recipient.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Answer the end of a message."""
        await asyncio.sleep(self.wait)
        if self.to_message.startswith("2"):
            assert isinstance(envelope.content, bytes)
            message = message_from_bytes(envelope.content, policy=default)
            assert isinstance(message, EmailMessage)
            self.got.append(message)
            self.recipients += envelope.rcpt_tos
        return self.to_message


class _AnyPort(Controller):
    """Listens on a port that is free at that very moment."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextlib.contextmanager
def mail_server(box: Mailbox, **more: Any) -> Iterator[int]:
    """Run a mail server on loopback; gives its port."""
    controller = _AnyPort(box, hostname="127.0.0.1", port=0, ready_timeout=60, **more)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def rude_server(behave: Callable[[socket.socket], None]) -> Iterator[int]:
    """Run a server that does as it likes with each connection; gives its port."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(120)

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with connection:
                        behave(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1]


@dataclass
class Got:
    """A POST as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Answers:
    """What a webhook answers, one after another (the last one again and again), does before, and what it was sent."""

    statuses: list[int]
    headers: dict[str, str] = field(default_factory=dict)
    got: list[Got] = field(default_factory=list)
    before: Callable[[], object] = lambda: None


@contextlib.contextmanager
def hook_server(answers: Answers) -> Iterator[str]:
    """Run a webhook on loopback; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            answers.got.append(Got(self.path, headers, body))
            answers.before()
            self.send_response(answers.statuses.pop(0) if len(answers.statuses) > 1 else answers.statuses[0])
            for name, value in answers.headers.items():
                self.send_header(name, value)
            # Whoever asked may be gone.
            with contextlib.suppress(OSError):
                self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/hook"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
