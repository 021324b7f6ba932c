"""What an entity is called: its fullest name without titles, and its other names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.model.span import Span
from dateline.record.acronyms import acronyms_of
from dateline.record.clusters import Cluster
from dateline.record.name_debris import AFTER_NAME
from dateline.record.name_edges import ALSO_GIVEN
from dateline.record.neighbors import Places
from dateline.world.offices import honorifics

_SHORTEST = 2


def with_article(names: Iterable[Span], places: Places) -> str | None:
    """Return an outlet's name with the article that is part of it: "reported in The Harbor Times".

    Args:
        names: Where it is named.
        places: The article's tokens.
    """
    for span in names:
        at = places.first(span) - 1
        if at > 0 and places.tokens[at].text == "The" and places.same_sentence(at - 1, at):
            return f"The {' '.join(span.of(places.text).split())}"
    return None


def label_of(cluster: Cluster) -> tuple[str, tuple[str, ...]]:
    """Return the fullest name, without titles, and the others."""
    titled = cluster.type == "person"
    names = list(dict.fromkeys(_untitled(n) if titled else _bare(n) for n in cluster.names))
    acronym = {n for n in names if any(n.replace(".", "").lower() in acronyms_of(m) for m in names if m != n)}
    label = max(names, key=lambda n: (n not in acronym, len(n.split()), not n.isupper(), len(n)))
    return label, tuple(n for n in names if n != label)


def _untitled(name: str) -> str:
    found = name.split()
    while len(found) > 1 and found[0] in honorifics() and not (len(found) == _SHORTEST and found[0] in ALSO_GIVEN):
        found = found[1:]
    while len(found) > _SHORTEST and found[-1].strip(",") in AFTER_NAME:
        found = found[:-1]
    return _bare(" ".join(found))


def _bare(name: str) -> str:
    return re.sub(r"(?:'s|’s|,)$", "", " ".join(name.split()))
