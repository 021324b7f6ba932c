"""How much speaks for words being a place: the words themselves, what stands around them, the names that were found."""

from __future__ import annotations

from dateline.model.span import Span
from dateline.model.statement import PlaceForm
from dateline.record.place_lines import Line, is_capital, is_named_by_outlet
from dateline.world.countries import country_named
from dateline.world.divisions import division_called
from dateline.world.gazetteer import candidates, folded
from dateline.world.names import is_common_word, is_given_name, is_surname
from dateline.world.offices import honorifics, is_role
from dateline.world.organizations import organization_named
from dateline.world.place_words import place_words

# A place needs 1.4 votes (toponyms). What alone should make one gives more, what should only help gives less. On our
# own places 0 to 3 for the outlet, 0 to 2.5 for the seat, 100,000 to 1,000,000 for a big city change nothing that is
# counted; less than 3 against a person's name makes one name in forty a place that is none.
_OF_THE_OUTLET = 1.5
_OF_THE_SEAT = 2.5
_PARTIES = frozenset(("D", "R", "I", "DFL", "GOP", "Con", "Lab", "LD"))
_PUBLIC = frozenset("police man woman men women resident residents firefighters officials voters".split())
"""Words for the people of a place that never stand behind a person's name."""
_OF_SOMEBODY = -3.0
_OF_A_COMPANY = -3.0
"""Where the reader takes for a body what is a company by that very name: Amazon among other firms is no forest."""
_GREAT, _LONG = 1_000_000, 5
_BIG = 300_000
"""So many people make a city that needs no other witness than a neutral word before it."""


def votes_for(line: Line, i: int, j: int, words: str, form: PlaceForm) -> float:
    """Return the sum of the votes for tokens i to j being a place of that name."""
    vote = _vote_of_words(words) + _vote_of_neighbors(line, i, j) + _vote_of_names(line, i, j, form)
    return vote + (_OF_THE_OUTLET if is_named_by_outlet(words, line.outlet) else 0.0)


def _vote_of_words(words: str) -> float:
    """Return what the words alone say: countries, states, big cities and "… County" are for, common words against."""
    if _is_country_or_kind(words):
        return 3.0
    places = [p for p in candidates(words) if folded(p.name) == folded(words)]
    if any(p.of_note for p in candidates(words)):
        return 2.5
    people = max((p.population for p in places), default=0)
    vote = 1.0 if people >= _BIG else 0.0 if people >= 5_000 else -0.5
    known = max((p.population for p in candidates(words)), default=0)
    if not places and known >= _GREAT and len(words) >= _LONG:
        vote += 1.0  # the older name of a great city: Saigon, Leningrad
    vote -= 0.0 if places else 0.3 if known >= 10_000 else 1.0
    if " " not in words:
        vote -= 1.5 if is_common_word(words) else 0.0
        vote -= 0.5 if is_given_name(words) or is_surname(words) else 0.0
    return vote


def _vote_of_neighbors(line: Line, i: int, j: int) -> float:
    """Return what the words around say: a preposition of place is for, a name's other parts and titles are against."""
    before, after, leading = line.before(i), line.after(j), _leading_word(line, i)
    vote = 2.0 if leading in place_words("near") else 1.4 if leading in place_words("before") else 0.0
    vote += 1.0 if before == "of" and i > 1 and line.tokens[i - 2].text == "," else 0.0
    vote += 3.0 if _is_dateline(line, i, j) else 0.0
    vote += 1.5 if _is_home_of_somebody(line, i) else 0.0
    if i and _is_seat(line, i):
        return vote + _OF_THE_SEAT
    if line.shouted:
        return vote
    if j < len(line.tokens):
        follows = line.tokens[j].text
        vote += 1.9 if follows in _PUBLIC else 1.4 if follows in place_words("folk") else 0.0
    if i and is_capital(line.tokens[i - 1].text) and _adjacent(line, i):
        vote += _vote_of_left(line.tokens[i - 1].text)
    if j < len(line.tokens) and is_capital(line.tokens[j].text) and _adjacent(line, j):
        vote += 0.5 if after in place_words("bodies") else -1.5 if _may_lead(line.joined(i, j)) else -2.0
    elif before == "," and after == ",":
        vote += 1.4
    return vote


def _is_home_of_somebody(line: Line, i: int) -> bool:
    """Say whether "of" joins the words to a person's name: "Nora Tilbrook of Ashburn"."""
    if line.before(i) != "of" or i < 2:
        return False
    end = line.tokens[i - 2].end
    return any(m.type == "person" and m.span.end == end for m in line.mentions)


def _is_seat(line: Line, i: int) -> bool:
    """Say whether a party stands before it, as before the seat of a lawmaker ("D-Oakdale")."""
    left, start = line.tokens[i - 1], line.tokens[i].start
    return left.text in _PARTIES and line.text[left.end : start] == "-"


def _is_dateline(line: Line, i: int, j: int) -> bool:
    """Say whether the words open a dateline, or their sentence in capitals before a dash ("LEEDS — A man …")."""
    if i == 0 and line.dateline:
        return True
    return i == 0 and line.words(i, j).isupper() and line.after(j) in ("-", "–", "—", "--")


def _may_lead(words: str) -> bool:
    """Say whether a name may stand before another capital: "Texas Rangers"; "Virginia" may be somebody's."""
    return _is_country_or_kind(words) and not is_given_name(words)


def _is_country_or_kind(words: str) -> bool:
    return _has_kind(words) or country_named(words) is not None or division_called(words) is not None


def _has_kind(words: str) -> bool:
    """Say whether a name ends in what makes it a place: "Henry County"."""
    return " " in words and words.rsplit(maxsplit=1)[-1].lower() in place_words("kinds")


def _leading_word(line: Line, i: int) -> str:
    """Return the word before a name in lower case, or before the list it is in ("in Lyon, Nice and Metz")."""
    n = i - 1
    while n > 0 and line.tokens[n].text in ("and", ",", "or") and is_capital(line.tokens[n - 1].text):
        n -= 1
        while n >= 0 and is_capital(line.tokens[n].text):
            n -= 1
    return line.tokens[n].text.lower() if n >= 0 else ""


def _vote_of_left(word: str) -> float:
    if word.lower() in place_words("sides") or word.lower() in place_words("before"):
        return 0.5
    if word in honorifics() or is_role(word):
        return -4.0
    return -3.0 if is_given_name(word) or len(word.rstrip(".")) == 1 else -1.5


def _adjacent(line: Line, i: int) -> bool:
    return line.tokens[i].start - line.tokens[i - 1].end <= 1


def _vote_of_names(line: Line, i: int, j: int, form: PlaceForm) -> float:
    """Return what the reader's names say about the words."""
    covering, span = line.covering(i, j), line.span(i, j)
    if covering is None:
        return 0.0
    if covering.type == "person":
        return _vote_of_person(line, i, j, covering.span)
    if covering.type == "place":
        before = line.text[covering.span.start : span.start].strip().lower()
        return 2.9 if covering.span.end == span.end and before in ("", "the") else 1.5
    if covering.type == "organization" and covering.span == span and _is_company(line.joined(i, j)):
        return _OF_A_COMPANY
    return 1.5 if form == "nested" or covering.span.start == span.start else 0.5


def _is_company(words: str) -> bool:
    known = organization_named(words)
    return known is not None and known.type == "company"


def _vote_of_person(line: Line, i: int, j: int, person: Span) -> float:
    """Return what it says that the reader took the words, or more around them, for a person."""
    span = line.span(i, j)
    if country_named(line.words(i, j)) is not None:
        # "Jordan Hayes", but not "Russia" where the reader took a country alone for somebody
        given = person.end == span.end and is_given_name(line.text[person.start : person.end].split()[0])
        called = person == span and line.text[span.start : span.end] in line.surnames
        longer = person != span and (person.start == span.start or given)
        return _OF_SOMEBODY if longer or called else 0.0
    placed = _leading_word(line, i) in place_words("near") or line.after(j) in _PUBLIC
    # Nobody is "in Sherman", "Sherman police" are no person's, and "Henry County" is none.
    if _has_kind(line.words(i, j)) or (person == span and (placed or _is_home_of_somebody(line, i))):
        return 0.0
    return -1.0 if person == span else -1.5
