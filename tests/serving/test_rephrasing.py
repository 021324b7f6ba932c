"""A briefing in other words: what an endpoint invents is dropped, and what it does not answer is said."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dateline.rephrasing import Endpoint, rephrase
from dateline.settings import Settings
from dateline.story.answers.backing import unbacked
from dateline.views.app import make_app
from tests.factory import talks
from tests.views.desk_samples import fill

POINTS = {
    "b1": ["Prime Minister Olav Brekke said that the bridge in Oslo cost $40 million.", "It cost 45, Bergen said."],
    "b2": ["“We waited for thirty years,” Brekke told reporters on Tuesday."],
    "b3": ["The company denied that anybody was hurt at the bridge."],
}


def content(sentences: Any) -> bytes:
    said = sentences if isinstance(sentences, str) else json.dumps({"sentences": sentences})
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": said}}]}).encode()


class Liar(ThreadingHTTPServer):
    """An endpoint that answers whatever it is told to, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.body = b""
        self.status = 200
        self.act: Callable[[BaseHTTPRequestHandler], None] | None = None
        self.asked: list[tuple[str, dict[str, str], Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Answer(BaseHTTPRequestHandler):
    server: Liar

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()
        if self.server.act is not None:
            self.server.act(self)
            return
        self.wfile.write(self.server.body)

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def liar() -> Iterator[Liar]:
    server = Liar()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def ask(liar: Liar, *, seconds: float = 60) -> Any:
    return rephrase(POINTS, endpoint=Endpoint(url=liar.url, model="small", key="secret", seconds=seconds))


def test_what_is_backed_stays_and_what_is_invented_goes(liar: Liar) -> None:
    told = [
        ("The bridge in Oslo cost $40 million, Brekke said.", ["b1"], None),
        ("Brekke told reporters on Tuesday that they waited thirty years.", ["b2"], None),
        ("Brekke told reporters on Tuesday that they waited 30 years.", ["b2"], None),
        ("“We waited for thirty years,” said Brekke of the bridge.", ["b2", "b1"], None),
        ("The bridge in Oslo cost $41 million, Brekke said.", ["b1"], "the number 41"),
        ("The bridge in Oslo cost forty-two million, Brekke said.", ["b1"], "the number"),
        ("The bridge in Oslo cost $40 billion, Brekke said.", ["b1"], "the number billion"),
        ("Prime Minister Anna Holm said that the bridge cost $40 million.", ["b1"], "the name anna"),
        ("Brekke told reporters on Friday that they waited thirty years.", ["b2"], "the name friday"),
        ("Brekke told reporters yesterday that they waited thirty years.", ["b2"], "the day yesterday"),
        ("“We waited for forty years,” Brekke told reporters on Tuesday.", ["b2"], "the quotation"),
        ("“We waited,” Brekke told reporters, “for thirty years”.", ["b2"], None),
        ("“We waited, Brekke told reporters on Tuesday.", ["b2"], "stands alone"),
        ("Somebody was hurt at the bridge.", ["b3"], "denied there"),
        ("Brekke never said that the bridge cost $40 million.", ["b1"], "not denied"),
        ("The bridge in Oslo cost $40 million, Brekke said.", ["b9"], "no point of this briefing"),
        ("The bridge in Oslo cost $40 million, Brekke said.", [], "cites nothing"),
        ("Somebody stole all of that money and ran far away with it.", ["b1"], "most of its words"),
        ("x" * 2000, ["b1"], "too long"),
    ]
    liar.body = content([{"text": text, "cites": cites} for text, cites, _ in told])
    found = ask(liar)
    assert [s.text for s in found.sentences] == [text for text, _, why in told if why is None]
    reasons = [why for _, _, why in told if why is not None]
    assert len(found.dropped) == len(reasons)
    for dropped, why in zip(found.dropped, reasons, strict=True):
        assert why in dropped.reason, dropped
    path, headers, body = liar.asked[0]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert json.loads(body["messages"][1]["content"])[0] == {"id": "b1", "words": POINTS["b1"]}


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        (b"", 200, "not the JSON"),
        (b"not json", 200, "not the JSON"),
        (b'{"choices": []}', 200, "not the JSON"),
        (content("Sure! Here is your briefing:"), 200, "not the JSON"),
        (content('{"sentences": {"text": "x"}}'), 200, "not the JSON"),
        (b'{"choices": [{"message": {"content": null}}]}', 200, "not the JSON"),
        (b"[" * 200_000, 200, "not the JSON"),
        (b"x" * (2**20 + 1), 200, "too long"),
        (content([]), 500, "answers 500"),
        (content([]), 302, "answers 302"),
    ],
)
def test_an_answer_that_is_none_is_said(liar: Liar, body: bytes, status: int, says: str) -> None:
    liar.body, liar.status = body, status
    found = ask(liar)
    assert found.sentences == () and says in found.error


def test_odd_sentences_are_dropped_one_by_one(liar: Liar) -> None:
    liar.body = content(
        [None, 7, {"text": ["x"], "cites": "b1"}, {"cites": [1, None]}, {"text": "Oslo.", "cites": ["b1"]}]
    )
    found = ask(liar)
    assert len(found.dropped) + len(found.sentences) == 5
    assert [s.text for s in found.sentences] == ["Oslo."]


def test_one_that_hangs_is_left(liar: Liar) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        for _ in range(1200):
            try:
                handler.wfile.write(b" ")
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    for act in (drip, lambda _handler: time.sleep(60)):
        liar.act = act
        began = time.monotonic()
        found = ask(liar, seconds=0.5)
        assert time.monotonic() - began < 50
        assert "too long" in found.error or "does not answer" in found.error
    liar.shutdown()
    liar.server_close()
    assert "does not answer" in ask(liar).error


@given(st.text(max_size=200), st.lists(st.text(max_size=100), max_size=3))
def test_no_words_make_the_check_fall_over(sentence: str, cited: list[str]) -> None:
    unbacked(sentence, cited)


@given(st.sampled_from([w for words in POINTS.values() for w in words]), st.integers(100, 10**6))
def test_a_sentence_backs_itself_and_no_other_number(sentence: str, number: int) -> None:
    assert unbacked(sentence, [sentence]) is None
    assert unbacked(f"{sentence} {number}", [sentence]) is not None


def test_the_desk_shows_it_beside_the_articles_words(liar: Liar, tmp_path: Any) -> None:
    fill(tmp_path / "d.db")
    liar.body = content(
        [
            {"text": "Ministers of Kenya and Norway met in Geneva.", "cites": ["b1", "b2", "b3"]},
            {"text": "<script>alert(1)</script> 900 died.", "cites": ["b1"]},
        ]
    )
    settings = Settings(rephrase_url=liar.url, rephrase_model="small <b>")
    where = f"/story/{talks().article.id}/briefing"
    with TestClient(make_app(tmp_path / "d.db", rephrase=settings.rephrase()), base_url="http://127.0.0.1") as desk:
        assert "rephrased=true" in desk.get(where).text
        assert liar.asked == [], "nothing is asked before somebody wants it"
        told = desk.get(f"{where}.json?rephrased=true").json()["other"]
        assert told["model"] == "small <b>"
        assert told["dropped"] >= 1
        page = desk.get(f"{where}?rephrased=true").text
        assert "<script>alert" not in page and "small &lt;b&gt;" in page
        assert "In the words of small \\<b\\>" in desk.get(f"{where}.md?rephrased=true").text
    with TestClient(make_app(tmp_path / "d.db"), base_url="http://127.0.0.1") as desk:
        assert "rephrased=true" not in desk.get(where).text
        assert desk.get(f"{where}?rephrased=true").status_code == 422
