"""Who "the mayor", "the ministry", "he" and "they" are: noun phrases and pronouns joined to names, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dateline.model.span import Span
from dateline.model.statement import Mention
from dateline.record.antecedents import Antecedents
from dateline.record.clusters import Cluster
from dateline.record.descriptions import Descriptions
from dateline.record.joining import join_acronyms, join_coming
from dateline.record.links import Links
from dateline.record.neighbors import Places
from dateline.record.tokens import Tokens


def link(
    tokens: Tokens,
    mentions: Sequence[Mention],
    places: Places,
    clusters: list[Cluster],
    *,
    sources: Iterable[Span] = (),
    published: date | None = None,
) -> Links:
    """Link every noun phrase and pronoun that can be linked, and say why where one cannot.

    Args:
        tokens: The article's tokens.
        mentions: Its mentions in the order of the text.
        places: Its tokens and names.
        clusters: The clusters of its names; noun phrases add theirs.
        sources: The words that something is attributed to.
        published: The day of publication, which decides who holds an office.
    """
    links = Links(tokens, mentions, places, clusters, sources, published=published)
    descriptions, antecedents = Descriptions(links), Antecedents(links)
    join_acronyms(links)
    for number, mention in enumerate(mentions):
        if mention.form == "nominal":
            descriptions.link(number)
        elif mention.form == "pronoun":
            antecedents.link(number)
    join_coming(links)
    return links
