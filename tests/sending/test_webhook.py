"""Webhooks: signed, bounded, never led elsewhere; and when a message is tried again."""

from __future__ import annotations

import base64
import hashlib
import hmac
import socket
import time
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dateline.sending.outcome import LONGEST_WAIT, MOST_TRIES, Outcome, next_try
from dateline.sending.signing import signature
from dateline.sending.webhook import Hook, send_hook
from tests.sending.servers import Answers, hook_server, rude_server

SECRET = "whsec_" + base64.b64encode(b"twenty-four bytes of key").decode()
NOW = datetime(2024, 9, 2, 8, 0, tzinfo=UTC)


def hook(url: str) -> Hook:
    return Hook(id="msg_1", url=url, secret=SECRET, body='{"name": "محمد"}'.encode())


def test_the_signature_is_the_one_of_the_standard() -> None:
    """The example of the specification's own libraries."""
    made = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp=1614265330,
        body=b'{"test": 2432232314}',
    )
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_message_arrives_signed() -> None:
    answers = Answers([204])
    with hook_server(answers) as url:
        outcome = send_hook(hook(url + "?a=1#part"), allow_private=True)
    assert outcome == Outcome(kind="sent", says="answered 204 No Content")
    (got,) = answers.got
    assert got.path == "/hook?a=1" and got.headers["content-type"] == "application/json"
    stamp = got.headers["webhook-timestamp"]
    assert abs(int(stamp) - time.time()) < 300
    signed = hmac.new(b"twenty-four bytes of key", f"msg_1.{stamp}.".encode() + got.body, hashlib.sha256).digest()
    assert got.headers["webhook-signature"] == "v1," + base64.b64encode(signed).decode()
    assert got.headers["webhook-id"] == "msg_1" and got.headers["host"] in url


def test_what_answers_mean() -> None:
    for status, kind in ((200, "sent"), (500, "later"), (404, "later"), (429, "later"), (410, "never")):
        with hook_server(Answers([status])) as url:
            assert send_hook(hook(url), allow_private=True).kind == kind


def test_a_redirect_leads_nowhere() -> None:
    elsewhere = Answers([200])
    with hook_server(elsewhere) as there, hook_server(Answers([307], {"location": there})) as url:
        outcome = send_hook(hook(url), allow_private=True)
    assert outcome.kind == "later" and "redirects are not followed" in outcome.says and not elsewhere.got


def test_a_server_may_ask_us_to_wait() -> None:
    later = (datetime.now(UTC) + timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    asks: list[tuple[str, float | None, float]] = [("120", 119, 120), (later, 3500, 3600), ("soon", None, 0)]
    for asked, least, most in [*asks, ("9" * 40, 1e6, 1e9)]:
        with hook_server(Answers([503], {"retry-after": asked})) as url:
            wait = send_hook(hook(url), allow_private=True).wait
        seconds = wait.total_seconds() if wait else None
        assert seconds is None if least is None else seconds is not None and least <= seconds <= most


def test_this_machine_is_refused_before_any_packet() -> None:
    answers = Answers([200])
    with hook_server(answers) as url:
        outcome = send_hook(hook(url))
    assert outcome.kind == "later" and "no public address" in outcome.says and not answers.got
    for bad in ("file:///etc/passwd", "http://me:secret@127.0.0.1/", "//x", "http://[", "", "https://no.such.invalid/"):
        assert send_hook(hook(bad), allow_private=True).kind == "later"


def test_a_server_that_never_ends_is_left() -> None:
    def drip(connection: socket.socket) -> None:
        connection.recv(100)
        for _ in range(1200):
            connection.sendall(b"H")
            time.sleep(0.05)

    def endless(connection: socket.socket) -> None:
        connection.recv(5000)
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 100000000000\r\n\r\n")
        for _ in range(20):
            connection.sendall(b"x" * 1000)

    def hang_up(connection: socket.socket) -> None:
        connection.recv(100)

    for behave, seconds, kind in ((drip, 0.5, "later"), (hang_up, 60, "later"), (endless, 60, "sent")):
        with rude_server(behave) as port:
            began = time.monotonic()
            assert send_hook(hook(f"http://127.0.0.1:{port}/"), allow_private=True, seconds=seconds).kind == kind
            assert time.monotonic() - began < 50


@given(st.integers(1, MOST_TRIES - 1), st.text(max_size=20), st.none() | st.timedeltas(timedelta(), timedelta(days=90)))
def test_waits_grow_and_end(tries: int, id: str, wait: timedelta | None) -> None:
    at = next_try(Outcome(kind="later", says="", wait=wait), tries=tries, id=id, now=NOW)
    assert at is not None
    assert timedelta(minutes=1) <= at - NOW <= timedelta(hours=24)
    if wait is None and tries > 1:
        before = next_try(Outcome(kind="later", says=""), tries=tries - 1, id=id, now=NOW)
        assert before is not None and (at > before or before - NOW >= LONGEST_WAIT)
    assert wait is None or at - NOW >= min(wait, timedelta(hours=24))


def test_what_is_sent_or_gone_is_not_tried_again() -> None:
    assert next_try(Outcome(kind="sent", says=""), tries=1, id="a", now=NOW) is None
    assert next_try(Outcome(kind="never", says=""), tries=1, id="a", now=NOW) is None
    assert next_try(Outcome(kind="later", says=""), tries=MOST_TRIES, id="a", now=NOW) is None
