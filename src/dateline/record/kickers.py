"""Kickers: the word before a headline that says what sort of piece it is ("Explainer: …"), and tells nothing itself."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.model.article import Article
from dateline.model.span import Span
from dateline.record.reading import RawFacts

_KICKER = re.compile(
    r"(?i)(?:explaine[rd]|(?:news |data )?analysis|opinion|editorial|op-ed|comment(?:ary)?|column|fact ?box|fact file"
    r"|fact[- ]?check(?:ed)?|timeline|profile|q ?& ?a|interview|exclusive|breaking(?: news)?|live(?: updates?| blog)?"
    r"|watch|video|photos?|in (?:pictures|photos)|gallery|podcast|listen|newsletter|feature|special report|insight"
    r"|wrap-?up|update|correct(?:ion|ed)|obituary|quiz|review|background(?:er)?|primer|scoop|developing|just in"
    r"|must[- ]read|long read|key takeaways|takeaways)(?: \d+)?(?=\s?[:|] )"
)


def without_kickers(raw: RawFacts, article: Article) -> RawFacts:
    """Return the raw facts but those read in a kicker: "Explainer" is nobody, and says nothing."""
    found = [_KICKER.match(article.text.content, b.span.start, b.span.end) for b in article.blocks]
    spans = [Span(*m.span()) for m in found if m is not None]
    if not spans:
        return raw

    def elsewhere(span: Span | None) -> bool:
        return span is None or not any(k.touches(span) for k in spans)

    return replace(
        raw,
        names=tuple(n for n in raw.names if elsewhere(n.span)),
        attributions=tuple(a for a in raw.attributions if elsewhere(a.source)),
        events=tuple(e for e in raw.events if elsewhere(e.trigger)),
    )
