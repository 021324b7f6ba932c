"""Mentions of one event come together, look-alikes stay apart, and what was taken once is not taken twice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.codec import from_json, to_json
from dateline.model.record import Record
from dateline.model.span import Span
from dateline.model.statement import EventDate, EventMention, EventPlace, Factuality, Party
from dateline.model.told import ArticleRow, EventRow, Who, Words
from dateline.story.events.happenings import Decided, Happenings, ToldEvent
from dateline.story.events.keys import asks_for, found_by
from dateline.story.events.near_places import lie
from dateline.story.events.portraits import MOST, MOST_WORDS, Portrait, both
from dateline.story.events.sameness import signs
from dateline.story.events.tellings import portraits_of, scene_of
from dateline.story.votes.votes import event_of
from tests.story.telling import record

GENEVA = EventPlace(geonames_id=2660646, name="Geneva", country="CHE")
BASEL = EventPlace(geonames_id=2661604, name="Basel", country="CHE")


def telling(
    sentence: str,
    trigger: str,
    *,
    kind: str = "CONSULT",
    day: str | None = None,
    place: EventPlace | None = None,
    actors: tuple[str, ...] = (),
    out: str = "2025-03-12",
    factuality: Factuality = "actual",
) -> Record:
    """Return an article of one sentence, in which a reader found one event."""
    read = record([sentence], day=out, title="As it was told", name=sentence)
    text = read.article.text
    start = text.content.index(trigger, text.content.index(sentence[:20]))
    span = Span(start, start + len(trigger))
    when = EventDate(earliest=day, latest=day, precision="day", basis="text") if day else None
    mention = EventMention(
        article=read.article.id,
        evidence=(text.cite(span),),
        type=kind,
        quad=1,
        intensity=0.0,
        trigger=span,
        actors=tuple(Party(span=span, code=code[:3], sector=code[3:] or None) for code in actors),
        date=when,
        place=place,
        factuality=factuality,
    )
    return replace(read, events=(mention,))


def take(events: Happenings, read: Record, *, story: str = "s1", decided: Decided | None = None) -> ToldEvent:
    published = read.article.published
    day = date.fromisoformat(published.value[:10]).toordinal() if published else None
    (told,) = events.take(read, who={}, story=story, day=day, decided=decided or Decided())
    return told


FIRST = telling(
    "Envoys of both camps met in Geneva on Monday to talk about the dam.", "met", day="2025-03-10", place=GENEVA
)
AGAIN = telling("The two sides talked about the dam in Geneva on Monday.", "talked", day="2025-03-10", place=GENEVA)
LATER = telling(
    "Envoys of both camps met in Geneva again to talk about the dam.",
    "met",
    day="2025-04-22",
    place=GENEVA,
    out="2025-04-23",
)
AHEAD = telling(
    "Envoys of both camps will meet in Geneva on Monday about the dam.",
    "meet",
    day="2025-03-10",
    place=GENEVA,
    out="2025-03-06",
    factuality="future",
)
MARCH = telling(
    "Bakers marched in Geneva on Monday against the flour tax.",
    "marched",
    kind="PROTEST",
    day="2025-03-10",
    place=GENEVA,
)
ELSEWHERE = telling(
    "Bakers marched in Basel on Monday against the flour tax.", "marched", kind="PROTEST", day="2025-03-10", place=BASEL
)


def test_two_articles_that_tell_one_event_come_together_with_a_reason() -> None:
    events = Happenings()
    one, other = take(events, FIRST), take(events, AGAIN)
    assert one.event == other.event
    assert one.reason == "opens the event"
    assert "on 2025-03-10" in other.reason and "at Geneva" in other.reason and "dam" in other.reason
    assert other.confidence > 0.7


@pytest.mark.parametrize(("one", "other"), [(FIRST, LATER), (MARCH, ELSEWHERE), (FIRST, MARCH)])
def test_look_alikes_stay_apart(one: Record, other: Record) -> None:
    events = Happenings()
    assert take(events, one).event != take(events, other).event


def test_what_was_announced_is_what_then_happened() -> None:
    events = Happenings()
    assert take(events, AHEAD).event == take(events, FIRST).event


def test_taking_an_article_twice_changes_nothing() -> None:
    events = Happenings()
    told = take(events, FIRST)
    (opened,) = events.changed()
    assert take(events, FIRST) == told
    assert events.changed() == ()
    assert opened.tellings == 1


def test_what_is_kept_elsewhere_is_found_by_its_keys_alone() -> None:
    events = Happenings()
    take(events, MARCH)
    one = take(events, FIRST)
    kept = {p.id: json.dumps(to_json(p)) for p in events.changed()}
    portraits = [from_json(Portrait, json.loads(p)) for p in kept.values()]
    fresh = Happenings()
    asked = fresh.keys_of(AGAIN, who={}, story="s1", day=None)
    fresh.load(p for p in portraits if found_by(p) & asked)
    assert take(fresh, AGAIN).event == one.event
    assert [p.id for p in fresh.changed()] == [one.event]


def test_a_person_has_the_last_word() -> None:
    events = Happenings()
    one = take(events, FIRST)
    kept = Decided(never={AGAIN.events[0].id: frozenset({one.event})})
    assert take(events, AGAIN, decided=kept).event != one.event
    joined = take(events, LATER, decided=Decided(event={LATER.events[0].id: one.event}))
    assert (joined.event, joined.reason, joined.confidence) == (one.event, "as a person decided", 1.0)


def test_the_order_of_two_articles_of_a_day_does_not_matter() -> None:
    for order in ([FIRST, AGAIN, MARCH], [MARCH, AGAIN, FIRST], [AGAIN, MARCH, FIRST]):
        events = Happenings()
        told = {r.article.id: take(events, r).event for r in order}
        assert told[FIRST.article.id] == told[AGAIN.article.id] != told[MARCH.article.id]


def test_places_lie_inside_one_another() -> None:
    geneva, basel, country = "2660646|CHE|Geneva", "2661604|CHE|Basel", "2658434|CHE|Switzerland"
    assert lie(geneva, geneva) == "place"
    assert lie(geneva, basel) == "two towns"
    assert lie(geneva, country) == lie(country, geneva) == "inside"
    assert lie(geneva, "2988507|FRA|Paris") == "abroad"


NAMES = st.dictionaries(st.sampled_from([f"n:name {n}" for n in range(60)]), st.integers(1, 9), max_size=40)
PORTRAITS = st.builds(
    Portrait,
    id=st.sampled_from("ab"),
    types=st.dictionaries(st.sampled_from(["ASSAULT", "ACCUSE", "PROTEST"]), st.integers(1, 9), min_size=1),
    actors=NAMES,
    recipients=NAMES,
    days=st.dictionaries(st.sampled_from(["739000-739000", "739004-739030"]), st.integers(1, 9)),
    first=st.integers(738990, 739000),
    last=st.integers(739000, 739010),
    words=st.dictionaries(st.text("abc", min_size=1, max_size=4), st.floats(0.5, 9), max_size=60),
)


@given(PORTRAITS, PORTRAITS)
def test_signs_are_the_same_from_both_sides_and_portraits_stay_small(a: Portrait, b: Portrait) -> None:
    one, other = signs(a, b), signs(b, a)
    assert one == pytest.approx(other)
    grown = both(a, b)
    assert len(grown.actors) <= MOST and len(grown.words) <= MOST_WORDS
    assert from_json(Portrait, json.loads(json.dumps(to_json(grown)))) == grown


@given(PORTRAITS)
def test_an_event_is_asked_for_by_the_keys_it_is_kept_under(portrait: Portrait) -> None:
    assert found_by(portrait) <= asks_for(portrait)


def test_portraits_carry_the_ids_of_their_mentions() -> None:
    (portrait,) = portraits_of(scene_of(FIRST, who={}, story=None, day=None))
    assert portrait.id == FIRST.events[0].id
    assert portrait.places == {"2660646|CHE|Geneva": 1}


def row(
    n: int, *, day: str = "2025-03-10", place: EventPlace | None = GENEVA, factuality: Factuality = "actual"
) -> EventRow:
    words = Words(article=f"a{n}", span=Span(0, 3), exact="met")
    return EventRow(
        id=f"m{n}",
        event="e1",
        type="CONSULT",
        trigger=words,
        sentence=words,
        actors=(Who(label="Lena Brodt" if n % 2 else "Brodt", type="person"),),
        earliest=day,
        latest=day,
        precision="day",
        basis="text",
        place=place.geonames_id if place else None,
        place_name=place.name if place else None,
        country=place.country if place else None,
        factuality=factuality,
    )


def article(n: int, *, original: str | None = None) -> ArticleRow:
    id = f"a{n}"
    seen = f"2025-03-{10 + n}T08:00:00Z"
    return ArticleRow(id=id, outlet=f"Outlet {n}", seen=seen, story="s1", original=original or id)


def test_fields_are_voted_by_sources_and_the_rest_is_kept_with_who_holds_it() -> None:
    mentions = [row(0), row(1), row(2, place=BASEL), row(3, place=BASEL), row(4, day="2025-03-20")]
    articles = [article(0), article(1), article(2), article(3, original="a2"), article(4)]
    event = event_of(mentions, articles)
    assert event.id == "e1" and event.independent_sources == 4
    assert event.place == GENEVA
    assert [w.label for w in event.actors] == ["Lena Brodt"]
    assert event.date is not None and event.date.earliest == "2025-03-10"
    assert ("place", "Basel", ("m2", "m3")) in event.disagreements
    assert ("date", "2025-03-20/2025-03-20", ("m4",)) in event.disagreements
    assert event_of(mentions[::-1], articles[::-1]) == event


def test_what_was_told_ahead_has_no_vote_and_is_no_source() -> None:
    event = event_of([row(0, factuality="future"), row(1)], [article(0), article(1)])
    assert (event.factuality, event.independent_sources, event.mentions) == ("actual", 1, ("m0", "m1"))


def meeting(*people: str) -> Portrait:
    return Portrait(id="m", types={"CONSULT": 1}, actors={f"n:{name}": 1 for name in people}, stories={"s1": 1})


def test_a_meeting_with_other_people_is_a_second_one() -> None:
    assert "other people" in signs(meeting("ada lind", "ben roth"), meeting("ada lind", "carla may"))
    assert "other people" not in signs(meeting("ada lind", "ben roth"), meeting("roth", "lind"))
    assert "other people" not in signs(meeting("ada lind", "ben roth"), meeting("ada lind"))
    assert "other people" not in signs(meeting("ada lind", "ben roth"), meeting("sweden", "ben roth"))


def test_who_acts_for_a_government_is_kin_to_its_state() -> None:
    def pledge(*actors: str) -> Portrait:
        return Portrait(id="m", types={"AGREE": 1}, actors=dict.fromkeys(actors, 1), stories={"s1": 1})

    norway = pledge("i:norway", "n:norway", "s:NORGOV")
    assert "kin actor" in signs(norway, pledge("i:lind", "n:ada lind", "s:NORGOV"))
    assert "other actor" in signs(norway, pledge("i:lind", "n:ada lind", "s:NORCVL"))
    assert "other actor" in signs(
        pledge("i:roth", "n:ben roth", "s:NORGOV"), pledge("i:lind", "n:ada lind", "s:NORGOV")
    )


def test_another_year_is_another_event_even_in_one_story() -> None:
    events = Happenings()
    words = "The miller was sentenced in Geneva for selling chalk as flour."
    old = telling(words, "sentenced", kind="SANCTION", day="2019-05-02", place=GENEVA, actors=("CHEJUD",))
    new = telling(f"{words} Again.", "sentenced", kind="SANCTION", day="2025-03-10", place=GENEVA, actors=("CHEJUD",))
    assert take(events, old).event != take(events, new).event


def test_two_charges_are_one_only_if_more_than_the_speaker_is_the_same() -> None:
    events = Happenings()
    one = telling("The mayor accused the millers of hoarding flour.", "accused", kind="ACCUSE", actors=("CHEGOV",))
    same = telling("The millers hoard flour, the mayor charged.", "charged", kind="ACCUSE", actors=("CHEGOV",))
    other = telling("The mayor called the opera a waste of money.", "waste", kind="ACCUSE", actors=("CHEGOV",))
    first = take(events, one).event
    assert take(events, same).event == first
    assert take(events, other).event != first
