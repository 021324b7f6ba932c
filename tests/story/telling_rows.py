"""Rows of small articles of our own, with offsets that hold, for tests of the questions asked of many articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dateline.model.span import Span
from dateline.model.told import ArticleRow, DayRow, EventRow, FigureRow, NameRow, QuoteRow, Told, Who, Words
from dateline.story.sentences import sentences_in


def who(label: str, code: str | None = None, *, identity: str | None = None, **given: Any) -> Who:
    """Return a party, a speaker or a bearer of a name."""
    return Who(label=label, code=code, identity=identity, **given)


@dataclass
class Writer:
    """Writes one article and its rows; every row's words are looked up in the text."""

    id: str
    text: str
    outlet: str = "The Harbor Courier"
    published: str | None = "2025-03-05"
    seen: str = "2025-03-06T08:00:00+00:00"
    story: str = "s1"
    original: str | None = None
    agency: str | None = None
    rows: dict[str, list[Any]] = field(default_factory=lambda: {k: [] for k in ("e", "n", "q", "f", "d")})

    def words(self, exact: str) -> Words:
        """Return the first place where the words stand."""
        at = self.text.index(exact)
        return Words(article=self.id, span=Span(at, at + len(exact)), exact=exact)

    def sentence(self, exact: str) -> Words:
        """Return the sentence the words stand in."""
        at = self.text.index(exact)
        return next(s for s in self.sentences() if s.span.start <= at < s.span.end)

    def sentences(self) -> tuple[Words, ...]:
        """Return the sentences of the text."""
        spans = sentences_in(self.text, Span(0, len(self.text)))
        return tuple(Words(article=self.id, span=s, exact=s.of(self.text)) for s in spans)

    def event(self, trigger: str, type: str, *, event: str, day: str | None = None, **given: Any) -> Writer:
        """Add an event."""
        dated = {"earliest": day, "latest": day, "precision": "day", "basis": "text"} if day else {}
        quad, intensity = {"CONSULT": (1, 2.5), "ASSAULT": (4, -9.0), "ACCUSE": (3, -2.0), "AID": (2, 7.0)}[type]
        row = {"quad": quad, "intensity": intensity, "confidence": 0.9} | dated | given
        words, n = self.words(trigger), len(self.rows["e"])
        self.rows["e"].append(
            EventRow(
                id=f"{self.id}-e{n}", type=type, trigger=words, sentence=self.sentence(trigger), event=event, **row
            )
        )
        return self

    def name(self, exact: str, bearer: Who, form: str = "name") -> Writer:
        """Add a name."""
        row = NameRow(id=f"{self.id}-n{len(self.rows['n'])}", who=bearer, words=self.words(exact), form=form)
        self.rows["n"].append(row)
        return self

    def quote(self, exact: str, speaker: Who | None, *, marked: bool = True) -> Writer:
        """Add something said; the words are given without quotation marks."""
        words = self.words(exact)
        row = QuoteRow(
            id=f"{self.id}-q{len(self.rows['q'])}",
            article=self.id,
            manner="direct" if marked else "indirect",
            content=(words,),
            marked=(words,) if marked else (),
            speaker=speaker,
        )
        self.rows["q"].append(row)
        return self

    def figure(self, exact: str, low: float, *, as_of: str, authority: str, measure: str = "killed") -> Writer:
        """Add a figure."""
        row = FigureRow(
            id=f"{self.id}-f{len(self.rows['f'])}",
            words=self.words(exact),
            sentence=self.sentence(exact),
            low=low,
            high=low,
            as_of=as_of,
            dated=True,
            measure=measure,
            authority=Who(label=authority),
        )
        self.rows["f"].append(row)
        return self

    def day(self, exact: str, value: str) -> Writer:
        """Add a day that the text names."""
        row = DayRow(
            id=f"{self.id}-d{len(self.rows['d'])}",
            value=value,
            words=self.words(exact),
            sentence=self.sentence(exact),
        )
        self.rows["d"].append(row)
        return self

    def article(self) -> ArticleRow:
        """Return the article's own row."""
        return ArticleRow(
            id=self.id,
            outlet=self.outlet,
            seen=self.seen,
            story=self.story,
            original=self.original or self.id,
            published=self.published,
            agency=self.agency,
            url=f"https://{self.outlet.lower().replace(' ', '')}.example/{self.id}",
            headline=f"As {self.outlet} has it",
            sentences=self.sentences(),
        )


def told_by(*writers: Writer) -> Told:
    """Return what these articles say."""
    return Told(
        articles=tuple(w.article() for w in writers),
        events=tuple(r for w in writers for r in w.rows["e"]),
        names=tuple(r for w in writers for r in w.rows["n"]),
        quotes=tuple(r for w in writers for r in w.rows["q"]),
        figures=tuple(r for w in writers for r in w.rows["f"]),
        days=tuple(r for w in writers for r in w.rows["d"]),
    )


def reads_back(told_rows: Told, words: Words, *writers: Writer) -> bool:
    """Say whether words stand in their article where they are said to stand."""
    text = next(w.text for w in writers if w.id == words.article)
    return words.article in told_rows.by_id and words.span.of(text) == words.exact
