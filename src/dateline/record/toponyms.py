"""Which words of an article name a place: votes of the words themselves, of what stands around, of the names found.

Streets, houses and the like are no places here: the gazetteer holds towns, divisions, regions and countries. A place
that leads the name of a public body or house ("Essex County Sheriff's Office", "Leeds General Hospital") still stands
for itself and is a name; in any other name ("Bank of Canada", "Boston Globe") it is nested.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.model.span import Span
from dateline.model.statement import Mention, PlaceForm
from dateline.record.tokens import Sentence, Token, Tokens
from dateline.world.countries import country_named, country_of_demonym, people_named
from dateline.world.divisions import division_called, division_of_post, division_shortened, short_forms
from dateline.world.gazetteer import candidates, folded
from dateline.world.names import is_common_word, is_given_name, is_surname
from dateline.world.offices import honorifics, is_role
from dateline.world.place_words import place_words

_LONGEST = 5
_ENOUGH = 2.0
"""The least sum of votes that makes a capitalized word a place; found by trying 1 to 3 on local and foreign news."""
_SURE = 3.5
"""From here on a name is a place wherever the article has it."""
_JOINERS = frozenset("of the and on upon de la le del al el es in an ad ash under da do".split())
_BIG = 300_000


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
    """

    span: Span
    words: str
    form: PlaceForm
    sentence: int
    within: tuple[str, str] | None = None
    geonames_id: int | None = None
    votes: float = 0.0


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence with its tokens, the names in it, whether it is all capitals, and the article's surnames."""

    number: int
    text: str
    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    shouted: bool
    surnames: frozenset[str]

    def words(self, i: int, j: int) -> str:
        """Return the words of tokens i to j as they stand."""
        return self.text[self.tokens[i].start : self.tokens[j - 1].end]

    def before(self, i: int) -> str:
        """Return the token before i in lower case, or nothing."""
        return self.tokens[i - 1].text.lower() if i else ""

    def after(self, j: int) -> str:
        """Return the token at j in lower case, or nothing."""
        return self.tokens[j].text.lower() if j < len(self.tokens) else ""

    def covering(self, i: int, j: int) -> Mention | None:
        """Return the longest name that shares characters with tokens i to j."""
        span = Span(self.tokens[i].start, self.tokens[j - 1].end)
        found = [m for m in self.mentions if m.span.touches(span)]
        return max(found, key=lambda m: len(m.span), default=None)


def find_toponyms(tokens: Tokens, mentions: Sequence[Mention]) -> list[Toponym]:
    """Return the toponyms of an article in the order of its text."""
    lines = list(_lines(tokens, mentions))
    found = [t for line in lines for t in _in_line(line)]
    sure = {folded(t.words) for t in found if t.votes >= _SURE and t.form == "name"}
    out = []
    for toponym in found:
        lent = 2.0 if folded(toponym.words) in sure and toponym.votes > -2 else 0.0
        if toponym.votes + lent >= _ENOUGH:
            out.append(replace(toponym, votes=toponym.votes + lent))
    return out


def _lines(tokens: Tokens, mentions: Sequence[Mention]) -> Iterator[_Line]:
    names = sorted((m for m in mentions if m.form == "name"), key=lambda m: m.span)
    starts, surnames = [m.span.start for m in names], _surnames(names)
    for number, sentence in enumerate(tokens.sentences):
        inside = names[bisect_right(starts, sentence.span.start - 1) : bisect_right(starts, sentence.span.end - 1)]
        pieces = [p for t in sentence.tokens for p in _pieces(t)]
        yield _Line(number, tokens.article.text.content, pieces, inside, _is_shouted(sentence), surnames)


def _surnames(names: Sequence[Mention]) -> frozenset[str]:
    """Return the last words of the full names of persons: "Lincoln" is no town beside Abraham Lincoln."""
    parts = (m.evidence[0].exact.split() for m in names if m.type == "person")
    return frozenset(words[-1] for words in parts if len(words) > 1)


def _pieces(token: Token) -> Iterator[Token]:
    """Cut a token at its hyphens where they join a place to something else ("Denver-based", "Egyptian-US")."""
    if "-" not in token.text or not token.text[0].isupper() or candidates(token.text) or country_of_demonym(token.text):
        yield token
        return
    at = token.start
    for part in token.text.split("-"):
        if part:
            yield Token(part, at, at + len(part))
        at += len(part) + 1


def _is_shouted(sentence: Sentence) -> bool:
    """Say whether nearly every longer word has a capital, so that capitals tell nothing."""
    long = [t.text for t in sentence.tokens if len(t.text) > 3 and t.text[0].isalpha()]
    return len(long) >= 4 and sum(w[0].isupper() for w in long) > 0.75 * len(long)


def _in_line(line: _Line) -> Iterator[Toponym]:
    shortened = list(_shortened(line))
    i = 0
    while i < len(line.tokens):
        if not _is_capital(line.tokens[i].text) or any(
            s.span.start <= line.tokens[i].start < s.span.end for s in shortened
        ):
            i += 1
            continue
        j, toponym = _match(line, i)
        if toponym is not None:
            yield toponym
        i = j
    yield from shortened


def _shortened(line: _Line) -> Iterator[Toponym]:
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


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[0] in "‘'’" and word[1:2].isupper())


def _match(line: _Line, i: int) -> tuple[int, Toponym | None]:
    """Return the longest toponym that begins at token i, and where to go on."""
    end = _run_end(line, i)
    for j in range(end, i, -1):
        if not _is_capital(line.tokens[j - 1].text):
            continue
        words = _joined(line, i, j)
        demonym = _demonym(line, i, j, words)
        if demonym is not None:
            return j, demonym
        if _is_known(words, line.shouted):
            toponym = _name(line, i, j, words)
            return j, toponym
    return i + 1, None


def _run_end(line: _Line, i: int) -> int:
    """Return the end of the run of capitals and joining words from i on, at most five tokens."""
    j = i + 1
    while j < len(line.tokens) and j - i < _LONGEST:
        token, last = line.tokens[j], line.tokens[j - 1]
        small = token.text.lower() in _JOINERS or (token.text == "." and last.text in ("Mt", "St", "Ft", "Ste"))
        if not (small or _is_capital(token.text)) or line.text[last.end : token.start].count("\n"):
            break
        j += 1
    return j


def _joined(line: _Line, i: int, j: int) -> str:
    return " ".join(line.words(i, j).split())


def _is_known(words: str, shouted: bool) -> bool:
    """Say whether the gazetteer has the name and it is not a word that hardly ever means a place."""
    if country_named(words) is not None:
        return True
    acronym = words.isupper() and len(words) <= 4 and not shouted
    return folded(words) not in place_words("never") and len(words) > 1 and not acronym and bool(candidates(words))


def _demonym(line: _Line, i: int, j: int, words: str) -> Toponym | None:
    """Return the toponym of a word for the people or things of a place ("Turkish", "Kashmiris"), or None."""
    country, people = country_of_demonym(words), people_named(words)
    name = country.name if country else people.place if people else ""
    if not name or _is_in_person(line, i, j) or country_named(words) is not None or _is_language(line, i, j):
        return None
    form: PlaceForm = "nested" if _is_nested(line, i, j) else "demonym"
    known = country.geonames_id if country else people.geonames_id if people else None
    return Toponym(_span(line, i, j), name, form, line.number, geonames_id=known, votes=9.0)


def _is_language(line: _Line, i: int, j: int) -> bool:
    """Say whether a demonym stands for a language: "in Spanish", "speaks Turkish"."""
    alone = j >= len(line.tokens) or not line.tokens[j].text[0].isalnum() or line.after(j) in ("and", "or")
    return line.before(i) in ("speak", "speaks", "spoke", "spoken") or (line.before(i) == "in" and alone)


def _is_in_person(line: _Line, i: int, j: int) -> bool:
    covering = line.covering(i, j)
    return (
        j == i + 1
        and covering is not None
        and covering.type == "person"
        and len(covering.span) > len(_span(line, i, j))
    )


def _span(line: _Line, i: int, j: int) -> Span:
    return Span(line.tokens[i].start, line.tokens[j - 1].end)


def _is_nested(line: _Line, i: int, j: int) -> bool:
    """Say whether the words are part of another name, and not the place that leads a public body's name."""
    covering = line.covering(i, j)
    span = _span(line, i, j)
    if covering is None or covering.type not in ("organization", "work", "event", "other"):
        return False
    if covering.span in span or not covering.span.touches(span):
        return False
    return not (covering.span.start >= span.start and line.after(j).strip("'’") in place_words("bodies"))


def _name(line: _Line, i: int, j: int, words: str) -> Toponym | None:
    """Return the toponym that tokens i to j are, with its votes, or None where they are a street's name."""
    if line.after(j) in place_words("streets") and _is_capital(line.tokens[j].text):
        return None
    form: PlaceForm = "nested" if _is_nested(line, i, j) else "name"
    within = _within(line, j)
    if words in line.surnames and line.before(i) not in place_words("near") and not within:
        return None
    votes = _vote_of_words(words) + _vote_of_neighbors(line, i, j) + _vote_of_names(line, i, j, form)
    return Toponym(_span(line, i, j), words, form, line.number, within, votes=votes + (3.0 if within else 0.0))


def _within(line: _Line, j: int) -> tuple[str, str] | None:
    """Return the state or country after ", " ("Paris, Texas", "Plano, TX", "Haifa, Israel")."""
    if line.after(j) != "," or j + 1 >= len(line.tokens):
        return None
    short = short_forms().match(line.text, line.tokens[j + 1].start)
    division = division_shortened(short.group()) if short else None
    for k in (3, 2, 1):
        if division is None and j + 1 + k <= len(line.tokens):
            words = _joined(line, j + 1, j + 1 + k)
            division = division_called(words) or (division_of_post(words) if k == 1 else None)
            country = country_named(words)
            if division is None and country is not None:
                return country.iso3, ""
    return (division.country, division.admin1) if division else None


def _vote_of_words(words: str) -> float:
    """Return what the words alone say: countries, states, big cities and "… County" are for, common words against."""
    if country_named(words) is not None or division_called(words) is not None:
        return 3.0
    places = [p for p in candidates(words) if folded(p.name) == folded(words)]
    if any(p.feature_code in ("RGN", "CONT", "SEA", "PCLI", "OCN", "ISLS") for p in candidates(words)):
        return 2.5
    last = words.rsplit(maxsplit=1)[-1].lower()
    if last in place_words("kinds") and " " in words:
        return 3.0
    people = max((p.population for p in places), default=0)
    vote = 1.0 if people >= _BIG else 0.0 if people >= 5_000 else -0.5
    vote -= 1.0 if not places else 0.0
    if " " not in words:
        vote -= 1.5 if is_common_word(words) else 0.0
        vote -= 0.5 if is_given_name(words) or is_surname(words) else 0.0
    return vote


def _vote_of_neighbors(line: _Line, i: int, j: int) -> float:
    """Return what the words around say: a preposition of place is for, a name's other parts and titles are against."""
    before, after = line.before(i), line.after(j)
    vote = 2.0 if before in place_words("near") else 1.2 if before in place_words("before") else 0.0
    if line.shouted:
        return vote
    if i and _is_capital(line.tokens[i - 1].text) and _adjacent(line, i):
        vote += _vote_of_left(line.tokens[i - 1].text)
    if j < len(line.tokens) and _is_capital(line.tokens[j].text) and _adjacent(line, j):
        vote += 0.5 if after in place_words("bodies") else -2.0
    elif before == "," and after == ",":
        vote += 0.5
    return vote


def _vote_of_left(word: str) -> float:
    if word.lower() in place_words("sides") or word.lower() in place_words("before"):
        return 0.5
    if word in honorifics() or is_role(word):
        return -4.0
    return -3.0 if is_given_name(word) or len(word.rstrip(".")) == 1 else -1.5


def _adjacent(line: _Line, i: int) -> bool:
    return line.tokens[i].start - line.tokens[i - 1].end <= 1


def _vote_of_names(line: _Line, i: int, j: int, form: PlaceForm) -> float:
    """Return what the reader's names say about the words."""
    covering = line.covering(i, j)
    if covering is None or (covering.type == "person" and country_named(line.words(i, j)) is not None):
        return 0.0
    span = _span(line, i, j)
    if covering.type == "place":
        return 2.5 if covering.span == span else 1.5
    if covering.type == "person":
        return -1.0 if covering.span == span else -1.5
    return 1.5 if form == "nested" or covering.span.start == span.start else 0.5
