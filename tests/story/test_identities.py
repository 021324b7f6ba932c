"""Who is who across articles: one by name, office, company and story; namesakes apart; doubts left open."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.codec import from_json, to_json
from dateline.story.who.body_names import compare as compare_bodies
from dateline.story.who.faces import MOST_COMPANY, MOST_NAMES, Face
from dateline.story.who.identities import Identities, Recognized, keys_of
from dateline.story.who.office_likeness import agreement
from dateline.story.who.person_names import compare, person_name
from tests.story.naming import Name, record_of

DAY = 739_000


def taken(*articles: tuple[str, list[Name], str, int]) -> list[tuple[Recognized, ...]]:
    """Return what each article's names are recognized as: text, names, story, days after the first."""
    known = Identities()
    return [
        known.take(record_of(text, names, name=f"a{n}"), story=story, day=DAY + after)
        for n, (text, names, story, after) in enumerate(articles)
    ]


def ids(found: list[tuple[Recognized, ...]]) -> list[str]:
    return [one[0].identity for one in found]


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Lena Brodt", "Captain Lena Brodt", "same"),
        ("Iñigo Peralta", "Inigo Peralta", "same"),
        ("Harald Jon Vik", "Harald Vik", "shorter"),
        ("H. J. Vik", "Harald Jon Vik", "initials"),
        ("K. Anand Murthy", "Anand Murthy", "shorter"),
        ("K. Anand Murthy", "T. Anand Murthy", "no"),
        ("Yusuf al-Qadiri", "Youssef Kadiri", "spelled"),
        ("Abdel Rahman Sabri", "Abdulrahman Sabry", "spelled"),
        ("Serhiy Bondar", "Sergei Bondar", "spelled"),
        ("Tom Harwood", "Thomas Harwood", "spelled"),
        ("Ana Reyes", "Ana Reyes Soto", "cut"),
        ("Brodt", "Lena Brodt", "lone"),
        ("Musa Idris", "Idris Musa", "no"),
        ("James Odera", "Jane Odera", "no"),
        ("Halil Demirel", "Halil Demirelli", "no"),
        ("Ramon Vidal Jr.", "Ramon Vidal Sr.", "no"),
    ],
)
def test_names_of_persons_agree_or_not(one: str, other: str, level: str) -> None:
    assert compare(person_name(one), person_name(other)) == level
    assert compare(person_name(other), person_name(one)) == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Harbour Pilots' Union", "the Harbour Pilots Union", "same"),
        ("Ministry of Defence", "Defense Ministry", "same"),
        ("Supreme Court of Kenya", "Supreme Court", "same"),
        ("UN Mission in Orsund", "United Nations Mission in Orsund", "same"),
        ("HPU", "Harbour Pilots' Union", "acronym"),
        ("Orsund Pilots' Union", "Pilots' Union", "within"),
        ("Northern Shield Front", "Northern Shield Army", "no"),
    ],
)
def test_names_of_bodies_agree_or_not(one: str, other: str, level: str) -> None:
    assert compare_bodies(one, other) == level


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Defense Minister", "minister of defence", "same"),
        ("spokeswoman", "police spokesperson", "same"),
        ("foreign minister", "finance minister", "other"),
        ("interior minister", "striker", "clash"),
        ("interior minister", "opposition leader", "clash"),
        ("mayor", "father", "open"),
    ],
)
def test_offices_go_together_or_not(one: str, other: str, found: str) -> None:
    assert agreement(one, other) == found


def test_one_person_over_many_articles_in_two_spellings() -> None:
    qadiri = Name("Yusuf al-Qadiri", role="trade minister", country="MAR", sector="GOV")
    found = taken(
        ("Trade minister Yusuf al-Qadiri opened the fair.", [qadiri], "s1", 0),
        ("Minister Youssef Kadiri opened a fair.", [Name("Youssef Kadiri", role="trade minister")], "s1", 1),
        ("Then Kadiri left.", [Name("Kadiri")], "s1", 1),
    )
    assert len(set(ids(found))) == 1
    assert "other spelling of Yusuf al-Qadiri" in found[1][0].reason
    assert found[0][0].identity == "i" + found[0][0].statement[:24]


def test_who_changes_office_over_months_stays_one() -> None:
    found = taken(
        ("Ports minister Dalma Oresk spoke.", [Name("Dalma Oresk", role="ports minister", country="HUN")], "s1", 0),
        (
            "Foreign minister Dalma Oresk spoke.",
            [Name("Dalma Oresk", role="foreign minister", country="HUN")],
            "s2",
            120,
        ),
    )
    assert len(set(ids(found))) == 1


def test_minister_and_striker_of_one_name_are_two() -> None:
    found = taken(
        ("Interior minister Joel Tembo spoke.", [Name("Joel Tembo", role="interior minister", country="ZMB")], "s1", 0),
        ("Striker Joel Tembo scored.", [Name("Joel Tembo", role="striker", country="ZMB")], "s2", 2),
    )
    assert len(set(ids(found))) == 2
    assert found[1][0].perhaps == found[0][0].identity
    assert found[1][0].reason.startswith("open: ")
    assert "but striker, not interior minister" in found[1][0].reason


def test_two_named_in_one_article_are_two() -> None:
    both = [Name("Mahdi Karim", role="adviser"), Name("Mahdi Karimi", role="student")]
    (found,) = taken(("Mahdi Karimi, a student, met the adviser Mahdi Karim.", both, "s1", 0))
    assert found[0].identity != found[1].identity


def test_a_lone_surname_needs_one_bearer_in_its_story() -> None:
    found = taken(
        ("Mayor Lena Brodt came.", [Name("Lena Brodt", role="mayor")], "s1", 0),
        ("Brodt left.", [Name("Brodt")], "s1", 1),
        ("Brodt won.", [Name("Brodt")], "s2", 1),
        ("Pilot Axel Brodt came.", [Name("Axel Brodt", role="pilot")], "s1", 1),
        ("Brodt was silent.", [Name("Brodt")], "s1", 2),
    )
    mayor, alone, elsewhere, pilot, doubtful = ids(found)
    assert mayor == alone
    assert len({mayor, elsewhere, pilot, doubtful}) == 4
    assert found[2][0].perhaps == mayor


def test_what_one_article_calls_two_is_nobody_surely() -> None:
    text = "Interior minister Joel Tembo praised his namesake, the striker Joel Tembo Chanda."
    doubled = Name("Joel Tembo", role="interior minister", also=("Joel Tembo Chanda",))
    found = taken(
        (text, [doubled], "s1", 0),
        ("Minister Joel Tembo spoke.", [Name("Joel Tembo", role="interior minister")], "s1", 0),
    )
    assert found[0][0].identity != found[1][0].identity


def test_acronym_and_full_name_are_one() -> None:
    found = taken(
        ("The Orsund Harbour Board (OHB) met.", [Name("Orsund Harbour Board", "organization")], "s1", 0),
        ("The OHB met again.", [Name("OHB", "organization")], "s1", 1),
    )
    assert len(set(ids(found))) == 1


def test_parties_of_one_name_in_two_states_are_two() -> None:
    found = taken(
        ("The Justice Party won.", [Name("Justice Party", "organization", country="KEN")], "s1", 0),
        ("The Justice Party lost.", [Name("Justice Party", "organization", country="BGD")], "s2", 1),
        ("A Justice Party rally.", [Name("Justice Party", "organization", country="KEN")], "s3", 1),
    )
    kenya, bangladesh, again = ids(found)
    assert kenya == again != bangladesh


def test_places_are_one_by_geonames_and_states_by_code() -> None:
    found = taken(
        ("In Halle it rained.", [Name("Halle", "place", country="DEU", geonames=1)], "s1", 0),
        ("In Halle it snowed.", [Name("Halle", "place", country="BEL", geonames=2)], "s1", 0),
        ("In Hala it rained.", [Name("Hala", "place", country="DEU", geonames=1)], "s2", 0),
        ("Britain voted.", [Name("Britain", "place", country="GBR")], "s3", 0),
        ("The UK voted.", [Name("UK", "place", country="GBR")], "s4", 0),
    )
    first, second, spelled, britain, kingdom = ids(found)
    assert first == spelled != second
    assert britain == kingdom


def test_what_a_person_decided_is_kept() -> None:
    known = Identities()
    one = known.take(record_of("Ana Reyes came.", [Name("Ana Reyes")], name="a"), story="s1", day=DAY)[0]
    second = record_of("Doctor Rita Sol came.", [Name("Rita Sol")], name="b")
    joined = known.take(second, story="s9", day=DAY, kept={second.entities[0].id: one.identity})[0]
    assert (joined.identity, joined.confidence) == (one.identity, 1.0)
    third = record_of("Ana Reyes left.", [Name("Ana Reyes")], name="c")
    split = known.take(third, story="s1", day=DAY, apart={(third.entities[0].id, one.identity)})[0]
    assert split.identity != one.identity


def test_adding_twice_changes_nothing() -> None:
    known = Identities()
    record = record_of("Ana Reyes met the Harbour Board.", [Name("Ana Reyes"), Name("Harbour Board", "organization")])
    first = known.take(record, story="s1", day=DAY)
    before = dict(known.faces)
    assert known.take(record, story="s1", day=DAY) == first
    assert known.faces == before


def test_only_faces_that_share_a_key_are_needed() -> None:
    """A fresh store that loads by keys alone says the same as one that holds everybody."""
    told = [
        ("Mayor Lena Brodt met Axel Moen.", [Name("Lena Brodt", role="mayor"), Name("Axel Moen")], "s1"),
        ("Nobody knew Ivo Plan.", [Name("Ivo Plan")], "s2"),
        ("Brodt met Moen of the OHB.", [Name("Brodt"), Name("Moen"), Name("OHB", "organization")], "s1"),
        ("L. Brodt saw Axel Moen.", [Name("L. Brodt"), Name("Axel Moen")], "s1"),
    ]
    whole, kept = Identities(), dict[str, str]()
    for n, (text, names, story) in enumerate(told):
        record = record_of(text, names, name=f"a{n}")
        part = Identities()
        keys = keys_of(record, story=story)
        faces = [from_json(Face, json.loads(face)) for face in kept.values()]
        part.load(face for face in faces if face.keys() & keys)
        assert part.take(record, story=story, day=DAY) == whole.take(record, story=story, day=DAY)
        kept |= {id: json.dumps(to_json(face)) for id, face in part.changed.items()}
    assert {id: from_json(Face, json.loads(face)) for id, face in kept.items()} == whole.faces


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["Ana", "Iva", "Otto"]), st.sampled_from(["Brodt", "Moen"])), max_size=12))
def test_faces_stay_small_and_every_name_gets_an_identity(people: list[tuple[str, str]]) -> None:
    known = Identities()
    for n, (given_name, surname) in enumerate(people):
        others = [Name(f"Guest{chr(97 + k)} Number{chr(97 + n)}") for k in range(20)]
        names = [Name(f"{given_name} {surname}"), *others]
        record = record_of(" met ".join(one.label for one in names), names, name=f"a{n}")
        found = known.take(record, story="s1", day=DAY + n)
        assert [one.statement for one in found] == [e.id for e in record.entities]
        assert all(one.identity in known.faces and one.reason for one in found)
    assert all(
        len(face.names) <= MOST_NAMES * 2 and len(face.company) <= MOST_COMPANY * 2 for face in known.faces.values()
    )


def test_a_name_that_an_article_gave_to_two_is_open_in_other_stories_too() -> None:
    text = "Interior minister Joel Tembo praised his namesake, the striker Joel Tembo Chanda."
    doubled = Name("Joel Tembo", role="interior minister", also=("Joel Tembo Chanda",))
    minister = ("Minister Joel Tembo spoke in Arvik.", [Name("Joel Tembo", role="interior minister")], "s1", 0)
    bare = ("In Orsund, Joel Tembo called it late.", [Name("Joel Tembo")], "s2", 9)
    found = taken((text, [doubled], "s1", 0), minister, bare)
    assert found[2][0].identity != found[1][0].identity
    assert found[2][0].perhaps == found[1][0].identity


def test_an_acronym_beside_another_state_is_another_body() -> None:
    def nda(place: str, geonames: int, country: str) -> list[Name]:
        return [Name("NDA", "organization"), Name(place, "place", geonames=geonames, country=country)]

    found = taken(
        ("The NDA in Geneva counted nine.", nda("Geneva", 2660646, "CHE"), "s1", 0),
        ("The NDA in Lyon counted four.", nda("Lyon", 2996944, "FRA"), "s2", 1),
        ("The NDA in Geneva counted ten.", nda("Geneva", 2660646, "CHE"), "s3", 2),
    )
    assert found[0][0].identity == found[2][0].identity != found[1][0].identity
