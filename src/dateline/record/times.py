"""Time expressions of an article (TimeML TIMEX3): found by a grammar, given values by the day of writing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.model.article import Article
from dateline.model.span import Span
from dateline.model.statement import TimeExpression
from dateline.record.grammar import OTHER
from dateline.record.lexemes import Lexeme, lexemes_of, word_at
from dateline.record.timex import clock, dates, fiscal, lengths, periods, relative
from dateline.record.timex.named import named
from dateline.record.timex.reading import APOSTROPHES, Expression, Found, Reader
from dateline.record.timex.rules import GRAMMAR
from dateline.record.timex.spans import with_years
from dateline.record.timex.vocabulary import MONTHS, UNITS, class_of
from dateline.record.tokens import Tokens

READERS: Mapping[str, Reader] = {
    "clock_day": clock.clock_on_day,
    "clock": clock.clock,
    "part_of_day": clock.part_of_day,
    "weekday_date": dates.month_and_day,
    "day_range": dates.day_range,
    "week_of": dates.week_of,
    "month_day": dates.month_and_day,
    "day_month": dates.month_and_day,
    "iso": dates.iso,
    "slashed": dates.slashed,
    "month_relative": dates.month_of_year,
    "month_year": dates.month_alone,
    "year_edge": periods.year_edge,
    "quarter": periods.quarter,
    "fiscal_quarter": fiscal.fiscal_quarter,
    "fiscal": fiscal.fiscal,
    "fiscal_now": fiscal.fiscal_now,
    "season": periods.season,
    "decade": periods.decade,
    "tens": periods.tens,
    "century": periods.century,
    "anniversary": relative.anniversary,
    "ago": relative.ago,
    "unit_end": relative.unit_end,
    "from_now": relative.from_now,
    "after_next": relative.after_next,
    "span_to_now": lengths.span_to_now,
    "set_every": lengths.every,
    "day_before": relative.day_before,
    "relative_edge": relative.edge,
    "relative": relative.relative,
    "relative_units": lengths.relative_units,
    "relday": relative.day_by_name,
    "weekday_part": relative.weekday_part,
    "weekday": dates.weekday,
    "weekdays": lengths.weekdays,
    "weekend": relative.weekend,
    "compound": lengths.compound,
    "duration_range": lengths.duration_range,
    "a_half": lengths.a_half,
    "often": lengths.often,
    "duration": lengths.duration,
    "long": lengths.long,
    "some_units": lengths.some_units,
    "set": lengths.repeated,
    "these_days": lengths.these_days,
    "now": relative.now,
    "lately": relative.lately,
    "future": relative.future,
    "past": relative.the_past,
    "noon": clock.clock,
    "year": periods.year,
}
"""What reads each rule of the grammar."""

# Read after the days of their sentence are known.
_LATE = frozenset({"clock", "noon", "anniversary"})
# A dateline may be a few days older than the page; further back it is another story's.
_NEAR = timedelta(days=7)
# Countries with a national day of a name that others share, or with a financial year of their own, and words that
# speak of them.
_COUNTRY_WORDS = {
    "IND": ("India", "Indian", "Delhi", "DELHI", "Mumbai", "MUMBAI", " crore", " lakh", "Rs "),
    "PAK": ("Pakistan", "Islamabad", "ISLAMABAD"),
    "USA": ("United States", "American", "U.S.", "US ", "WASHINGTON", "Washington"),
    "GBR": ("Britain", "British", "London", "LONDON"),
    "JPN": ("Japan", "Tokyo", "TOKYO"),
    "AUS": ("Australia", "Canberra", "CANBERRA"),
    "EGY": ("Egypt", "Cairo", "CAIRO"),
    "BGD": ("Bangladesh", "Dhaka"),
    "UKR": ("Ukrain", "Kyiv"),
    "TUR": ("Turkey", "Turkish", "Ankara", "Türkiye"),
    "RUS": ("Russia", "Moscow"),
    "LBN": ("Leban", "Beirut"),
    "JOR": ("Jordan", "Amman"),
}


def publication_day(article: Article) -> date | None:
    """Return the day an article was published, if its front matter says it to the day."""
    if article.published is None:
        return None
    try:
        return date.fromisoformat(article.published.value[:10])
    except ValueError:
        return None


def find_times(tokens: Tokens, *, published: date | None) -> tuple[TimeExpression, ...]:
    """Find the time expressions of an article and say what each means.

    Args:
        tokens: The article's sentences.
        published: The day of publication; without it what counts from it has no value, with a reason.

    Returns:
        In the order of the text. A value is None only with a reason.
    """
    article, focus = tokens.article, None
    text = article.text.content
    countries = _countries_of(text) if " Day" in text or "fiscal" in text or "financial year" in text else {}
    sentences = [lexemes_of(text, sentence.span) for sentence in tokens.sentences]
    anchor = _anchor(sentences[:2], published)
    out = []
    before: dict[str, str] = {}
    for lexemes in sentences:
        for one in _sentence(lexemes, anchor, focus, countries):
            found = _said_again(one, lexemes, before)
            out.append(_statement(article, lexemes, found))
            if found.type in ("DATE", "TIME") and found.value and found.value[0].isdigit():
                focus = found.value
    return tuple(out)


def _said_again(found: Found, lexemes: Sequence[Lexeme], before: dict[str, str]) -> Found:
    """Return a time, "the previous week" said again as the week it was: it goes back from a day named, not from itself.

    Args:
        found: The time.
        lexemes: The lexemes of its sentence.
        before: What such words meant since a day was last named; kept up here.
    """
    words = " ".join(x.text for x in lexemes[found.start : found.end]).removeprefix("the ")
    if not words.startswith(("previous ", "preceding ")):
        if found.value and found.value[0].isdigit():
            before.clear()
        return found
    return replace(found, value=before.setdefault(words, found.value)) if found.value else found


def _countries_of(text: str) -> Mapping[str, int]:
    """Return how often words speak of each country whose days or years differ from others'."""
    return {iso3: sum(text.count(w) for w in words) for iso3, words in _COUNTRY_WORDS.items()}


def _anchor(sentences: Sequence[Sequence[Lexeme]], published: date | None) -> date | None:
    """Return the day the article was written: its dateline's, where that is a few days older than the publication."""
    if published is None:
        return None
    for lexemes in sentences:
        for found in _sentence(lexemes[:14], published, None, {}):
            after = lexemes[found.end].text if found.end < len(lexemes) else ""
            if (
                found.type == "DATE"
                and len(found.value or "") == 10
                and after in ("(", "-", "–", "—", "_", "")
                and found.start > 0
            ):
                day = date.fromisoformat(found.value or "")
                return day if timedelta(0) <= published - day <= _NEAR else published
    return published


def _sentence(
    lexemes: Sequence[Lexeme], anchor: date | None, focus: str | None, countries: Mapping[str, int]
) -> list[Found]:
    """Read the expressions of one sentence, in order."""
    tags = GRAMMAR.tags(lexemes, class_of)
    tags = _as_used(_without_full_stops(tags, lexemes), lexemes)
    special = list(named(lexemes, anchor, countries))
    taken = {k for f in special for k in range(f.start, f.end)}
    country = max(countries, key=lambda c: countries[c]) if any(countries.values()) else ""
    out, late = list(special), []
    for hit in GRAMMAR.hits(tags):
        if hit.rule not in READERS or any(k in taken for k in range(hit.start, hit.end)):
            continue
        x = Expression(lexemes, hit.start, hit.end, anchor, focus, country=country)
        if hit.rule in _LATE:
            late.append((hit.rule, x))
            continue
        found = READERS[hit.rule](x)
        if found is None:
            continue
        out.append(found)
        out.extend((*_more_days(x, found), *_day_before(x, found), *_last_year(x, found)))
        if found.type == "DATE" and found.value and found.value[0].isdigit():
            focus = found.value
    for rule, x in late:
        found = READERS[rule](replace(x, day=_nearest_day(out, x)))
        if found:
            out.append(found)
    return with_years(sorted(out, key=lambda f: f.start), lexemes)


def _without_full_stops(tags: str, lexemes: Sequence[Lexeme]) -> str:
    """Keep a dot in the grammar only behind an abbreviation ("Aug."), so that no expression runs over a full stop."""
    dot = GRAMMAR.char["dot"]
    if dot not in tags:
        return tags
    return "".join(OTHER if c == dot and not (k and _abbreviated(lexemes, k)) else c for k, c in enumerate(tags))


_OF_A_TIME = frozenset("the this these in over during within for each every".split())
_BEFORE_A_SHORT_YEAR = frozenset(MONTHS) | {",", "."}
_AFTER_A_SHORT_YEAR = frozenset("in at on and to by for with from until when where".split())


def _as_used(tags: str, lexemes: Sequence[Lexeme]) -> str:
    """Keep words in the grammar only where they are of time.

    "Following Wednesday's vote" and "the first coming two years after" tell of no next one, and an apostrophe belongs
    to a date only before its year: "Oct. 23, '16".
    """
    out = list(tags)
    for k, x in enumerate(lexemes):
        if x.text in ("following", "coming"):
            plain = x.text == "coming" and word_at(lexemes, k + 1) in UNITS
            if not plain and word_at(lexemes, k - 1) not in _OF_A_TIME:
                out[k] = OTHER
        elif x.text in APOSTROPHES and not _opens_year(lexemes, k):
            out[k] = OTHER
    return "".join(out)


def _opens_year(lexemes: Sequence[Lexeme], k: int) -> bool:
    """Say whether an apostrophe stands for the century of the year that follows a day or month."""
    if k == 0 or k + 1 >= len(lexemes) or lexemes[k + 1].start != lexemes[k].end:
        return False
    before, year = lexemes[k - 1], lexemes[k + 1]
    after = lexemes[k + 2] if k + 2 < len(lexemes) else None
    dated = before.kind in ("number", "ordinal") or before.text in _BEFORE_A_SHORT_YEAR
    closed = after is None or after.kind == "mark" or after.text in _AFTER_A_SHORT_YEAR
    return dated and closed and year.text.isdigit() and len(year.text) == len("16")


def _abbreviated(lexemes: Sequence[Lexeme], k: int) -> bool:
    return (
        lexemes[k].start == lexemes[k - 1].end
        and len(lexemes[k - 1].text) in (3, 4)
        and lexemes[k - 1].text not in ("may", "june", "july")
    )


def _nearest_day(found: Sequence[Found], x: Expression) -> str | None:
    """Return the day of the sentence that stands nearest to an expression."""
    days = [f for f in found if f.type in ("DATE", "TIME") and f.value and len(f.value) >= 10 and f.value[4] == "-"]
    nearest = min(days, key=lambda f: abs(f.start - x.start), default=None)
    return nearest.value[:10] if nearest and nearest.value else None


def _more_days(x: Expression, found: Found) -> Iterator[Found]:
    """Yield the further days of a list: "April 24 and 25", "March 3 to 5"."""
    k, month = found.end, x.month()
    if month is None or not found.value or len(found.value) != 10 or x.year() is not None:
        return
    while k + 1 < len(x.lexemes) and x.lexemes[k].text in ("and", "to", ",", "or"):
        day, after = x.lexemes[k + 1], x.lexemes[k + 2] if k + 2 < len(x.lexemes) else None
        number = int(day.value or 0)
        closed = (
            after is None
            or after.kind == "mark"
            or after.text in ("and", "to", "in", "at", "on", "for", "the", "with", "as", "or", "when")
        )
        if not (day.text.isdigit() and len(day.text) <= 2 and 1 <= number <= 31 and closed):
            return
        yield Found("DATE", f"{found.value[:8]}{number:02}", k + 1, k + 2)
        k += 2


def _day_before(x: Expression, found: Found) -> Iterator[Found]:
    """Yield the day that begins a range told day first: "from 10 to 15 June", "between 3 and 7 May"."""
    k, value = found.start, found.value or ""
    if k < 3 or found.type != "DATE" or len(value) != 10 or not x.own[0].text.isdigit():
        return
    whence, number, till = x.lexemes[k - 3 : k]
    pair = (whence.text, till.text) in (("from", "to"), ("from", "until"), ("from", "till"), ("between", "and"))
    if pair and number.text.isdigit() and 1 <= int(number.text) < int(value[8:]):
        yield Found("DATE", f"{value[:8]}{int(number.text):02}", k - 2, k - 1)


def _last_year(x: Expression, found: Found) -> Iterator[Found]:
    """Yield the second year of "1974-77", of which the first was read by itself."""
    if found.end != found.start + 1 or x.end != x.start + 3 or not (found.value or "").isdigit():
        return
    last, first = x.own[2], int(found.value or 0)
    if last.text.isdigit() and len(last.text) == 2 and int(last.text) > first % 100:
        yield Found("DATE", f"{first // 100}{last.text}", x.start + 2, x.end)


def _statement(article: Article, lexemes: Sequence[Lexeme], found: Found) -> TimeExpression:
    span = Span(lexemes[found.start].start, lexemes[found.end - 1].end)
    return TimeExpression(
        article=article.id,
        evidence=(article.text.cite(span),),
        type=found.type,
        value=found.value,
        reason=found.reason,
        confidence=1.0 if found.value and not found.reason else 0.6,
    )
