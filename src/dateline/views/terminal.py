"""A record as a person reads it in a terminal: the article's front, then its facts, a table a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dateline.model.article import Article, Cited, Cutting
from dateline.model.record import Record
from dateline.model.span import Span
from dateline.model.statement import Entity, EventDate, EventMention, Figure, Party

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dateline.store import Facets, Hit, SavedSearch, StoryHit

Rows = Sequence[tuple[str, ...]]


def show(record: Record) -> Iterator[RenderableType]:
    """Yield what a console prints for one article: its front matter, then a table for each kind of fact."""
    from rich.table import Table  # noqa: PLC0415 - rich is needed only where a person looks
    from rich.text import Text  # noqa: PLC0415

    yield Text(_title(record.article), style="bold")
    yield Text(_front(record.article), style="dim")
    for name, columns, rows in _tables(record):
        if rows:
            table = Table(*columns, title=f"{name} ({len(rows)})", title_justify="left", expand=True)
            for row in rows:
                table.add_row(*(Text(cell) for cell in row))
            yield table
    for what, why in [*record.article.reasons.items(), *record.reasons]:
        yield Text(f"{what}: {why}", style="yellow")


def show_dropped(cutting: Cutting) -> str:
    """Return one line that counts the stretches of the page that were left out, by what they were taken for."""
    counts: dict[str, int] = {}
    for dropped in cutting.dropped:
        counts[dropped.role] = counts.get(dropped.role, 0) + 1
    return "left out: " + (", ".join(f"{n} {role}" for role, n in sorted(counts.items())) or "nothing")


def summary(page: str, cutting: Cutting, records: Sequence[Record]) -> Iterator[str]:
    """Yield a few lines that say what came out of a page."""
    yield f"\n{page}"
    if not records:
        yield f"  no article: {cutting.reason}"
    for record in records:
        facts = {
            "quotes": record.quotes,
            "figures": record.figures,
            "events": record.events,
            "names": record.entities,
            "places": record.places,
            "times": record.times,
        }
        yield f"  {_title(record.article)}"
        yield f"    {_front(record.article)}"
        yield "    " + ", ".join(f"{len(found)} {kind}" for kind, found in facts.items())
        yield from (f"    {what}: {why}" for what, why in [*record.article.reasons.items(), *record.reasons])
    yield f"  {show_dropped(cutting)}"


def row_line(article: int | None, role: str, words: str, *, path: str | None, why: str) -> str:
    """Return a row of a page as two lines: where it went and its words, then its path and what weighed most."""
    where = "dropped" if article is None else f"article {article}"
    shown = " ".join(words.split())
    shown = shown if len(shown) <= _ROW else shown[: _ROW - 1] + "…"
    return f"{where:<10} {role:<12} {shown}\n{'':<24}{f'{path}  ' if path else ''}{why}"


_ROW = 96
"""Characters of a row that are shown on its line."""


def story_line(line: Mapping[str, Any]) -> str:
    """Return where an article was put, and why, for a person."""
    if "error" in line:
        return f"{line['page']}: {line['error']['message']}"
    return f"{line['story'] or '-':<6} {line['id']}: {line['reason']}"


def hit_lines(hit: Hit, *, name: str | None = None) -> str:
    """Return an article that was found, with the words that matched."""
    article = hit.article
    head = f"{(article.published or 'no date')[:10]:<10}  {article.publisher or article.agency or '':<24}"
    head += f"  {article.headline or ''}\n            {name or article.id}"
    if hit.snippet is None:
        return head
    return f"{head}\n            … {_words(hit.snippet, article.text.content)} …"


def story_lines(found: StoryHit) -> str:
    """Return a story that was found, by its best article."""
    story = found.story
    return hit_lines(found.hit, name=f"{story.id}  {found.found} of {counted(story.articles, 'article')}")


def counted(n: int, what: str) -> str:
    """Return "1 article" or "2 articles"."""
    return f"{n} {what}{'' if n == 1 else 's'}"


def found_line(shown: int, found: Facets, *, what: str) -> str:
    """Return how much was found, and how much of it was printed."""
    if not found.total:
        return "nothing found"
    total = f"{'more than ' if found.more else ''}{counted(found.total, 'article')}"
    return total if shown == found.total and what == "articles" else f"{total} found, {shown} {what} printed"


def saved_line(saved: SavedSearch) -> str:
    """Return a saved search as a line."""
    return f"{saved.name:<24}  {saved.query}"


def _title(article: Article) -> str:
    headline = article.headline.value if article.headline else "(no headline)"
    return f"{headline}  [{article.kind}]"


def _front(article: Article) -> str:
    parts = [("", article.publisher), ("via ", article.aggregator), ("agency ", article.agency)]
    parts += [("from ", article.dateline), ("published ", article.published)]
    said = [f"{before}{cited.value}{_basis(cited)}" for before, cited in parts if cited]
    said += [f"by {', '.join(c.value for c in article.bylines)}"] if article.bylines else []
    return " · ".join(said) or "no front matter"


def _basis(cited: Cited) -> str:
    return f" ({cited.basis})" if cited.precision else ""


def _tables(record: Record) -> Iterable[tuple[str, tuple[str, ...], Rows]]:
    text, names = record.article.text.content, {e.key: e.label for e in record.entities}
    yield "Who", ("name", "role", "country", "sector", "also"), [_who(e) for e in record.entities]
    yield (
        "Quotes",
        ("speaker", "manner", "words"),
        [
            (_speaker(q.speaker, q.source, names, text), q.manner, " … ".join(_words(c, text) for c in q.content))
            for q in record.quotes
        ],
    )
    yield "Figures", ("words", "value", "measure", "of"), [_figure(f, text) for f in record.figures]
    yield (
        "Events",
        ("type", "who", "to or with whom", "when", "where", "is", "words"),
        [_event(e, text) for e in record.events],
    )
    yield "Times", ("words", "value"), [(t.evidence[0].exact, t.value or f"open: {t.reason}") for t in record.times]
    yield (
        "Places",
        ("words", "place", "country"),
        [
            (p.evidence[0].exact, p.name or f"open: {p.reason}", p.country or "")
            for p in record.places
            if p.form == "name"
        ],
    )


def _words(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())


def _who(e: Entity) -> tuple[str, ...]:
    return e.label, e.role or "", e.country or "", e.sector or "", ", ".join(e.aliases)


def _speaker(key: str | None, source: Span | None, names: dict[str, str], text: str) -> str:
    if key in names:
        return names[key]
    return _words(source, text) if source else "not said"


def _figure(f: Figure, text: str) -> tuple[str, ...]:
    return f.evidence[0].exact, bounds(f.low, f.high), f.measure or "", _words(f.of, text) if f.of else ""


def bounds(low: float | None, high: float | None) -> str:
    """Return "59000 or more", "up to 20", "10 to 15" or "12"."""
    if low is not None and high is not None:
        return f"{low:.12g}" if low == high else f"{low:.12g} to {high:.12g}"
    if low is None and high is None:
        return "open"
    return f"{low:.12g} or more" if low is not None else f"up to {high:.12g}"


def _event(e: EventMention, text: str) -> tuple[str, ...]:
    return (
        f"{e.type} {e.mode or ''}".strip(),
        _parties(e.actors, text),
        _parties(e.recipients, text),
        _when(e.date),
        (e.place.name or "") if e.place else "",
        e.factuality,
        _words(e.trigger, text),
    )


def _parties(parties: Sequence[Party], text: str) -> str:
    return ", ".join(f"{_words(p.span, text)}{f' [{p.code}]' if p.code else ''}" for p in parties)


def _when(date: EventDate | None) -> str:
    if date is None:
        return ""
    return date.earliest if date.earliest == date.latest else f"{date.earliest} to {date.latest}"
