"""schema.org JSON-LD: an article as a NewsArticle, for the page that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.views.words import is_web, language_tag

_TYPES = {"person": "Person", "organization": "Organization", "place": "Place"}
_MOST_NAMED = 50


def news_article(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record (RECORD.md) as schema.org's NewsArticle; what it does not say is left out."""
    # "The nominee" is nobody whom others could look up.
    names = {m["entity"] for m in record["mentions"] if m["form"] == "name"}
    url = record["canonical_url"] or record["url"]
    made = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": record["id"],
        "headline": _value(record["headline"]),
        "alternativeHeadline": _value(record["standfirst"]),
        "datePublished": _value(record["published"]),
        "dateModified": _value(record["modified"]),
        "dateline": _value(record["dateline"]),
        "inLanguage": language_tag(record["language"]),
        "articleSection": record["section"],
        "author": [{"@type": "Person", "name": byline["value"]} for byline in record["bylines"]],
        "publisher": _organization(record["publisher"]),
        "sourceOrganization": _organization(record["agency"]),
        "isBasedOn": url if url and is_web(url) else None,
        "wordCount": len(record["text"].split()),
        "mentions": [
            {"@type": _TYPES[e["type"]], "name": e["label"]}
            for e in record["entities"]
            if e["type"] in _TYPES and e["id"] in names
        ][:_MOST_NAMED],
    }
    return {name: value for name, value in made.items() if value}


def _value(cited: Mapping[str, Any] | None) -> str | None:
    return cited["value"] if cited else None


def _organization(cited: Mapping[str, Any] | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": cited["value"]} if cited else None
