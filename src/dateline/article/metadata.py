"""What a page's markup says about the page: meta tags, schema.org JSON-LD, time elements, links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

_ARTICLE_TYPES: Final = re.compile(r"(?:Article|Posting|Report|Review|Recipe|Liveblog)$", re.I)
_KEPT: Final = ("headline", "alternativeHeadline", "description", "articleBody", "datePublished", "dateCreated",
                "dateModified", "articleSection", "inLanguage")  # fmt: skip


class TimeElement(NamedTuple):
    """A time element: its datetime value, the number of the row it stood in, and whether it says it is of a change."""

    value: str
    row: int
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head and the structured data say; every value as it stands there.

    Args:
        meta: Meta tags by name, property or itemprop, lower case; the first of a name wins.
        linked: Fields of the first schema.org article: headline, articleBody, datePublished, …
        authors: Names of persons that the structured data calls authors.
        publisher: The publisher's name in the structured data.
        free: What the structured data says about isAccessibleForFree.
        times: The time elements.
        title, language, canonical: Of the title element, the html element, the canonical link.
        noscript: What the page says to readers without scripts.
        scripts: How many characters of scripts the page carries.
    """

    meta: Mapping[str, str] = field(default_factory=dict)
    linked: Mapping[str, str] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    free: bool | None = None
    times: tuple[TimeElement, ...] = ()
    title: str | None = None
    language: str | None = None
    canonical: str | None = None
    noscript: str = ""
    scripts: int = 0

    def first(self, *names: str) -> str | None:
        """Return the first meta tag of these names that says anything."""
        return next((self.meta[n] for n in names if self.meta.get(n)), None)


@dataclass(frozen=True, slots=True)
class Linked:
    """What the JSON-LD of a page says about its article."""

    fields: Mapping[str, str] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    free: bool | None = None


def read_linked(scripts: list[str]) -> Linked:
    """Read the JSON-LD scripts of a page; a script that is no JSON says nothing."""
    things = [thing for script in scripts for thing in _things(_loaded(script))]
    names = {str(t["@id"]): _name(t) for t in things if "@id" in t and _name(t)}
    articles = [t for t in things if _is_article(t)]
    if not articles:
        return Linked(publisher=next((_name(t) for t in things if "Organization" in str(t.get("@type"))), None))
    # The fullest description is the page's own; teasers of other articles carry a headline and a link at most.
    best = max(articles, key=lambda t: (sum(1 for k in _KEPT if t.get(k)), -articles.index(t)))
    fields = {k: _plain(best[k]) for k in _KEPT if _plain(best.get(k))}
    authors = tuple(dict.fromkeys(_people(best.get("author") or best.get("creator"), names)))
    free = best.get("isAccessibleForFree")
    return Linked(
        fields,
        authors,
        next(iter(_people(best.get("publisher"), names)), None),
        None if free is None else str(free).lower() == "true",
    )


def _loaded(script: str) -> Any:
    script = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every JSON object, outer ones first, without recursion: nesting is the page's to choose."""
    queue = [data]
    for item in queue:
        if isinstance(item, dict):
            yield item
            queue.extend(v for v in item.values() if isinstance(v, dict | list))
        elif isinstance(item, list):
            queue.extend(v for v in item if isinstance(v, dict | list))


def _is_article(thing: Mapping[str, Any]) -> bool:
    kinds = thing.get("@type")
    return any(isinstance(k, str) and _ARTICLE_TYPES.search(k) for k in (kinds if isinstance(kinds, list) else [kinds]))


def _people(value: Any, names: Mapping[str, str]) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and not item.startswith("http"):
            yield item.strip()
        elif isinstance(item, dict):
            name = _name(item) or names.get(str(item.get("@id")), "")
            if name:
                yield name


def _name(thing: Mapping[str, Any]) -> str:
    name = thing.get("name")
    if isinstance(name, list):
        name = name[0] if name else ""
    return " ".join(name.split()) if isinstance(name, str) else ""


def _plain(value: Any) -> str:
    if isinstance(value, list):
        value = next((v for v in value if isinstance(v, str)), "")
    return value.strip() if isinstance(value, str) else ""
