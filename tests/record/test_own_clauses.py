"""Two deeds in one sentence, each with its own sides."""

from __future__ import annotations

from dateline.model.span import Span
from dateline.record.own_clauses import in_own_clauses
from dateline.record.reading import RawEvent


def event(text: str, trigger: str, actors: tuple[str, ...], recipients: tuple[str, ...], place: str = "") -> RawEvent:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return RawEvent(
        type="ASSAULT",
        trigger=span(trigger),
        actors=tuple(map(span, actors)),
        recipients=tuple(map(span, recipients)),
        place=span(place) if place else None,
    )


def sides(text: str, *events: RawEvent) -> list[tuple[list[str], list[str], str | None]]:
    return [
        ([a.of(text) for a in e.actors], [r.of(text) for r in e.recipients], e.place.of(text) if e.place else None)
        for e in in_own_clauses(events, text)
    ]


def test_each_verb_keeps_its_own() -> None:
    text = "Norland jailed a diver in Brun and the Eastmark navy expelled two envoys."
    both = ("Norland", "Eastmark navy"), ("diver", "two envoys")
    assert sides(text, event(text, "jailed", *both, "Brun"), event(text, "expelled", *both, "Brun")) == [
        (["Norland"], ["diver"], "Brun"),
        (["Eastmark navy"], ["two envoys"], None),
    ]


def test_what_stands_before_both_is_said_of_both() -> None:
    text = "In Brun, Norland met the bishops and Eastmark visited the abbot."
    first, second = event(text, "met", ("Norland",), ("bishops",), "Brun"), event(text, "visited", ("Eastmark",), ())
    found = sides(text, first, event(text, "visited", ("Eastmark",), ("abbot",), "Brun"))
    assert [place for *_, place in found] == ["Brun", "Brun"]
    assert sides(text, first, second)[1] == (["Eastmark"], [], None)


def test_a_list_is_no_new_clause() -> None:
    text = "Norland struck ports and then Eastmark and Sudmark struck back at Norland."
    one = event(text, "struck ports", ("Norland",), ("Eastmark", "Sudmark"))
    other = event(text, "struck back", ("Eastmark", "Sudmark"), ("Norland",))
    assert in_own_clauses([one, other], text) == [one, other]


def test_one_who_acts_in_two_clauses_stays() -> None:
    text = "Norland jailed a diver and expelled two envoys."
    told = [event(text, "jailed", ("Norland",), ("diver",)), event(text, "expelled", ("Norland",), ("two envoys",))]
    assert in_own_clauses(told, text) == told


def test_what_stands_behind_a_semicolon_is_of_another_deed() -> None:
    text = "Norland, which sued Eastmark, welcomed it; the Sudmark premier called it vile."
    assert sides(text, event(text, "welcomed", ("Sudmark premier",), ())) == [([], [], None)]
    text = "Rao of Norland; Mehta of Eastmark; and Khan met on Monday."
    assert sides(text, event(text, "met", ("Rao", "Mehta", "Khan"), ())) == [(["Rao", "Mehta", "Khan"], [], None)]


def test_who_is_named_before_in_which_is_not_struck_in_it() -> None:
    text = "He seeks Rao over the raid, in which 40 settlers were killed."
    assert sides(text, event(text, "killed", (), ("Rao", "40 settlers"))) == [([], ["40 settlers"], None)]
    assert sides(text, event(text, "killed", ("Rao",), ())) == [(["Rao"], [], None)]


def test_a_clause_that_says_when_shares_its_place() -> None:
    text = "Norland expels an envoy as it probes a killing in Brun."
    first = event(text, "expels", ("Norland",), ("an envoy",), "Brun")
    second = event(text, "probes", ("Norland",), ("an envoy", "a killing"), "Brun")
    assert sides(text, first, second) == [(["Norland"], ["an envoy"], "Brun"), (["Norland"], ["a killing"], "Brun")]


def test_who_flees_after_others_are_killed_is_not_killed() -> None:
    text = "The premier fled after at least 90 people were killed."
    fled, killed = event(text, "fled", ("The premier",), ()), event(text, "killed", (), ("The premier", "90 people"))
    assert sides(text, fled, killed) == [(["The premier"], [], None), ([], ["90 people"], None)]
    text = "The rebels struck; the premier and 90 people were killed."
    struck, killed = event(text, "struck", ("The rebels",), ()), event(text, "killed", (), ("premier", "90 people"))
    assert sides(text, struck, killed)[1] == ([], ["premier", "90 people"], None)


def test_clauses_in_a_row_are_parted_by_commas() -> None:
    text = "Norland freed two nuns, Eastmark released a monk."
    first = event(text, "freed", ("Norland",), ("two nuns",))
    second = event(text, "released", ("Eastmark",), ("two nuns", "a monk"))
    assert sides(text, first, second) == [(["Norland"], ["two nuns"], None), (["Eastmark"], ["a monk"], None)]
    text = "Norland expels envoy, Eastmark summons nuncio"
    first = event(text, "expels", ("Norland",), ("envoy",))
    second = event(text, "summons", ("Norland", "Eastmark"), ("nuncio",))
    assert sides(text, first, second)[1] == (["Eastmark"], ["nuncio"], None)


def test_who_says_what_he_did_opens_a_clause() -> None:
    text = "The Norland navy hit the tanker Hope in the strait, and the Eastmark army said it had bombed radar sites."
    first = event(text, "hit", ("Norland navy",), ("tanker Hope",), "strait")
    second = event(text, "bombed", (), ("tanker Hope", "radar sites"), "strait")
    assert sides(text, first, second)[1] == ([], ["radar sites"], None)


def test_what_stands_behind_a_semicolon_is_not_where_or_when_it_was() -> None:
    text = "Norland holds a drill; Rao to visit Brun next month"
    told = RawEvent(type="COOPERATE", trigger=Span(8, 21), place=Span(36, 40), date=Span(41, 51))
    (found,) = in_own_clauses([told], text)
    assert (found.place, found.date) == (None, None)


def test_what_a_deed_only_came_after_has_sides_of_its_own() -> None:
    text = "The attack came days after the army said it had beaten the rebels."
    assert sides(text, event(text, "attack", ("army",), ())) == [([], [], None)]
    text = "The bombing, which killed nine sailors, came a day after rebels took a town."
    assert sides(text, event(text, "bombing", ("rebels",), ("nine sailors",))) == [([], ["nine sailors"], None)]
    text = "The arrest of two men by the navy came on Monday."
    assert sides(text, event(text, "arrest", ("navy",), ("two men",))) == [(["navy"], ["two men"], None)]
