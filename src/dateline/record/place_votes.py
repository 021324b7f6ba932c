"""How much speaks for words being a place: the words themselves, what stands around them, the names that were found."""

from __future__ import annotations

from dateline.model.statement import PlaceForm
from dateline.record.place_lines import Line, is_capital
from dateline.world.countries import country_named
from dateline.world.divisions import division_called
from dateline.world.gazetteer import candidates, folded
from dateline.world.names import is_common_word, is_given_name, is_surname
from dateline.world.offices import honorifics, is_role
from dateline.world.place_words import place_words

_BIG = 300_000
"""So many people make a city that needs no other witness than a neutral word before it."""


def votes_for(line: Line, i: int, j: int, words: str, form: PlaceForm) -> float:
    """Return the sum of the votes for tokens i to j being a place of that name."""
    return _vote_of_words(words) + _vote_of_neighbors(line, i, j) + _vote_of_names(line, i, j, form)


def _vote_of_words(words: str) -> float:
    """Return what the words alone say: countries, states, big cities and "… County" are for, common words against."""
    if country_named(words) is not None or division_called(words) is not None:
        return 3.0
    places = [p for p in candidates(words) if folded(p.name) == folded(words)]
    if any(p.of_note for p in candidates(words)):
        return 2.5
    last = words.rsplit(maxsplit=1)[-1].lower()
    if last in place_words("kinds") and " " in words:
        return 3.0
    people = max((p.population for p in places), default=0)
    vote = 1.0 if people >= _BIG else 0.0 if people >= 5_000 else -0.5
    vote -= 0.0 if places else 0.3 if any(p.population >= 10_000 for p in candidates(words)) else 1.0
    if " " not in words:
        vote -= 1.5 if is_common_word(words) else 0.0
        vote -= 0.5 if is_given_name(words) or is_surname(words) else 0.0
    return vote


def _vote_of_neighbors(line: Line, i: int, j: int) -> float:
    """Return what the words around say: a preposition of place is for, a name's other parts and titles are against."""
    before, after, leading = line.before(i), line.after(j), _leading_word(line, i)
    vote = 2.0 if leading in place_words("near") else 1.2 if leading in place_words("before") else 0.0
    vote += 1.0 if before == "of" and i > 1 and line.tokens[i - 2].text == "," else 0.0
    vote += 3.0 if _is_dateline(line, i, j) else 0.0
    if line.shouted:
        return vote
    vote += 1.2 if j < len(line.tokens) and line.tokens[j].text in place_words("folk") else 0.0
    if i and is_capital(line.tokens[i - 1].text) and _adjacent(line, i):
        vote += _vote_of_left(line.tokens[i - 1].text)
    if j < len(line.tokens) and is_capital(line.tokens[j].text) and _adjacent(line, j):
        vote += 0.5 if after in place_words("bodies") else -2.0
    elif before == "," and after == ",":
        vote += 0.5
    return vote


def _is_dateline(line: Line, i: int, j: int) -> bool:
    """Say whether the words open a dateline, or their sentence in capitals before a dash ("LEEDS — A man …")."""
    if i == 0 and line.dateline:
        return True
    return i == 0 and line.words(i, j).isupper() and line.after(j) in ("-", "–", "—", "--")


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
    covering = line.covering(i, j)
    if covering is None or (covering.type == "person" and country_named(line.words(i, j)) is not None):
        return 0.0
    span = line.span(i, j)
    if covering.type == "place":
        return 2.9 if covering.span == span else 1.5
    if covering.type == "person":
        return -1.0 if covering.span == span else -1.5
    return 1.5 if form == "nested" or covering.span.start == span.start else 0.5
