"""What the JSON-LD of a page says about its article: schema.org objects of all kinds, graphs and broken scripts too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Final

_ARTICLES: Final = re.compile(r"(?:Article|Posting|Report|Review|Recipe|Liveblog)$", re.I)
# What dates a page that describes itself as no article: its own day, or that of the recording it shows.
_FEWEST: Final = 4
_PAGES: Final = re.compile(r"(?:WebPage|ItemPage)$", re.I)
_OTHERS: Final = re.compile(
    r"(?:WebPage|ItemPage|CreativeWork|VideoObject|AudioObject|Episode|Clip|MediaObject)$", re.I
)
_KEPT: Final = ("headline", "alternativeHeadline", "description", "articleBody", "datePublished", "dateCreated",
                "dateModified", "articleSection", "inLanguage")  # fmt: skip
_FIELD: Final = re.compile(
    r"\"(headline|datePublished|dateCreated|dateModified|articleSection|inLanguage)\"\s*:\s*\"((?:[^\"\\\n]|\\.)*)\""
)
_COMMA: Final = re.compile(r",(?=\s*[}\]])")
_OPENS: Final = re.compile(r"(?://)?\s*(?:<!--|<!\[CDATA\[)")
_COMPANY: Final = re.compile(r"Organization|Corporation|Brand|Service", re.I)


@dataclass(frozen=True, slots=True)
class Linked:
    """What the JSON-LD of a page says about its article.

    Args:
        fields: Its fields as they stand there: headline, articleBody, datePublished, …; pagePublished is the day that a
            description of the page gives, not of the article.
        authors: Names of those it calls authors, organizations left aside.
        credited: Names of organizations it calls authors or sources.
        publisher: The publisher's name.
        free: What it says about isAccessibleForFree.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    credited: tuple[str, ...] = ()
    publisher: str | None = None
    free: bool | None = None


def read_linked(scripts: list[str], *, url: str | None = None, title: str | None = None) -> Linked:
    """Read the JSON-LD scripts of a page.

    Args:
        scripts: Their contents; of a script that is no JSON, single fields are read.
        url: The address the page gives itself, to tell its own article from others described there.
        title: Its title, for the same.
    """
    things = [thing for script in scripts for thing in _things(_loaded(script))]
    named = {str(t["@id"]): t for t in things if "@id" in t and _name(t)}
    articles = [t for t in things if _is(t, _ARTICLES)]
    others = [t for t in things if _is(t, _OTHERS) and not _is(t, _ARTICLES)]
    page = _page_day(others, title)
    if not articles:
        return Linked(page, publisher=next((_name(t) for t in things if "Organization" in str(t.get("@type"))), None))
    best = _best(articles, url, title)
    fields = {k: _plain(best[k]) for k in _KEPT if _plain(best.get(k))} | page
    written = [*_parties(best.get("author"), named), *_parties(best.get("creator"), named)]
    sources = [*_parties(best.get("sourceOrganization"), named), *_parties(best.get("provider"), named)]
    free = best.get("isAccessibleForFree")
    return Linked(
        fields,
        tuple(dict.fromkeys(name for name, company in written if not company)),
        tuple(dict.fromkeys(name for name, company in [*written, *sources] if company)),
        next((name for name, _ in _parties(best.get("publisher"), named)), None),
        None if free is None else str(free).lower() == "true",
    )


def _best(things: list[dict[str, Any]], url: str | None, title: str | None) -> dict[str, Any]:
    """Return the page's own: the one with its address or title, else the fullest; teasers say a headline and a link."""
    at, words = _address(url), _words(title)

    def rank(thing: dict[str, Any]) -> tuple[bool, int]:
        ours = bool(at) and at in {_address(_link(thing.get(k))) for k in ("url", "mainEntityOfPage", "@id")}
        own = ours or _is_called(thing, words)
        return own and bool(thing.get("datePublished")), sum(1 for k in _KEPT if thing.get(k))

    return max(things, key=rank)


def _is_called(thing: Mapping[str, Any], title: list[str]) -> bool:
    """Say whether a thing has the page's title, but for the site's name behind it."""
    said = _words(_plain(thing.get("headline")) or _name(thing))
    return len(said) >= _FEWEST and title[: len(said)] == said


def _page_day(things: list[dict[str, Any]], title: str | None) -> dict[str, str]:
    """Return the day of the page itself, or of a recording that has its title: pages show recordings of all days."""
    for thing in things:
        recorded = not _is(thing, _PAGES)
        said = _plain(thing.get("datePublished")) or _plain(thing.get("uploadDate"))
        if said and not (recorded and not _is_called(thing, _words(title))):
            return {"pagePublished": said}
    return {}


def _address(url: str | None) -> str:
    return re.sub(r"^https?://(?:www\.|m\.)?|[#?].*$|/$", "", url).lower().rstrip("/") if url else ""


def _words(text: str | None) -> list[str]:
    return re.findall(r"\w+", (text or "").lower())


def _link(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else None


def _bare(script: str) -> str:
    """Return a script without the comment or section that templates hide it in, and without a closing semicolon."""
    text = script.strip()
    opening = _OPENS.match(text)
    text = text[opening.end() :] if opening else text
    for mark in ("-->", "]]>"):
        text = text.removesuffix(mark).rstrip().removesuffix("//").rstrip()
    return text.removesuffix(";").strip()


def _loaded(script: str) -> Any:
    bare = _bare(script)
    for mend in (str, lambda text: _COMMA.sub("", unescape(text))):
        try:
            return json.loads(mend(bare), strict=False)
        except (ValueError, RecursionError):
            continue
    fields: dict[str, Any] = {}
    for m in _FIELD.finditer(script):
        fields.setdefault(m[1], m[2])
    return fields | {"@type": "Article"} if fields and _ARTICLES.search(_kind(script)) else None


def _kind(script: str) -> str:
    """Return the first kind of article that a broken script names."""
    kinds = re.findall(r"\"@type\"\s*:\s*\[?\s*\"([^\"]+)\"", script)
    return next((k for k in kinds if _ARTICLES.search(k)), "")


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every JSON object, outer ones first, without recursion: nesting is the page's to choose."""
    queue = [data]
    for item in queue:
        if isinstance(item, dict):
            yield item
            queue.extend(v for v in item.values() if isinstance(v, dict | list))
        elif isinstance(item, list):
            queue.extend(v for v in item if isinstance(v, dict | list))


def _is(thing: Mapping[str, Any], kinds: re.Pattern[str]) -> bool:
    said = thing.get("@type")
    return any(isinstance(k, str) and kinds.search(k) for k in (said if isinstance(said, list) else [said]))


def _parties(value: Any, named: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, bool]]:
    """Yield the names of persons and organizations, each with whether it is said to be the latter."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and not item.startswith("http"):
            yield unescape(item).strip(), False
        elif isinstance(item, dict):
            thing = item if _name(item) else named.get(str(item.get("@id")), {})
            if _name(thing):
                yield _name(thing), _COMPANY.search(str(thing.get("@type"))) is not None


def _name(thing: Mapping[str, Any]) -> str:
    name = thing.get("name")
    if isinstance(name, list):
        name = name[0] if name else ""
    return " ".join(unescape(name).split()) if isinstance(name, str) else ""


def _plain(value: Any) -> str:
    if isinstance(value, list):
        value = next((v for v in value if isinstance(v, str)), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return unescape(value).strip() if isinstance(value, str) else ""
