"""Mail: what goes over the wire, and what becomes of it when a server accepts, refuses, drops or dawdles."""

from __future__ import annotations

import dataclasses
import socket
import ssl
import subprocess
import time
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.sending.mail import Mail, MailServer, message_of, send_mail
from tests.sending.servers import Mailbox, free_port, mail_server, rude_server

MAIL = Mail(
    id="msg_1",
    to="anna@reader.example",
    subject="Kenya: 2 new stories",
    text="“We will not leave anybody behind,” she said. محمد سالم\n",
    html='<html lang="en"><body><p dir="rtl" lang="ar">محمد سالم</p></body></html>',
    date=datetime(2024, 9, 2, 8, 0, tzinfo=UTC),
    of="a1b2",
    unsubscribe="https://desk.example/unsubscribe/a1b2/token",
)
SENDER = "The desk <desk@news.example>"


def server(port: int, **more: object) -> MailServer:
    return dataclasses.replace(MailServer(host="127.0.0.1", port=port, tls="none", sender=SENDER), **more)  # type: ignore[arg-type]


def test_a_message_arrives_with_all_its_parts() -> None:
    box = Mailbox()
    with mail_server(box) as port:
        assert send_mail(MAIL, server(port)).kind == "sent"
    (got,) = box.got
    assert box.recipients == [MAIL.to]
    assert got["message-id"] == "<msg_1@news.example>" and got["from"] == "The desk <desk@news.example>"
    assert got["list-unsubscribe"] == "<https://desk.example/unsubscribe/a1b2/token>"
    assert got["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    assert got["list-id"] == "<a1b2.alerts.news.example>" and got["auto-submitted"] == "auto-generated"
    plain, html = got.get_body(("plain",)), got.get_body(("html",))
    assert plain is not None and plain.get_content().replace("\r\n", "\n") == MAIL.text
    assert html is not None and html.get_content().strip() == MAIL.html


def test_a_long_address_stays_one() -> None:
    long = "https://desk.example/under/here/unsubscribe/a1b2c3d4/" + "t" * 64
    wire = message_of(dataclasses.replace(MAIL, unsubscribe=long, subject="محمد سالم " * 14), sender=SENDER).as_bytes()
    assert f"\r\nList-Unsubscribe: <{long}>\r\n".encode() in wire
    assert wire.isascii() and max(map(len, wire.splitlines())) < 998


def test_one_click_is_for_https_alone() -> None:
    plain = message_of(dataclasses.replace(MAIL, unsubscribe="http://127.0.0.1:8765/u"), sender=SENDER)
    assert "list-unsubscribe" in plain and "list-unsubscribe-post" not in plain
    none = message_of(dataclasses.replace(MAIL, unsubscribe=None), sender=SENDER)
    assert "list-unsubscribe" not in none


@settings(max_examples=40)
@given(st.text(max_size=400))
def test_no_words_break_out_of_the_subject(words: str) -> None:
    mail = dataclasses.replace(MAIL, subject=f"{words}\r\nBcc: all@reader.example\r\n\r\nbody {words}")
    wire = message_of(mail, sender=SENDER).as_bytes()
    back = message_from_bytes(wire, policy=default)
    assert isinstance(back, EmailMessage)
    assert back["bcc"] is None and set(back.keys()) == set(message_of(MAIL, sender=SENDER).keys())
    plain = back.get_body(("plain",))
    assert plain is not None and plain.get_content().replace("\r\n", "\n") == MAIL.text


@pytest.mark.parametrize("to", ["anna@reader.example\nBcc: all@reader.example", "anna", "", "a b@reader.example"])
def test_what_is_no_address_is_never_written_to(to: str) -> None:
    assert send_mail(dataclasses.replace(MAIL, to=to), server(free_port())).kind == "never"


def test_a_server_that_refuses() -> None:
    for code, kind in (("550 no such mailbox", "never"), ("450 mailbox busy", "later")):
        box = Mailbox(to_recipient=code)
        with mail_server(box) as port:
            outcome = send_mail(MAIL, server(port))
        assert outcome.kind == kind and code in outcome.says and not box.got
    with mail_server(Mailbox(to_message="554 looks like spam")) as port:
        outcome = send_mail(MAIL, server(port))
    assert outcome.kind == "later" and "554 looks like spam" in outcome.says


def test_a_server_that_is_not_there_or_slow_or_leaves_midway() -> None:
    assert send_mail(MAIL, server(free_port())).kind == "later"
    with mail_server(Mailbox(wait=120)) as port:
        began = time.monotonic()
        outcome = send_mail(MAIL, server(port), seconds=0.3)
    assert outcome.kind == "later" and "longer than 0.3 s" in outcome.says and time.monotonic() - began < 60

    def leave(connection: socket.socket) -> None:
        connection.sendall(b"220 here\r\n")
        for answer in (b"250 hello\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go on\r\n"):
            connection.recv(1000)
            connection.sendall(answer)
        connection.recv(10)

    def drip(connection: socket.socket) -> None:
        for _ in range(1200):
            connection.sendall(b"2")
            time.sleep(0.05)

    for behave in (leave, drip):
        with rude_server(behave) as port:
            assert send_mail(MAIL, server(port), seconds=1).kind == "later"


def test_a_password_is_not_sent_in_the_clear() -> None:
    far = MailServer(host="mail.news.example", port=25, user="desk", password="secret", tls="none", sender=SENDER)
    outcome = send_mail(MAIL, far)
    assert outcome.kind == "later" and "in the clear" in outcome.says


def test_tls_is_asked_for_and_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = f"openssl req -x509 -newkey rsa:2048 -nodes -keyout {key} -out {cert} -days 2 -subj /CN=localhost"
    subprocess.run([*made.split(), "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    box = Mailbox()
    with mail_server(box, tls_context=context, require_starttls=True) as port:
        unknown = send_mail(MAIL, server(port, tls="starttls"))
        assert unknown.kind == "later" and "certificate" in unknown.says.lower()
        monkeypatch.setenv("SSL_CERT_FILE", str(cert))
        assert send_mail(MAIL, server(port, tls="starttls")).kind == "sent"
    with mail_server(Mailbox()) as port:
        assert send_mail(MAIL, server(port, tls="starttls")).kind == "later", "a server without TLS gets nothing"
