"""One record held against what a careful reader wrote down of its page: how much of it was found, by kind of fact.

The form of an expectation is told in examples/README.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Json = dict[str, Any]
Range = tuple[int, int]

NEAR = 60
"""How far a trigger may stand from the words by which an event is described."""


class Check(NamedTuple):
    """One thing looked for: its kind, whether it is there, and what it is."""

    kind: str
    ok: bool
    what: str


def checks(name: str, expected: Json, records: Sequence[Json]) -> Iterator[Check]:
    """Yield what is looked for on one page.

    Args:
        name: The page's id.
        expected: What was written down for the page.
        records: The contract's lines for the page.
    """
    articles = [r for r in records if r.get("kind") in ("article", "related")]
    wanted = expected["articles"]
    yield Check("articles", len(articles) == len(wanted), f"{name}: {len(articles)} articles, not {len(wanted)}")
    if not wanted:
        reasons = [r.get("reason", "") for r in records if r.get("kind") == "page"]
        ok = len(reasons) == 1 and expected.get("reason", "") in reasons[0].lower() and bool(reasons[0])
        yield Check("articles", ok, f"{name}: the reason is {reasons}")
    for want in wanted:
        label = f"{name} / {want['starts'][:40]}"
        record = next((a for a in articles if want["starts"] in a["text"]), None)
        yield Check("articles", record is not None and record["kind"] == want["kind"], f"{label}: kind {want['kind']}")
        yield from (Check(c.kind, c.ok, f"{label}: {c.what}") for c in _article(want, record or {"text": ""}))


def _article(want: Json, record: Json) -> Iterator[Check]:
    yield from _clean(want, record)
    yield from _front_matter(want, record)
    for kind in (_times, _places, _names, _roles, _quotes, _figures, _events):
        yield from kind(want, record)


def _clean(want: Json, record: Json) -> Iterator[Check]:
    text = record["text"]
    yield Check("clean", want["ends"] in text, f"ends with {want['ends']!r}")
    for words in want["not_in_text"]:
        yield Check("clean", bool(text) and words not in text, f"left in the text: {words!r}")
    if want.get("no_body"):
        ok = "body" in record.get("reasons", {})
        yield Check("clean", ok, "the body is empty, and a reason says so")


def _front_matter(want: Json, record: Json) -> Iterator[Check]:
    for key in ("headline", "publisher", "agency", "dateline", "published", "modified"):
        if want.get(key):
            value = _value(record, key)
            if key in ("published", "modified"):
                value = value[:10]
            ok = want[key] in value if key == "dateline" else want[key] == value
            yield Check("front matter", ok, f"{key} {want[key]!r}, not {value!r}")
    if want.get("published_basis"):
        basis = (record.get("published") or {}).get("basis")
        yield Check("front matter", basis == want["published_basis"], f"published on the basis of {basis}")
    if want.get("language"):
        yield Check("front matter", record.get("language") == want["language"], f"language {record.get('language')}")


def _value(record: Json, key: str) -> str:
    return str((record.get(key) or {}).get("value") or "")


def _times(want: Json, record: Json) -> Iterator[Check]:
    for words, value in want.get("times", []):
        hits = [t for t in record.get("times", []) if _holds(record["text"], t, words)]
        # "The night of March 3" is a part of the day wanted, and says more.
        ok = any(t["value"] == value or (t["value"] or "").startswith(f"{value}T") for t in hits)
        yield Check("times", ok, f"{words} = {value}, not {[t['value'] for t in hits]}")


def _holds(text: str, item: Json, words: str) -> bool:
    """Say whether an item stands within some occurrence of the words, or they within it; "on" may be left off."""
    return any(item["start"] < end and start < item["end"] for start, end in _all(text, words))


def _places(want: Json, record: Json) -> Iterator[Check]:
    for words, geonames_id in want.get("places", []):
        hits = [p for p in record.get("places", []) if _holds(record["text"], p, words)]
        ok = any(p["geonames_id"] == geonames_id for p in hits)
        yield Check("places", ok, f"{words} = {geonames_id}, not {[p['geonames_id'] for p in hits]}")


def _names(want: Json, record: Json) -> Iterator[Check]:
    for words, kind in want["names"]:
        hits = [m for m in record.get("mentions", []) if m["form"] == "name" and words in m["text"]]
        yield Check("names", any(m["type"] == kind for m in hits), f"{kind} {words}, not {[m['type'] for m in hits]}")


def _roles(want: Json, record: Json) -> Iterator[Check]:
    for words, *rest in want["roles"]:
        hits = [e for e in record.get("entities", []) if words in e["label"]]
        ok = any(_has_role(e, rest) for e in hits)
        got = [(e["role"], e["country"], e["sector"]) for e in hits]
        yield Check("roles", ok, f"{words}: {rest}, not {got}")


def _has_role(entity: Json, wanted: Sequence[str | None]) -> bool:
    role, country, sector = wanted
    return (
        (role is None or role.lower() in (entity["role"] or "").lower())
        and country in (None, entity["country"])
        and sector in (None, entity["sector"])
    )


def _quotes(want: Json, record: Json) -> Iterator[Check]:
    text, entities = record["text"], {e["id"]: e for e in record.get("entities", [])}
    spans = [_all(text, q["content"]) for q in want["quotes"]]
    for wanted, at in zip(want["quotes"], spans, strict=True):
        yield from _quote(wanted, _touching(record, at), text, entities)
    for quote in record.get("quotes", []):
        if quote["manner"] != "indirect":
            ok = any(_content_touches(quote, at) for at in spans)
            yield Check("quotes are real", ok, f"no quotation: {[_cut(text, c) for c in quote['content']]}")


def _touching(record: Json, at: Sequence[Range]) -> Json | None:
    return next((q for q in record.get("quotes", []) if _content_touches(q, at)), None)


def _quote(want: Json, got: Json | None, text: str, entities: Mapping[str, Json]) -> Iterator[Check]:
    label = want["content"][:40]
    yield Check("quotes", got is not None, label)
    yield Check("manner", got is not None and got["manner"] == want["manner"], f"{label}: {want['manner']}")
    if want.get("source"):
        source = _cut(text, got["source"]) if got and got["source"] else ""
        yield Check("source", _same_source(want["source"], source), f"{label}: {want['source']!r}, not {source!r}")
    if want.get("speaker"):
        entity = entities.get((got or {}).get("speaker") or "", {})
        named = [entity.get("label"), *entity.get("aliases", [])]
        yield Check("speaker", want["speaker"] in named, f"{label}: {want['speaker']}, not {named}")


def _content_touches(quote: Json, at: Sequence[Range]) -> bool:
    return any(c["start"] < end and start < c["end"] for c in quote["content"] for start, end in at)


def _same_source(want: str, got: str) -> bool:
    """Say whether it is the same source: an apposition or relative clause may belong to it (PARC), a page may not."""
    wanted, found = set(want.lower().split()), set(got.lower().replace(",", " ").split())
    return wanted <= found and len(found) <= len(wanted) + 25


def _figures(want: Json, record: Json) -> Iterator[Check]:
    for words, low, high, measure in want["figures"]:
        hits = [f for f in record.get("figures", []) if _holds(record["text"], f, words)]
        ok = any((f["low"], f["high"]) == (low, high) for f in hits)
        yield Check("figures", ok, f"{words}, not {[(f['low'], f['high']) for f in hits]}")
        if measure:
            got = [f["measure"] for f in hits]
            yield Check("measure", measure in got, f"{words}: {measure}, not {got}")


def _events(want: Json, record: Json) -> Iterator[Check]:
    for wanted in want["events"]:
        at = [(start - NEAR, end + NEAR) for start, end in _all(record["text"], wanted["near"])]
        same = [e for e in record.get("events", []) if e["type"] == wanted["type"]]
        hits = [e for e in same if any(s < e["trigger"]["end"] and e["trigger"]["start"] < t for s, t in at)]
        label = f"{wanted['type']} near {wanted['near'][:40]!r}"
        yield Check("events", bool(hits), label)
        yield from _event(wanted, hits, label)


def _event(want: Json, hits: Sequence[Json], label: str) -> Iterator[Check]:
    if want.get("actors") or want.get("recipients"):
        got = [(_codes(e, "actors"), _codes(e, "recipients")) for e in hits]
        yield Check("who", any(_who(want, e) for e in hits), f"{label}: {got}")
    if want.get("date"):
        dates = [(e["date"] or {}).get("earliest") for e in hits]
        yield Check("when", want["date"] in dates, f"{label}: {want['date']}, not {dates}")
    if want.get("place"):
        places = [(e["place"] or {}).get("geonames_id") for e in hits]
        yield Check("where", want["place"] in places, f"{label}: {want['place']}, not {places}")
    if want.get("factuality"):
        stances = [e["factuality"] for e in hits]
        yield Check("factuality", want["factuality"] in stances, f"{label}: {want['factuality']}, not {stances}")


def _who(want: Json, event: Json) -> bool:
    actors, recipients = set(want.get("actors", [])), set(want.get("recipients", []))
    if actors == recipients:
        return actors <= _codes(event, "actors") | _codes(event, "recipients")
    return actors <= _codes(event, "actors") and recipients <= _codes(event, "recipients")


def _codes(event: Json, side: str) -> set[str]:
    return {party["code"] for party in event[side] if party["code"]}


def _all(text: str, words: str) -> list[Range]:
    """Return every place where the words stand."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def _cut(text: str, span: Json) -> str:
    return text[span["start"] : span["end"]]
