"""A store whose every field is written to do harm where a page takes it for more than words."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from dateline.model.alert import Rhythm
from dateline.model.statement import EventDate, EventPlace
from dateline.store import Store, open_store
from dateline.story.joining import join
from dateline.views import judging
from tests.factory import NOW, Maker, Sample, cutting_of, page_of

BIDI = "\u202e"
"""Everything after it runs from right to left, unless something around it ends that."""
MARK = "evil.example"
"""The host that no page may ask, wherever a name leads."""


def evil(what: str) -> str:
    """Return words that break out of text, attributes, scripts and cells; `what` says where they stood."""
    return (
        f"={what}{BIDI}\"'><img src=//{MARK}/{what} onerror=alert(1)><script>alert(2)</script></script>"
        f"<svg onload=alert(3)>{{{{7*7}}}}${{7*7}}--></style>]]>&lt;b&gt;"
    )


def _article(outlet: str, toll: int, url: str, fetched: datetime) -> Sample:
    """Return an article of an outlet; two of them are one story that disagrees with itself."""
    person, body = evil("person"), evil("body")
    parts = [
        ("navigation", evil("navigation")),
        ("headline", f"{evil('headline')} Ferry sinks off Aldmoor"),
        ("standfirst", evil("standfirst")),
        ("byline", evil("byline")),
        ("dateline", evil("dateline")),
        (
            "paragraph",
            f"A ferry sank off Aldmoor in Kenya on Friday and {toll} people of {body} died, {person} told reporters.",
        ),
        ("paragraph", f"“{evil('said')}”, {person} said. Kenya criticized {evil('other')} after the ferry sank."),
        ("caption", evil("caption")),
        ("legal", evil("legal")),
    ]
    page = page_of(parts, url=url, fetched=fetched, id=evil(f"page-{outlet}"))
    cutting = cutting_of(
        page,
        parts,
        dateline=evil("dateline"),
        standfirst=evil("standfirst"),
        agency=evil("agency"),
        publisher=evil(outlet),
        aggregator=evil("aggregator"),
        published="2024-08-30",
        section=evil("section"),
        canonical_url=f"javascript:alert('{outlet}')",
        reasons={"bylines": evil("reason")},
    )
    m = Maker(cutting.articles[0])
    m.entity("e1", person, "person", role=evil("role"), country="KEN", aliases=(evil("alias"),))
    m.entity("e2", evil("other"), "organization", aliases=("=1+1",))
    m.entity("e3", "Kenya", "place", country="KEN", code="KEN")
    place = m.place("Aldmoor", 192950, "KEN", lat=1.0, lon=38.0, name=evil("place"), feature_code="PPL")
    friday = m.time("Friday", "2024-08-30", reason=evil("time"))
    quote = m.quote("direct", person, "said", f"“{evil('said')}”", speaker="e1", reason=evil("quote"))
    m.figure(f"{toll} people", toll, toll, of=body, measure="killed", unit=evil("unit"), place=place.id, quote=quote.id)
    m.event(
        "ACCUSE",
        "criticized",
        [m.party("Kenya", "KEN", "e3", nth=1)],
        [m.party(evil("other"), None, "e2", sector=evil("sector"))],
        quad=3,
        date=EventDate(earliest="2024-08-30", latest="2024-08-30", precision="day", basis="text", ref=friday.id),
        place=EventPlace(geonames_id=192950, name=evil("where"), country="KEN", ref=place.id),
        reason=evil("event"),
    )
    return Sample(page, cutting, (m.record(),))


def samples() -> list[Sample]:
    """Return two outlets' articles of one story, and a later version of one."""
    return [
        _article("one", 12, f"https://{MARK}/a?b=\"'><script>alert(4)</script>", NOW),
        _article("two", 31, "javascript:alert(document.domain)//", NOW + timedelta(hours=1)),
        _article("two", 37, "javascript:alert(document.domain)//", NOW + timedelta(hours=9)),
    ]


def fill_hostile(path: Path) -> None:
    """Make the store: articles, and all that people, feeds and programs may name."""
    with open_store(path) as store:
        for sample in samples():
            store.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)
        _judge(store)
        store.save_search(evil("search").replace('"', "")[:100], 'ferry -"<script>alert(5)</script>"', by=evil("by"))
        store.following.add(
            f"https://{MARK}/feed?\"'><script>",
            at=NOW,
            title=evil("feed"),
            site="javascript:alert(6)",
            folder=evil("f"),
        )
        rhythm, name = Rhythm(pace="on-demand"), evil("alert")[:100].replace(BIDI, "")
        store.alerts.add(name, "ferry", each="story", channel="print", recipient="", rhythm=rhythm, by=evil("by"))


def _judge(store: Store) -> None:
    """Judge a fact, and note things, under a name and in words that do harm."""
    by, (first, *_) = evil("judge")[:80], samples()
    record = first.records[0]
    store.judge(judging.judgement("accept", record.quotes[0].id, by=by, note=evil("note")))
    store.judge(judging.judgement("note", record.figures[0].id, by=by, note=evil("note")))
    store.judge(judging.judgement("note", first.article.id, by=by, note=evil("note")))
    store.judge(judging.judgement("note", store.story(first.article.id)[0], by=by, note=evil("note")))
