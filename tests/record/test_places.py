"""Places of an article: found, told from persons and streets, and resolved by their neighbors."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article.cutting import cut
from dateline.model.page import Page
from dateline.model.span import Span
from dateline.model.statement import Mention, Place
from dateline.record.places import find_places
from dateline.record.read import read
from dateline.record.rules.names import find_names
from dateline.record.tokens import tokenize


def places_of(text: str, url: str | None = None) -> tuple[Place, ...]:
    article = cut(Page(id="p", content=text, url=url, read_as="article")).articles[0]
    tokens = tokenize(article)
    mentions = tuple(
        Mention(article=article.id, evidence=(article.text.cite(n.span),), form="name", type=n.type)
        for n in find_names(tokens)
    )
    return find_places(tokens, mentions)


def found(text: str, url: str | None = None) -> dict[str, int | None]:
    return {p.evidence[0].exact: p.geonames_id for p in places_of(text, url)}


def one(text: str, words: str, url: str | None = None) -> Place:
    return next(p for p in places_of(text, url) if p.evidence[0].exact == words)


@pytest.mark.parametrize(
    ("text", "words", "geonames_id"),
    [
        ("The ferry left Dublin, Ireland, at noon.", "Dublin", 2964574),
        ("The fire burned for hours in Dublin, Ohio.", "Dublin", 5152333),
        ("A crash in Paris, Texas, closed the road.", "Paris", 4717560),
        ("He was born in Plano, TX, and moved away.", "Plano", 4719457),
        ("Two trains stopped in Hyderabad, Telangana, overnight.", "Hyderabad", 1269843),
        ("The mayor of Windsor, Ont., resigned.", "Windsor", 6182962),
        ("Storms crossed Georgia on Monday and flooded Atlanta, Macon and Valdosta.", "Georgia", 4197000),
        ("Georgia recalled its envoy; crowds gathered in Tbilisi and Batumi.", "Georgia", 614540),
        ("Rain fell in Washington while the president spoke.", "Washington", 4140963),
        ("Aid reached Gaza on Friday.", "Gaza", 281132),
        ("Leaders of Canada, Mexico and Peru met.", "Canada", 6251999),
        ("The storm reached Georgia, USA, on Friday.", "Georgia", 4197000),
        ("Shells fell on Idlib all night.", "Idlib", 169389),
        ("Shells fell on Idlib province all night.", "Idlib", 169387),
        ("The siege of Leningrad went on.", "Leningrad", 498817),
    ],
)
def test_a_name_means_the_place_its_neighbors_say(text: str, words: str, geonames_id: int) -> None:
    assert one(text, words).geonames_id == geonames_id


def test_letters_of_a_country_are_no_word_of_that_spelling() -> None:
    assert found("Car travellers faced long waits. Opt for the express lanes.") == {}
    assert one("Rebels left the CAR in May.", "CAR").country == "CAF"


def test_letters_told_to_be_a_body_s_are_no_town() -> None:
    text = "The Norland Arts Network (NAN) opened in Oslo. NAN officials came to NAN."
    assert set(found(text)) <= {"Oslo", "Norland"}


def test_a_shortened_title_is_no_place() -> None:
    assert list(found("The votes of Sens. Mitt Thorn and Susan Cole were lost in Ohio.")) == ["Ohio"]


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("SINGAPORE: Asha Vale runs a shop in Chinatown, as her mother did.", "Chinatown", None),
        ("A shop in Chinatown, Singapore, closed.", "Chinatown", None),
        ("A shop in Chinatown closed, police in San Francisco said.", "Chinatown", "USA"),
        ("Fog closed schools on the East Coast, from Florida to Maine.", "East Coast", "USA"),
        ("Toronto police say a man was shot in North York on Friday.", "North York", None),
        ("The plant in Elk, northeastern Poland, closed.", "Elk", None),
        ("Voters in Pennsylvania, Michigan and Ohio waited. Officials counted ballots in Georgia.", "Georgia", "USA"),
        ("Georgia said on Friday that it would vote again.", "Georgia", "GEO"),
        ("Israeli border police shot a man near Qalandiya.", "Qalandiya", "PSE"),
    ],
)
def test_a_small_place_abroad_is_not_guessed(text: str, words: str, country: str | None) -> None:
    assert one(text, words).country == country


def test_the_north_of_a_state_is_not_its_city() -> None:
    assert one("The fire broke out in upstate New York on Friday.", "New York").geonames_id == 5128638


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A shop in Little India closed on Friday.", "India"),
        ("They went to East Coast Park on Sunday.", "East Coast"),
        ("The Chinese New Year holiday began.", "Chinese"),
        ("English-language papers told of it.", "English"),
        ("An English teacher came to the class.", "English"),
        ("The sign says in Farsi that it is closed.", "Farsi"),
        ("Firms including Amazon and Walmart cut jobs.", "Amazon"),
    ],
)
def test_quarters_parks_feasts_tongues_and_firms_are_no_places(text: str, words: str) -> None:
    assert words not in found(text)


def test_the_outlet_says_which_country() -> None:
    text = "Thieves broke into a bakery in Perth on Sunday."
    assert one(text, "Perth", "https://www.example.com.au/news/1").country == "AUS"
    assert one(text, "Perth", "https://www.example.co.uk/news/1").country == "GBR"


def test_the_outlet_names_its_town() -> None:
    text = "The council of Paris met on Sunday."
    assert one(text, "Paris", "https://www.parisgazette.com/news/1").country == "USA"
    assert one(text, "Paris", "https://www.gazette.com/news/1").country == "FRA"


def test_a_lawmaker_s_seat_and_somebody_s_home_are_places() -> None:
    assert "Oakdale" in found("Rep. Ann Cole, D-Oakdale, voted against it.")
    assert "Ashburn" in found("The car of Nora Tilbrook of Ashburn was found.")


def test_a_town_is_the_one_near_the_other_towns() -> None:
    text = "Crews from Georgetown and Nicholasville fought a fire near Versailles. Lexington, Ky., sent two engines."
    assert one(text, "Versailles").country == "USA"


def test_demonyms_are_their_country() -> None:
    places = places_of("Turkish and Greek ministers met two Kenyans; they spoke in French.")
    assert [(p.form, p.country) for p in places] == [("demonym", "TUR"), ("demonym", "GRC"), ("demonym", "KEN")]


def test_a_place_in_another_name_is_nested() -> None:
    text = "She studied at the University of Nairobi before she joined the Bank of Ghana in Accra."
    forms = {p.evidence[0].exact: p.form for p in places_of(text)}
    assert forms["Nairobi"] == "nested"
    assert forms["Accra"] == "name"


def test_a_country_s_name_may_be_somebody_s() -> None:
    assert found("Jordan Hayes clapped, and Paris Hilton sang.") == {}


def test_what_is_told_or_accused_is_a_government() -> None:
    text = "Cairo told Tehran that the offer was final."
    assert [p.used_as for p in places_of(text)] == ["actor", "actor"]


def test_streets_and_persons_are_no_places() -> None:
    text = "Police found the car on London Road. Jack London, a driver, said London was at home."
    assert "London" not in found(text)


def test_a_capital_that_speaks_is_a_government() -> None:
    text = "Ankara said the talks would go on in Ankara. Moscow and Beijing agreed to meet."
    assert [p.used_as for p in places_of(text)] == ["actor", "place", "actor", "actor"]


def test_a_country_is_the_country_and_no_building() -> None:
    for place in places_of("Ministers from Kenya, Peru and Norway flew to Lima for talks with Japan."):
        if place.evidence[0].exact != "Lima":
            assert place.feature_code == "PCLI"


def test_states_in_short_are_states() -> None:
    assert found("The suspect from Akron, Ohio, was held in Tulsa, Okla., on Friday.")["Okla."] == 4544379


def test_what_is_not_resolved_says_why() -> None:
    for place in places_of("Fighting went on along the Line of Control."):
        assert place.geonames_id is not None or place.reason


@settings(max_examples=60, deadline=None)
@given(st.text("Pari sLondnDelh,.'-\nUSAÉ", max_size=120))
def test_evidence_reads_back_and_no_two_places_overlap(text: str) -> None:
    if not text.strip():
        return
    places = places_of(text)
    assert all(p.evidence[0].span.of(text) == p.evidence[0].exact for p in places)
    spans = [p.span for p in places]
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_dateline_s_place_is_one_however_common_its_words() -> None:
    assert found("New Delhi, August 19 (PTI) The minister resigned.") == {"New Delhi": 1261481}
    assert found("NEW DELHI, August 19 (PTI) The minister resigned.") == {"NEW DELHI": 1261481}


def test_a_metropolis_stands_before_its_small_namesake() -> None:
    text = "The pitcher was said to be on a Toronto-bound flight. Fans in Chicago and in all the United States waited."
    assert one(text, "Toronto", "https://www.ballnews.example.com/a").country == "CAN"
    pilgrims = "The couple, who lived in Florida, flew from the United States to Saudi Arabia and prayed in Mecca."
    assert one(pilgrims, "Mecca", "https://www.ballnews.example.com/a").country == "SAU"
    near = "Police in Toronto, Ohio, said that a man had drowned in the river near Steubenville."
    assert one(near, "Toronto").country == "USA"


def test_a_capital_is_meant_where_its_land_is_told_of() -> None:
    text = "Texas and Florida had help from Houston, Dallas and Austin. Puerto Rico was dark, aid to Puerto Rico late."
    assert one(f"{text} Puerto Rico waited. San Juan flooded.", "San Juan").country == "PRI"


@pytest.mark.parametrize(
    ("name", "rest", "is_place"),
    [
        ("Obama", "administration", False),
        ("Kabul", "administration", True),
        ("Shangri-La", "Hotel", False),
        ("Kabul", "Hotel", True),
    ],
)
def test_what_is_called_after_somebody_or_something_is_no_town(name: str, rest: str, is_place: bool) -> None:
    text = f"Aid came slower than the {name} {rest} had sent it to Haiti."
    article = cut(Page(id="p", content=text, read_as="article")).articles[0]
    at = text.index(name)
    cited = (article.text.cite(Span(at, at + len(name))),)
    mention = Mention(article=article.id, evidence=cited, form="name", type="place")
    assert (name in [p.name for p in find_places(tokenize(article), (mention,))]) is is_place


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The fight takes place in Philadelphia in April.", "Philadelphia", "Philadelphia"),
        ("Voters in Victoria and New South Wales queued.", "Victoria", "Victoria"),
        ("Aid reached Jenin on Friday.", "Jenin", "Janīn"),
        ("We have seen warming here in the Northeast this year.", "Northeast", None),
        ("Ships met near Scarborough Shoal on Friday.", "Scarborough Shoal", "Scarborough Shoal"),
        ("Snow fell in the Pyrenees on Friday.", "Pyrenees", "Pyrenees"),
    ],
)
def test_a_name_is_no_far_fetched_place(text: str, words: str, name: str | None) -> None:
    place = next((p for p in places_of(text, "https://paper.example.com/a") if p.evidence[0].exact == words), None)
    assert (place.name if place else None) == name
    assert place is None or place.country not in ("JOR", "SYC", "ARE")


def test_a_reef_no_list_has_is_no_town() -> None:
    assert "Hastings" not in found("Ships met near Hastings Reef on Friday.")


def test_an_entity_lies_where_its_places_lie() -> None:
    page = Page(id="p", content="A fire burned in Athens, Georgia. Athens police said so in Athens.", read_as="article")
    record = read(cut(page).articles[0])
    assert {e.country for e in record.entities if e.label == "Athens"} == {"USA"}


@pytest.mark.parametrize("text", ["The Inter-American highway is shut.", "Central American families left."])
def test_americans_of_two_continents_are_not_of_the_united_states(text: str) -> None:
    assert places_of(text) == ()


def test_what_is_against_americans_is_of_the_united_states() -> None:
    assert one("The anti-American rally ended.", "American").geonames_id == 6252001


def test_a_plateau_behind_a_name_is_no_state() -> None:
    assert places_of("The Waterberg Plateau is dry.") == ()
    assert one("The governor of Plateau State left.", "Plateau State").country == "NGA"
