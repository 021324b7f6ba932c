"""The scorer of the samples counts what is there, what is missing, and what is no quotation."""

from __future__ import annotations

from collections import Counter
from typing import Any

from eval.expectations import checks

TEXT = 'Envoys met in Oslo on Friday. "We agree," said Mira Lund, the envoy. At least 12 people had died in May.'


def at(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def expected() -> dict[str, Any]:
    article = {
        "kind": "article",
        "headline": None,
        "published": "2024-05-04",
        "dateline": None,
        "starts": "Envoys met",
        "ends": "in May.",
        "not_in_text": ["Subscribe"],
        "times": [["on Friday", "2024-05-03"]],
        "places": [["Oslo", 3143244]],
        "names": [["Mira Lund", "person"]],
        "roles": [["Mira Lund", "envoy", None, "GOV"]],
        "quotes": [{"content": "We agree", "source": "Mira Lund", "speaker": "Mira Lund", "manner": "direct"}],
        "figures": [["At least 12", 12, None, "dead"]],
        "events": [{"type": "CONSULT", "actors": ["NOR"], "date": "2024-05-03", "near": "met in Oslo"}],
    }
    return {"articles": [article]}


def record() -> dict[str, Any]:
    quote = {"manner": "direct", "source": at("Mira Lund, the envoy"), "content": [at('"We agree,"')], "speaker": "e1"}
    event = {"type": "CONSULT", "trigger": at("met"), "actors": [{"code": "NOR"}], "recipients": []}
    return {
        "page": "p",
        "kind": "article",
        "text": TEXT,
        "published": {"value": "2024-05-04T10:00:00Z", "basis": "given"},
        "times": [at("Friday") | {"value": "2024-05-03"}],
        "places": [at("Oslo") | {"geonames_id": 3143244}],
        "mentions": [at("Mira Lund") | {"form": "name", "type": "person"}],
        "entities": [
            {"id": "e1", "label": "Mira Lund", "aliases": [], "role": "the envoy", "country": None, "sector": "GOV"}
        ],
        "quotes": [quote],
        "figures": [at("At least 12") | {"low": 12, "high": None, "measure": "dead"}],
        "events": [event | {"date": {"earliest": "2024-05-03"}, "place": None, "factuality": "actual"}],
    }


def missed(records: list[dict[str, Any]]) -> Counter[str]:
    return Counter(c.kind for c in checks("p", expected(), records) if not c.ok)


def test_a_record_that_has_all_misses_nothing() -> None:
    assert not missed([record()])
    kinds = {c.kind for c in checks("p", expected(), [record()])}
    assert kinds >= {"articles", "clean", "front matter", "times", "quotes", "speaker", "measure", "who", "when"}


def test_no_record_misses_everything() -> None:
    found = [c for c in checks("p", expected(), []) if c.ok]
    assert found == []


def test_each_wrong_field_is_one_miss_of_its_kind() -> None:
    def broken(key: str, **fields: Any) -> Counter[str]:
        made = record()
        made[key][0] = made[key][0] | fields
        return missed([made])

    assert broken("times", value="2024-05-10") == {"times": 1}
    assert broken("places", geonames_id=1) == {"places": 1}
    assert broken("mentions", type="organization") == {"names": 1}
    assert broken("entities", sector="EDU") == {"roles": 1}
    assert broken("quotes", manner="mixed") == {"manner": 1}
    assert broken("quotes", speaker=None) == {"speaker": 1}
    assert broken("figures", low=11) == {"figures": 1}
    assert broken("figures", measure="killed") == {"measure": 1}
    assert broken("events", type="AGREE") == {"events": 1, "who": 1, "when": 1}


def test_a_quotation_that_is_none_is_counted() -> None:
    made = record()
    made["quotes"].append({"manner": "direct", "source": None, "content": [at("Oslo")], "speaker": None})
    assert missed([made]) == {"quotes are real": 1}


def test_a_page_without_article_needs_one_line_with_a_reason() -> None:
    def ok(records: list[dict[str, Any]]) -> bool:
        return all(c.ok for c in checks("p", {"articles": [], "reason": "consent"}, records))

    assert ok([{"kind": "page", "text": "", "reason": "a consent dialog"}])
    assert not ok([{"kind": "page", "text": "", "reason": "a list of links"}])
    assert not ok([record()])
    assert not ok([])
