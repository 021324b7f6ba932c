"""Which words of an article name a place: votes of the words themselves, of what stands around, of the names found.

Streets, houses and the like are no places here: the gazetteer holds towns, divisions, regions and countries. A place
that leads the name of a public body or house ("Essex County Sheriff's Office", "Leeds General Hospital") still stands
for itself and is a name; in any other name ("Bank of Canada", "Boston Globe") it is nested.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.model.span import Span
from dateline.model.statement import Mention, PlaceForm
from dateline.record.acronyms import acronyms_of, shortens
from dateline.record.formal_names import half_named, state_at
from dateline.record.place_lines import Line, is_capital, place_lines
from dateline.record.place_senses import is_hyphenated, is_language, is_of_name_bearer, is_of_other_kind
from dateline.record.place_votes import votes_for
from dateline.record.place_within import with_kind, within_of
from dateline.record.tokens import Tokens
from dateline.record.told_letters import told_letters
from dateline.world.countries import (
    Country,
    country_named,
    country_of_demonym,
    country_of_seat,
    is_of_continent,
    people_named,
)
from dateline.world.divisions import division_shortened, short_forms
from dateline.world.gazetteer import candidates, folded
from dateline.world.offices import honorifics
from dateline.world.place_words import place_words

_LONGEST = 5
_ENOUGH = 1.4
"""The least sum of votes that makes a capitalized word a place; found by trying 1 to 3 on local and foreign news."""
_SURE = 3.0
"""From here on a name is a place wherever the article has it."""
_JOINERS = frozenset("of the and on upon de la le del al el es in an ad ash under da do".split())
_WORST = -2.0
_LENT = 3.0
"""What a sure mention lends to the other mentions of its name, but to those that are worse than `_WORST`."""
_HOUSES = ("House", "Palace", "Street", "Hill", "Wing", "Office", "Block", "Villa")
"""Seats of government that are houses: they act, and are no places of the gazetteer."""
_OF_STATES = frozenset(
    "ministry interior foreign defense defence border embassy army navy parliament president".split()
)
"""Words after a place or its people's name that make a body of a state."""
_KINDS_OF_ONE = frozenset("province district region governorate oblast prefecture".split())


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place, not yet resolved.

    Args:
        span: Where they stand.
        words: The name to look up; for a demonym the name of the place it is of.
        form: name, demonym, or nested in another name.
        sentence: The number of the sentence.
        within: The state or country that follows the name ("Paris, Texas"), as alpha-3 and GeoNames' admin1 or "".
        geonames_id: The place, where the words can mean no other.
        votes: How sure it is that a place is meant.
        division: Whether a word behind it says that a division is meant ("Idlib province").
    """

    span: Span
    words: str
    form: PlaceForm
    sentence: int
    within: tuple[str, str] | None = None
    geonames_id: int | None = None
    votes: float = 0.0
    division: bool = False


def find_toponyms(tokens: Tokens, mentions: Sequence[Mention]) -> list[Toponym]:
    """Return the toponyms of an article in the order of its text."""
    lines = list(place_lines(tokens, mentions))
    letters = _letters_told(tokens, mentions)
    found = [t for line in lines for t in _in_line(line)]
    sure = {folded(t.words) for t in found if t.votes >= _SURE and t.form == "name"}
    out = []
    text = tokens.article.text.content
    for toponym in found:
        if toponym.span.of(text) in letters:
            continue
        lent = _LENT if folded(toponym.words) in sure and toponym.votes > _WORST else 0.0
        if toponym.votes + lent >= _ENOUGH:
            out.append(replace(toponym, votes=toponym.votes + lent))
    return out


def _letters_told(tokens: Tokens, mentions: Sequence[Mention]) -> frozenset[str]:
    """Return the letters that the article tells to be a body's: "the National Arts Network (NAN)"."""
    text = tokens.article.text.content
    bodies = {m.evidence[0].exact for m in mentions if m.type == "organization" and m.form == "name"}
    letters = (a for a in bodies if " " not in a and f"({a})" in text and country_named(a) is None)
    full = [b for b in bodies if " " in b]
    own = frozenset(a for a in letters if any(a.lower() in acronyms_of(b) or shortens(a, b) for b in full))
    return own | told_letters(mentions, text).keys()


def _in_line(line: Line) -> Iterator[Toponym]:
    shortened = list(_shortened(line))
    i = 0
    while i < len(line.tokens):
        token = line.tokens[i]
        if not is_capital(token.text) or (
            shortened and any(s.span.start <= token.start < s.span.end for s in shortened)
        ):
            i += 1
            continue
        j, toponym = _match(line, i)
        if toponym is not None:
            yield toponym
        i = j
    yield from shortened


def _shortened(line: Line) -> Iterator[Toponym]:
    """Yield the states that are shortened with a full stop ("Ky.", "D-N.Y.")."""
    start, end = line.tokens[0].start, line.tokens[-1].end
    for m in short_forms().finditer(line.text, start, end):
        division = division_shortened(m.group())
        if division is not None and _may_be_short(line.text, m.start(), m.group()):
            span = Span(m.start(), m.end())
            yield Toponym(span, division.name, "name", line.number, geonames_id=division.geonames_id, votes=9.0)


def _may_be_short(text: str, at: int, form: str) -> bool:
    """Say whether a short form is a state: initials never, common words ("Miss.", "Ind.") only after a comma."""
    before = text[max(0, at - 2) : at]
    return "," in before or before[-1:] in "-–" or form in _ALWAYS


_ALWAYS = frozenset(
    "Ariz. Calif. Conn. D.C. Fla. Ga. Ill. Ky. Md. Mich. Minn. N.C. N.D. N.H. N.J. N.M. N.Y. Okla. S.C. S.D.".split()
    + "Tenn. W.Va. Wis.".split()
)


def _match(line: Line, i: int) -> tuple[int, Toponym | None]:
    """Return the longest toponym that begins at token i, and where to go on."""
    if line.tokens[i].text.lower() == "the" or (line.tokens[i].text[-1] == "." and line.tokens[i].text in honorifics()):
        return i + 1, None
    stop, state = state_at(line.tokens, i)
    if state is not None:
        return stop, _state(line, i, stop, state)
    half = half_named(line.tokens, i)
    if half is not None:
        return i + 1, _state(line, i, i + 1, country_named(half))
    end = _run_end(line, i)
    for j in range(end, i, -1):
        if not is_capital(line.tokens[j - 1].text):
            continue
        words = line.joined(i, j)
        demonym = _demonym(line, i, j, words)
        if demonym is not None or is_of_continent(words):
            return j, demonym
        if country_of_demonym(words) is None and _is_known(words, line.shouted):
            toponym = _name(line, i, j, words)
            return j, toponym
    return i + 1, None


def _state(line: Line, i: int, j: int, state: Country | None) -> Toponym | None:
    """Return the toponym of a state that is named formally or by half; nobody else is called that."""
    if state is None:
        return None
    form: PlaceForm = "nested" if _is_nested(line, i, j) else "name"
    return Toponym(line.span(i, j), state.name, form, line.number, geonames_id=state.geonames_id, votes=9.0)


def _run_end(line: Line, i: int) -> int:
    """Return the end of the run of capitals and joining words from i on, at most five tokens."""
    j = i + 1
    while j < len(line.tokens) and j - i < _LONGEST:
        token, last = line.tokens[j], line.tokens[j - 1]
        small = token.text.lower() in _JOINERS or (token.text == "." and last.text in ("Mt", "St", "Ft", "Ste"))
        if not (small or is_capital(token.text)) or line.text[last.end : token.start].count("\n"):
            break
        j += 1
    return j


@lru_cache(maxsize=5_000)
def _is_known(words: str, shouted: bool) -> bool:
    """Say whether the gazetteer has the name and it is not a word that hardly ever means a place."""
    if country_named(words) is not None:
        return not (shouted and words == "US")
    if " " in words and words.rsplit(maxsplit=1)[-1].lower() in place_words("streets"):
        return False
    if country_of_seat(words) is not None and words.endswith(_HOUSES):
        return False
    capitals = sum(c.isupper() for c in words)
    acronym = capitals > 1 and " " not in words and len(words) <= 4 and not shouted
    if acronym and not any(p.of_note for p in candidates(words)):
        return False
    return folded(words) not in place_words("never") and len(words) > 1 and bool(candidates(words))


def _demonym(line: Line, i: int, j: int, words: str) -> Toponym | None:
    """Return the toponym of a word for the people or things of a place ("Turkish", "Kashmiris"), or None."""
    country, people = country_of_demonym(words), people_named(words)
    name = country.name if country else people.place if people else ""
    if not name or _is_in_person(line, i, j) or country_named(words) is not None or is_language(line, i, j):
        return None
    if is_hyphenated(line, i, words):
        return None
    form: PlaceForm = "nested" if _is_nested(line, i, j) else "demonym"
    known = country.geonames_id if country else people.geonames_id if people else None
    return Toponym(line.span(i, j), name, form, line.number, geonames_id=known, votes=9.0)


def _is_in_person(line: Line, i: int, j: int) -> bool:
    covering = line.covering(i, j)
    return (
        j == i + 1 and covering is not None and covering.type == "person" and len(covering.span) > len(line.span(i, j))
    )


def _is_nested(line: Line, i: int, j: int) -> bool:
    """Say whether the words are part of another name, and not the place that leads a public body's name."""
    covering = line.covering(i, j)
    span = line.span(i, j)
    if covering is None or covering.type not in ("organization", "work", "event", "other"):
        return False
    if covering.span in span or not covering.span.touches(span):
        return False
    after = line.after(j).strip("'’")
    leads = after in place_words("bodies") or (after in _OF_STATES and is_capital(line.tokens[j].text))
    return not (covering.span.start >= span.start and leads)


def _name(line: Line, i: int, j: int, words: str) -> Toponym | None:
    """Return the toponym that tokens i to j are, with its votes, or None where they are a street, a person or money."""
    if line.after(j) == "$":
        return None
    if is_of_other_kind(line, i, j, words):
        return None
    if is_of_name_bearer(line, j, words):
        return None
    form: PlaceForm = "nested" if _is_nested(line, i, j) else "name"
    within = within_of(line, j, words)
    words = with_kind(line, j, words)
    if words in line.surnames and country_named(words) is None and line.before(i) not in place_words("near"):
        return None
    votes = votes_for(line, i, j, words, form)
    votes += 3.0 if within else 0.0
    division = line.before(i) == "upstate" or (j < len(line.tokens) and line.tokens[j].text in _KINDS_OF_ONE)
    return Toponym(line.span(i, j), words, form, line.number, within, votes=votes, division=division)
