"""Pull quotes: words set apart in the middle of an article that somebody says elsewhere in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from dateline.model.article import Article
from dateline.model.span import Span
from dateline.record.reading import RawAttribution

_FEWEST = 4
"""So many words at least are repeated on purpose: "Not at all" may be said by two."""
_WORD = re.compile(r"\w+(?:[’']\w+)*")


def find_echoes(attributions: Sequence[RawAttribution], article: Article) -> Mapping[int, int]:
    """Return which attributions are pull quotes, by number, and of which others they repeat the words.

    A pull quote has no source, fills its block, and all its words stand in a row in what somebody is named for saying,
    or at least in a longer paragraph.

    Args:
        attributions: All attributions of the article.
        article: The article in blocks.
    """
    text = article.text.content
    starts = [b.span.start for b in article.blocks]
    said = [" ".join(_words(a.content, text)) for a in attributions]

    def is_alone(a: RawAttribution) -> bool:
        block = article.blocks[bisect_right(starts, min(a.content).start) - 1].span
        return len(_words(a.content, text)) == len(_words((block,), text))

    own = [a.source is not None or not is_alone(a) for a in attributions]
    # One long string to search, with those first whose source is known.
    order = sorted((n for n, mine in enumerate(own) if mine), key=lambda n: (attributions[n].source is None, n))
    ends = list(accumulate(len(said[n]) + 3 for n in order))
    all_said = "".join(f" {said[n]} \n" for n in order)
    out: dict[int, int] = {}
    for n, echo in enumerate(said):
        if not own[n] and echo.count(" ") + 1 >= _FEWEST and (at := all_said.find(f" {echo} ")) >= 0:
            out[n] = order[bisect_right(ends, at)]
    return out


def _words(spans: Sequence[Span], text: str) -> list[str]:
    return [w.lower().replace("’", "'") for s in spans for w in _WORD.findall(text, s.start, s.end)]
