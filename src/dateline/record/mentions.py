"""Mentions: the names, noun phrases and pronouns of an article that can speak or act."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.model.article import Article
from dateline.model.span import Span
from dateline.model.statement import EntityType, Mention, MentionForm
from dateline.record.defined import defined_names, defined_offices
from dateline.record.name_edges import mended, with_seats, without_article
from dateline.record.nominals import phrases
from dateline.record.reading import RawFacts, RawName
from dateline.record.repeats import apposed_names, repeated_names
from dateline.record.source_names import names_of_sources
from dateline.record.source_phrases import source_phrases
from dateline.record.surnames import with_surnames
from dateline.record.tokens import Sentence, Tokens

PRONOUNS: dict[str, EntityType] = {
    **dict.fromkeys("i me he him his she her himself herself".split(), "person"),
    **dict.fromkeys("we us they them".split(), "group"),
    "it": "other",
}
"""Pronouns that can stand for a speaker or an actor; "his" and "her" too, as in "his view is that"."""


def find_mentions(tokens: Tokens, raw: RawFacts) -> tuple[Mention, ...]:
    """Return the mentions of an article in the order of its text; none is linked to an entity yet."""
    article = tokens.article
    found: list[Mention] = []
    names = with_surnames(_names(tokens, raw), article.text.content)
    names = names_of_sources(tokens.sentences, names, raw.attributions)
    names = sorted([*names, *apposed_names(tokens.sentences, names)], key=lambda n: n.span)
    names = repeated_names(tokens.sentences, names, article.text.content)
    offices = list(defined_offices(article.text.content, tokens.sentences))
    names = [n for n in names if not any(o.touches(n.span) for o in offices)]
    found.extend(_mention(article, n.span, "name", n.type, n.score) for n in names)
    at = 0
    for sentence in tokens.sentences:
        while at < len(names) and names[at].span.end <= sentence.span.start:
            at += 1
        inside = [n for n in names[at : at + len(sentence.tokens)] if n.span.start < sentence.span.end]
        found.extend(_noun_phrases(article, sentence, inside))
        found.extend(_pronouns(article, sentence))
    found.sort(key=lambda m: (m.span, m.form))
    spoken = source_phrases(tokens.sentences, found, names, raw.attributions, article.text.content)
    found.extend(_mention(article, span, "nominal", kind, 0.7) for span, kind in list(spoken))
    return tuple(sorted(found, key=lambda m: (m.span, m.form)))


def _names(tokens: Tokens, raw: RawFacts) -> list[RawName]:
    """Return the reader's names, put right sentence by sentence."""
    names, out, at = _told_alike(tokens.article, sorted(raw.names, key=lambda n: n.span)), [], 0
    for sentence in tokens.sentences:
        first = at
        while at < len(names) and names[at].span.start < sentence.span.end:
            at += 1
        out += mended(sentence, names[first:at])
    text = tokens.article.text.content
    defined = list(defined_names(text, tokens.sentences))
    out = [without_article(n, text) for n in with_seats(out + names[at:], text)]
    letters = {d.span.of(text) for d in defined if " " not in d.span.of(text)}
    out = [replace(n, type="organization") if n.span.of(text) in letters else n for n in out]
    return sorted([n for n in out if not any(d.span.touches(n.span) for d in defined)] + defined, key=lambda n: n.span)


def _told_alike(article: Article, names: Sequence[RawName]) -> list[RawName]:
    """Return the names, those of the headline as what the story under it takes them for: "Amazon land defenders"."""
    text, heads = article.text.content, [b.span for b in article.blocks if b.role == "headline"]
    above = {n.span for n in names if any(n.span in head for head in heads)}
    told: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for n in names:
        if n.span not in above:
            told[n.span.of(text)][n.type] += 1
    types = {n.span: told[n.span.of(text)] for n in names if n.span in above and n.span.of(text) in told}
    return [
        replace(n, type=t.most_common(1)[0][0]) if (t := types.get(n.span)) and n.type not in t else n for n in names
    ]


def _mention(article: Article, span: Span, form: MentionForm, kind: EntityType, confidence: float) -> Mention:
    return Mention(article=article.id, evidence=(article.text.cite(span),), form=form, type=kind, confidence=confidence)


def _noun_phrases(article: Article, sentence: Sentence, names: Sequence[RawName]) -> Iterator[Mention]:
    inside: list[RawName | None] = [None] * len(sentence.tokens)
    starts = [t.start for t in sentence.tokens]
    # Backwards, so that of two names over one token the first has it.
    for name in reversed(names):
        first, last = bisect_left(starts, name.span.start), bisect_left(starts, name.span.end)
        inside[first:last] = [name] * (last - first)
    for phrase in phrases(sentence.tokens, inside):
        span = Span(sentence.tokens[phrase.start].start, sentence.tokens[phrase.end - 1].end)
        yield _mention(article, span, "nominal", phrase.type, 0.8)


def _pronouns(article: Article, sentence: Sentence) -> Iterator[Mention]:
    for token in sentence.tokens:
        kind = PRONOUNS.get(token.text.lower())
        if kind is not None and token.text not in ("US", "IT"):
            yield _mention(article, Span(token.start, token.end), "pronoun", kind, 0.9)
