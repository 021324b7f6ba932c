"""Alerts from the store to the wire: servers that refuse, dawdle and die, runners that die, and what arrives."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dateline.alerting import keep_telling, tell
from dateline.model.alert import Alert, Rhythm
from dateline.sending.mail import MailServer
from dateline.sending.outcome import MOST_TRIES
from dateline.sending.ways import Sending
from dateline.store import Store, open_store
from dateline.story.joining import join
from tests.factory import NOW, Sample, arabic, harbor, plain, talks
from tests.sending.servers import Answers, Mailbox, hook_server, mail_server
from tests.store.test_alerts import AGAIN

MINUTE = timedelta(minutes=1)
BASE = "https://desk.example"
HOOKS = Sending(private_hooks=True, base=BASE)


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place) as opened:
        yield opened


def keep(store: Store, *samples: Sample, at: Any = NOW) -> None:
    for sample in samples:
        store.add(sample.page, sample.cutting, sample.records, added_at=at, join=join)


def alert(store: Store, recipient: str, query: str = "", **more: Any) -> Alert:
    given: dict[str, Any] = {"channel": "mail" if "@" in recipient else "webhook", "each": "article", "by": "a test"}
    given |= {"rhythm": Rhythm(pace="at-once"), "now": NOW}
    return store.alerts.add(more.pop("name", "News"), query, recipient=recipient, **(given | more))


def by_mail(port: int) -> Sending:
    return Sending(mail=MailServer(host="127.0.0.1", port=port, tls="none", sender="desk@news.example"), base=BASE)


def at(minutes: float) -> Any:
    """Return a clock that stands so long after the beginning."""
    return lambda: NOW + minutes * MINUTE


def test_a_mail_says_what_is_new_in_the_words_of_the_articles(store: Store) -> None:
    made, box = alert(store, "anna@reader.example"), Mailbox()
    keep(store, talks(), harbor(), AGAIN, arabic(), at=NOW + MINUTE)
    with mail_server(box) as port:
        told = tell(store, by_mail(port), now=at(2))
        assert (told.made, told.sent) == (1, 1)
        assert tell(store, by_mail(port), now=at(3)).sent == 0
    (got,) = box.got
    plain_, html = got.get_body(("plain",)), got.get_body(("html",))
    assert plain_ is not None and html is not None
    words, page = plain_.get_content(), html.get_content()
    assert got["subject"] == "News: 3 stories, 4 new articles"
    assert "2 articles, 2 independent sources" in words and "2 articles, 2 independent sources" in page
    for sample in (talks(), harbor(), arabic()):
        assert sample.article.headline and sample.article.headline.value in words
        assert (sample.page.url or "") in words and f"{BASE}/story/" in words
    lead = next(line[2:] for line in words.splitlines() if line.startswith("> The foreign"))
    assert lead in talks().article.text.content
    assert 'lang="ar" dir="rtl"' in page and "<script" not in page
    link = got["list-unsubscribe"].strip("<>")
    assert link.startswith(f"{BASE}/unsubscribe/{made.id}/") and link in page and link in words


def test_what_is_hostile_stays_words(store: Store) -> None:
    made, box = alert(store, "anna@reader.example", name="<b>News</b>\u202e"[:-1]), Mailbox()
    words = 'Bad\u2028Bcc: x@y.example <script>alert(1)</script>\n\u202eevil "onclick=" <img src=x onerror=y>'
    keep(store, plain(words, url="javascript:alert(1)", publisher="<i>x</i>"), at=NOW + MINUTE)
    with mail_server(box) as port:
        assert tell(store, by_mail(port), now=at(2)).sent == 1
    (got,) = box.got
    html = got.get_body(("html",))
    assert html is not None and box.recipients == [made.recipient] and got["bcc"] is None
    page = html.get_content()
    assert "<script" not in page and "<img" not in page and "<i>" not in page and "javascript:" not in page


def test_a_webhook_gets_signed_json_that_names_everything_for_good(store: Store) -> None:
    answers = Answers([200])
    with hook_server(answers) as url:
        made = alert(store, url, "harbor", each="story")
        keep(store, harbor(), AGAIN, at=NOW + MINUTE)
        tell(store, HOOKS, now=at(2))
    (got,) = answers.got
    body = json.loads(got.body)
    key = base64.b64decode(made.secret.removeprefix("whsec_"))
    signed = f"{got.headers['webhook-id']}.{got.headers['webhook-timestamp']}.".encode() + got.body
    good = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert got.headers["webhook-signature"] == f"v1,{good}"
    assert body["type"] == "alert.told" and body["data"]["alert"]["id"] == made.id
    assert body["data"]["message"] == got.headers["webhook-id"]
    (story,) = body["data"]["stories"]
    assert story["id"] == f"urn:dateline:story:{store.story(harbor().article.id)[0]}"
    assert (story["articles"], story["sources"], story["independent_sources"]) == (2, 2, 2)
    assert [a["id"] for a in story["new"]] == [f"urn:dateline:article:{s.article.id}" for s in (harbor(), AGAIN)]
    quote, text = story["new"][0]["quote"], harbor().article.text.content
    assert text[quote["char_start"] : quote["char_end"]] == quote["exact"]
    assert made.secret not in got.body.decode()


def test_it_is_tried_again_under_the_same_id_until_it_arrives(store: Store) -> None:
    answers = Answers([500, 503, 200])
    with hook_server(answers) as url:
        made = alert(store, url)
        keep(store, harbor(), at=NOW + MINUTE)
        assert tell(store, HOOKS, now=at(2)).later == 1
        assert tell(store, HOOKS, now=at(2.5)).later == 0, "a minute is not over"
        assert tell(store, HOOKS, now=at(4)).later == 1
        assert tell(store, HOOKS, now=at(30)).sent == 1
    assert len({g.headers["webhook-id"] for g in answers.got}) == 1 and len({g.body for g in answers.got}) == 1
    (one,) = store.alerts.log(made.id).rows
    assert (one.state, one.tries, one.says) == ("sent", 3, "answered 200 OK")


def test_one_that_never_gets_through_stops_with_the_reason(store: Store) -> None:
    answers, minutes = Answers([500]), 2.0
    with hook_server(answers) as url:
        made = alert(store, url)
        keep(store, harbor(), at=NOW + MINUTE)
        for _ in range(MOST_TRIES + 3):
            tell(store, HOOKS, now=at(minutes))
            minutes += 7.5 * 60
        assert len(answers.got) == MOST_TRIES
        stopped = store.alerts.get(made.id)
        assert (stopped.state, stopped.reason) == ("stopped", "answered 500 Internal Server Error")
        answers.statuses = [200]
        store.alerts.resume(made.id, now=at(minutes)())
        assert tell(store, HOOKS, now=at(minutes + 1)).sent == 1


def test_gone_stops_at_once(store: Store) -> None:
    answers = Answers([410])
    with hook_server(answers) as url:
        made = alert(store, url)
        keep(store, harbor(), at=NOW + MINUTE)
        assert tell(store, HOOKS, now=at(2)).failed == 1
        tell(store, HOOKS, now=at(100))
    assert len(answers.got) == 1 and "410 Gone" in (store.alerts.get(made.id).reason or "")


def test_a_mail_server_that_refuses_the_recipient_stops_one_that_is_busy_does_not(store: Store) -> None:
    made, other = alert(store, "gone@reader.example"), alert(store, "anna@reader.example", name="Other")
    keep(store, harbor(), at=NOW + MINUTE)
    with mail_server(Mailbox(to_recipient="550 no such mailbox")) as port:
        assert tell(store, by_mail(port), now=at(2)).failed == 2
    assert "550 no such mailbox" in (store.alerts.get(made.id).reason or "")
    store.alerts.resume(other.id, now=at(3)())
    with mail_server(Mailbox(to_message="451 try later")) as port:
        assert tell(store, by_mail(port), now=at(4)).later == 1
    assert tell(store, Sending(), now=at(60)).later == 1
    (one,) = store.alerts.log(other.id).rows
    assert "DATELINE_SMTP_HOST" in (one.says or "")
    box = Mailbox()
    with mail_server(box) as port:
        assert tell(store, by_mail(port), now=at(600)).sent == 1
    assert box.got[0]["message-id"] == f"<{one.id}@news.example>"


def test_whoever_dies_between_sending_and_noting_sends_the_same_again(store: Store) -> None:
    answers = Answers([200])

    class Died(BaseException):
        pass

    def dies(*_: Any, **__: Any) -> None:
        raise Died

    with hook_server(answers) as url:
        alert(store, url)
        keep(store, harbor(), at=NOW + MINUTE)
        with open_store(store.where) as mortal:
            mortal.alerts.settle = dies  # type: ignore[method-assign]
            with pytest.raises(Died):
                tell(mortal, HOOKS, now=at(2))
        assert tell(store, HOOKS, now=at(3)).sent == 0, "the dead one's claim holds"
        assert tell(store, HOOKS, now=at(6)).sent == 1
        assert tell(store, HOOKS, now=at(20)).sent == 0
    first, second = answers.got
    assert first.headers["webhook-id"] == second.headers["webhook-id"] and first.body == second.body


def test_a_message_that_kills_its_senders_is_given_up(store: Store) -> None:
    made = alert(store, "anna@reader.example")
    keep(store, harbor(), at=NOW + MINUTE)
    store.alerts.make(made.id, now=NOW + MINUTE)
    for n in range(MOST_TRIES):
        assert store.alerts.claim(now=NOW + (2 + 5 * n) * MINUTE) is not None
    assert tell(store, Sending(), now=at(100)).failed == 1
    assert "never ended" in (store.alerts.get(made.id).reason or "")


def test_two_runners_at_once_send_each_message_once(store: Store) -> None:
    answers, together = Answers([200]), threading.Barrier(3)
    with hook_server(answers) as url:
        for n in range(4):
            alert(store, url, name=f"News {n}")
        keep(store, harbor(), talks(), at=NOW + MINUTE)

        def run() -> None:
            with open_store(store.where) as mine:
                together.wait()
                tell(mine, HOOKS, now=at(2))

        threads = [threading.Thread(target=run) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(answers.got) == 4 == len({g.headers["webhook-id"] for g in answers.got})


def test_one_search_that_is_gone_does_not_hold_up_the_others(store: Store) -> None:
    store.save_search("mine", "harbor", by="a test")
    with hook_server(answers := Answers([200])) as url:
        lost, fine = alert(store, url, "search:mine", name="A"), alert(store, url, name="B")
        store.delete_search("mine")
        keep(store, harbor(), at=NOW + MINUTE)
        assert tell(store, HOOKS, now=at(2)).sent == 1
    assert "no saved search" in (store.alerts.get(lost.id).reason or "")
    assert len(answers.got) == 1 and store.alerts.get(fine.id).state == "active"


def test_forty_copies_are_one_source_in_a_digest(store: Store) -> None:
    words = talks().article.text.content
    for n in range(6):
        copy = plain(words, url=f"https://paper{n}.example/h", publisher=f"Paper {n}", published="2024-08-28")
        keep(store, copy, at=NOW + MINUTE)
    with hook_server(answers := Answers([200])) as url:
        alert(store, url)
        tell(store, HOOKS, now=at(2))
    (story,) = json.loads(answers.got[0].body)["data"]["stories"]
    assert (story["articles"], story["sources"], story["independent_sources"]) == (6, 6, 1)
    assert [a["copy"] for a in story["new"]].count(False) == 1


def test_the_loop_tells_until_it_is_stopped(store: Store) -> None:
    answers, stop = Answers([200]), threading.Event()
    with hook_server(answers) as url:
        store.alerts.add(
            "News", "", channel="webhook", recipient=url, rhythm=Rhythm(pace="at-once"), each="article", by="x"
        )
        loop = threading.Thread(target=keep_telling, args=(store.where, HOOKS, stop), kwargs={"every": 0.05})
        loop.start()
        keep(store, harbor(), at=datetime.now(UTC))
        for _ in range(2000):
            if answers.got:
                break
            stop.wait(0.05)
        stop.set()
        loop.join(timeout=100)
    assert not loop.is_alive() and len(answers.got) == 1


def test_a_runner_that_is_killed_while_it_sends_loses_nothing(store: Store) -> None:
    """The webhook kills the runner once it has the message, before it answers."""
    answers, running = Answers([200]), [0]
    answers.before = lambda: os.kill(running[0], signal.SIGKILL) if running[0] else None
    with hook_server(answers) as url:
        made = alert(store, url)
        keep(store, harbor(), at=NOW + MINUTE)
        command = [sys.executable, "-m", "dateline", "alerts", "run", "--once", "--store", store.where]
        with subprocess.Popen(command, env=os.environ | {"DATELINE_PRIVATE_WEBHOOKS": "1"}) as runner:
            running[0] = runner.pid
            assert runner.wait(200) == -signal.SIGKILL
        running[0] = 0
        assert store.alerts.log(made.id).rows[0].state == "waiting"
        late = datetime.now(UTC) + timedelta(minutes=4)
        assert tell(store, Sending(private_hooks=True), now=lambda: late).sent == 1
    first, second = answers.got
    assert first.headers["webhook-id"] == second.headers["webhook-id"] and first.body == second.body


def test_what_a_server_says_is_shown_without_its_control_characters(store: Store) -> None:
    made = alert(store, "anna@reader.example")
    keep(store, harbor(), at=NOW + MINUTE)
    with mail_server(Mailbox(to_message="550 \x1b[31mred\x07")) as port:
        assert tell(store, by_mail(port), now=at(2)).later == 1
    (one,) = store.alerts.log(made.id).rows
    assert "red" in (one.says or "") and (one.says or "").isprintable()


def test_where_nobody_wrote_nothing_is_looked_at(store: Store) -> None:
    made, daily = alert(store, "https://a.example/"), alert(store, "a@b.c", name="D", rhythm=Rhythm(pace="hourly"))
    assert set(store.alerts.due(now=NOW + 90 * MINUTE)) == {made.id, daily.id}
    assert store.alerts.due(now=NOW + 90 * MINUTE, at_once=False) == (daily.id,)
