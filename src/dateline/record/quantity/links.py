"""What stands around a figure: the time it holds as of, the place it holds for, the quote that states it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from dateline.model.span import Span
from dateline.model.statement import AsOf, Place, Quote, TimeExpression
from dateline.record.event_dates import days_of
from dateline.record.lexemes import Lexeme
from dateline.record.quantity.units import BY_COUNTRY, OWN_DOLLAR, RUPEES
from dateline.world.countries import country_of_seat

_AS_OF = re.compile(r"(?i)\b(?:as of|as on|as at|by|until|till|so far|up to)\s+(?:early |late |the )?$")
_END = re.compile(r"(?i)the (?:end|start|beginning)\b")
_AT = re.compile(
    r"(?i)\b(?:in|at|near|across|outside|inside|around|throughout|over)\s+"
    r"(?:the |northern |southern |eastern |western |central )*$"
)
_PRONOUNS = frozenset("it he she they who which that".split())
_NEW_CLAUSE = re.compile(r"[;:]|\b(?:although|though|while|whereas|but|of which|of whom)\b")
_PARTED = re.compile(r"[,;–—]")
_ASIDE = re.compile(r", (?:which|who|whose|one of)\b")
_GOES_ON = re.compile(r"[^,.;]*, (?!and\b|or\b|but\b|according\b|it\b|he\b|she\b)[a-z]+ ")
"""The words to the next comma, behind which the sentence goes on with its verb."""
_TRAIL = 160
_GOES_ON_WITH = re.compile(
    r"(?: (?:of|with|who|in|at|for|from|on|to|into|near)\b|,? ?[–—-]? ?(?:with|including|among (?:whom|them|which)|"
    r"totall?ing|bringing|raising|leaving|killing|injuring|wounding|up from|down from|compared with)\b)[^.;:!?“”\"]*$"
)
"""Words that go on with what is said rather than begin something of the sentence's own."""
_HAPPENED = frozenset("killed dead injured missing hostage detained displaced protesters troops people".split())
_DAY = 10
# The beginnings of cues that vouch for a number.
_REPORTING = tuple(
    "accord say said tell told report estimat announc confirm stat claim show found find note noting noted add "
    "warn put count record document reveal disclos acknowledg admit insist post tweet wrote writ per quot "
    "identif explain data figure believ think thought reckon suggest predict project expect forecast calculat "
    "clarif answer repl indicat".split()
)
_REACH = 500
_STRETCH = 1024
"""Characters of a stretch by which quotes are found again; most quotes lie in one or two."""
_LATER = re.compile(r"\b(?:hour|day|week|month|year|decade)s? (?:after|before|since)\b")
"""Words that part a day from what was at another time: "signed it Wednesday, two years after a wreck killed 4"."""
_STATING = ("ago", "earlier", "later", "anniversary")


class Surroundings:
    """The times, places and quotes of an article, ready to be asked about a span.

    Args:
        text: The article's text.
        times, places, quotes: What was found in it, in the order of the text.
        home: The country of its outlet (ISO 3166-1 alpha-3): whose money a bare "$" is.
        published: The day of publication: what is said of a day after it holds for no other figure.
    """

    def __init__(
        self,
        text: str,
        times: Sequence[TimeExpression],
        places: Sequence[Place],
        quotes: Sequence[Quote],
        *,
        home: str | None = None,
        published: date | None = None,
    ) -> None:
        self._text = text
        self._published = published
        self._times, self._time_starts = times, [t.span.start for t in times]
        self._places = [p for p in places if p.form == "name"]
        self._place_starts = [p.span.start for p in self._places]
        self._quotes = quotes
        self._contents = _by_stretch([q for q in quotes if _reports(q, text)])
        according = ((q.cue, n) for n, q in enumerate(quotes) if q.cue and _is_according(q.cue, text))
        self._according = sorted((cue.start, cue.end, n) for cue, n in according)
        self._countries = {p.country for p in places if p.country}
        self.rupees = _rupees(places)
        self.dollar = OWN_DOLLAR.get(home or "", "USD")

    def money_of(self, words: Sequence[str]) -> str | None:
        """Return the currency of a word several countries have ("dinars"), where the article names one of them."""
        for table in (BY_COUNTRY[w] for w in words if w in BY_COUNTRY):
            here = {code for country, code in table.items() if country in self._countries}
            return here.pop() if len(here) == 1 else None
        return None

    def masked(self, sentence: Span, lexemes: Sequence[Lexeme]) -> frozenset[int]:
        """Return the lexemes that are part of a date, a clock time or a set, and so count nothing.

        "Two weeks ago" is a date that states a length, and "the sixth anniversary" one that counts.
        """
        out: set[int] = set()
        for time in self._times_in(sentence):
            if time.type != "DURATION" and not time.evidence[0].exact.lower().endswith(_STATING):
                first = bisect_left(lexemes, time.span.start, key=_start)
                out.update(range(first, bisect_left(lexemes, time.span.end, key=_start)))
        return frozenset(out)

    def _times_in(self, span: Span) -> list[TimeExpression]:
        k = max(0, bisect_left(self._time_starts, span.start) - 1)
        out = []
        while k < len(self._times) and self._times[k].span.start < span.end:
            if self._times[k].span.touches(span):
                out.append(self._times[k])
            k += 1
        return out

    def as_of(self, span: Span, sentence: Span, others: Sequence[Span], measure: str) -> AsOf | None:
        """Return the day a figure holds for: "as of Monday", or the only day of its sentence, where it is said of it.

        Args:
            span: The figure.
            sentence: Its sentence.
            others: The other figures of the sentence: a day behind another one is that one's.
            measure: What it measures; only what befell people is dated by its sentence's day.
        """
        sentence = _near(span, sentence)
        dated = [t for t in self._times_in(sentence) if t.value and t.value[0].isdigit()]
        for time in dated:
            before = self._text[max(0, time.span.start - 20) : time.span.start]
            at_end = before.lower().endswith("at ") and _END.match(time.evidence[0].exact)
            if time.type not in ("DATE", "TIME") or self._is_told_of_another(time, span, others):
                continue
            if _AS_OF.search(before) or at_end:
                return AsOf(value=(time.value or "").partition("T")[0], ref=time.id)
        days = [t for t in dated if t.type == "DATE"]
        exact = [t for t in days if len(t.value or "") == _DAY]
        if measure not in _HAPPENED or len({t.value for t in exact}) != 1:
            return None
        day = min(exact, key=lambda t: abs(t.span.start - span.start))
        if _LATER.search(self._text, min(day.span.end, span.end), max(day.span.start, span.start)):
            return None
        following = bisect_right(others, span)
        if following < len(others) and others[following].start < day.span.start:
            return None
        return AsOf(value=day.value or "", ref=day.id)

    def _is_told_of_another(self, time: TimeExpression, span: Span, others: Sequence[Span]) -> bool:
        """Say whether a day to come is that of a later figure in its own clause: "50 are up, with 70 due by 2040"."""
        days = days_of(time.value)
        if self._published is None or days is None or days[1] <= self._published or time.span.start < span.start:
            return False
        following = bisect_right(others, span)
        behind = following < len(others) and others[following].start < time.span.start
        return behind and _PARTED.search(self._text, span.end, time.span.start) is not None

    def place(self, span: Span, sentence: Span) -> str | None:
        """Return the id of the place the sentence says the figure holds for: the nearest one behind "in" or "at"."""
        sentence = _near(span, sentence)
        k = bisect_left(self._place_starts, sentence.start)
        near: list[tuple[int, str]] = []
        # "The ministry in Moscow claimed 200 were killed": not in Moscow; "police in Ranchi" tell of Ranchi
        covering = (q for c, q in self._contents.get(span.start // _STRETCH, ()) if span in c)
        sources = [q.source for q in covering if q.source is not None]
        while k < len(self._places) and self._places[k].span.start < sentence.end:
            place = self._places[k]
            told = any(place.span in s for s in sources) and country_of_seat(place.span.of(self._text)) is not None
            own = place.used_as == "place" and not told
            if own and _AT.search(self._text, max(0, place.span.start - 30), place.span.start):
                # what follows the number is said of it sooner than what stands before
                gap = place.span.start - span.end if place.span.start >= span.end else 2 * (span.start - place.span.end)
                near.append((gap, place.id))
            k += 1
        return min(near)[1] if near else None

    def quote(self, span: Span, sentence: Span) -> str | None:
        """Return the id of the quote that states the figure: its content covers it, or "according to" is said of it.

        Who plans, asks or promises something does not vouch for its numbers; who says, reports or counts does.
        """
        if self._is_aside(span, sentence):
            return None
        covering = [(len(c), q) for c, q in self._contents.get(span.start // _STRETCH, ()) if span in c]
        if covering:
            return self._named(sorted(covering, key=lambda pair: pair[0])).id
        behind = self._behind(span, sentence)
        if behind is not None:
            return behind.id
        first = bisect_left(self._according, sentence.start, key=lambda cue: cue[0])
        last = bisect_left(self._according, sentence.end, key=lambda cue: cue[0])
        said = [n for _, end, n in self._according[first:last] if end <= sentence.end and self._reaches(end, span)]
        return self._quotes[min(said)].id if said else None

    def _behind(self, span: Span, sentence: Span) -> Quote | None:
        """Return the quote whose content the sentence goes on with to the figure, without a clause of its own."""
        best: tuple[int, Quote] | None = None
        stretches = {max(sentence.start, span.start - _TRAIL) // _STRETCH, span.start // _STRETCH}
        for content, quote in (pair for n in stretches for pair in self._contents.get(n, ())):
            told_before = quote.cue is not None and sentence.start <= quote.cue.start < content.start
            if told_before and content.end <= span.start and (best is None or content.end > best[0]):
                best = content.end, quote
        if best is None or span.start - best[0] > _TRAIL:
            return None
        between = self._text[best[0] : span.start]
        parted = _NEW_CLAUSE.search(between) or ", and " in between
        return best[1] if _GOES_ON_WITH.match(between) and not parted else None

    def _named(self, covering: Sequence[tuple[int, Quote]]) -> Quote:
        """Return the narrowest quote, or one around it in which the same speaker is named and is no "it" or "he"."""
        inner = covering[0][1]
        if inner.source is None or inner.source.of(self._text).lower() not in _PRONOUNS:
            return inner
        around = (q for _, q in covering[1:] if inner.speaker in (None, q.speaker) and inner.source in _whole(q))
        return next(around, inner)

    def _reaches(self, cue: int, span: Span) -> bool:
        """Say whether no new clause parts a figure from the "according to" before it."""
        return span.start < cue or _NEW_CLAUSE.search(self._text, cue, span.start) is None

    def _is_aside(self, span: Span, sentence: Span) -> bool:
        """Say whether a figure stands between commas in what is told of somebody by the way: ", which killed six, "."""
        opened = list(_ASIDE.finditer(self._text, sentence.start, span.start))
        if not opened or "," in self._text[opened[-1].end() : span.start]:
            return False
        return _GOES_ON.match(self._text, span.end, sentence.end) is not None


def _whole(quote: Quote) -> Span:
    return Span(min(quote.content).start, max(c.end for c in quote.content))


def _start(lexeme: Lexeme) -> int:
    return lexeme.start


def _near(span: Span, sentence: Span) -> Span:
    """Return what of a sentence may speak of a figure: in a list of thousands, the neighborhood."""
    return Span(max(sentence.start, span.start - _REACH), min(sentence.end, span.end + _REACH))


def _by_stretch(quotes: Sequence[Quote]) -> dict[int, list[tuple[Span, Quote]]]:
    """Return the pieces of content that reach into each stretch of the text, so that no figure looks at all of them."""
    found: dict[int, list[tuple[Span, Quote]]] = defaultdict(list)
    for quote in quotes:
        for piece in quote.content:
            for stretch in range(piece.start // _STRETCH, (piece.end - 1) // _STRETCH + 1):
                found[stretch].append((piece, quote))
    return found


def _reports(quote: Quote, text: str) -> bool:
    """Say whether the cue vouches for a number; words in quotation marks alone do."""
    return quote.cue is None or any(w.startswith(_REPORTING) for w in quote.cue.of(text).lower().split())


def _is_according(cue: Span, text: str) -> bool:
    return cue.of(text).lower().startswith("according")


def _rupees(places: Sequence[Place]) -> str | None:
    """Return the currency "Rs" stands for: India's, or that of the one country with rupees that is named."""
    seen = {p.country for p in places if p.country in RUPEES}
    if not seen or "IND" in seen:
        return "INR"
    return RUPEES[seen.pop() or "IND"] if len(seen) == 1 else None
