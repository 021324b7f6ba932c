"""Records that other tools write, told by their keys, and said again in the form of our own (docs: read a folder).

- trafilatura: `--json`, `--json --with-metadata`, and the dictionary of `bare_extraction`
- newspaper4k: `Article.to_json`
- news-please: its JSON files
- ninjs 1, 2 and 3 (IPTC News in JSON), where 3 writes in camel case what 2 writes in lower case
- schema.org NewsArticle and its kin, alone or in a @graph
- rows of GDELT's Global Knowledge Graph, as BigQuery exports them
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from dateline.errors import UnreadablePage
from dateline.model.span import clean
from dateline.page.named import named_only

Record = Mapping[str, Any]

_OURS = frozenset("text html base64 media_type url fetched published title as pairs id".split())
_OURS_ALONE = frozenset("html base64 media_type fetched as pairs".split())
_ARTICLES = frozenset(
    "Article NewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle OpinionNewsArticle "
    "ReportageNewsArticle ReviewNewsArticle AdvertiserContentArticle BlogPosting LiveBlogPosting Report".split()
)
_NINJS_WORDS = frozenset("bodies headlines body_text body_xhtml headline versioncreated versionCreated".split())
_NINJS_ARTICLES = ("text", "composite", None)
_MARKUP = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|a|b|i|em|strong|span|section|article|blockquote|figure)\b[^<>]*>", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """A record in the form of our own, and what to note of it."""

    fields: dict[str, Any]
    notes: tuple[str, ...]


def unfolded(value: Any) -> list[Any]:
    """Return the records in a parsed value: the articles of a schema.org @graph, or the value itself."""
    graph = value.get("@graph") if isinstance(value, dict) else None
    if not isinstance(graph, list):
        return [value]
    return [item for item in graph if isinstance(item, dict) and _is_schema_article(item)] or [value]


def translate(value: Any, *, where: str) -> Translated | None:
    """Say a record of another tool in the form of our own.

    Args:
        value: The parsed record.
        where: The file and line, which name the page if nothing in the record does.

    Returns:
        The translation, or None if it is no record of a tool we know.

    Raises:
        NamedOnly: If it names a page without its text.
        UnreadablePage: If it holds no article.
    """
    if not isinstance(value, dict) or _is_ours(value):
        return None
    for tool, is_of, read in _TOOLS:
        if is_of(value):
            return _checked(read(value, where), tool=tool, where=where)
    return None


def _is_ours(value: Record) -> bool:
    id = value.get("id")
    return isinstance(id, str) and (value.keys() <= _OURS or not _OURS_ALONE.isdisjoint(value))


def _checked(fields: dict[str, Any], *, tool: str, where: str) -> Translated:
    """Drop what the record leaves open, give it a name, and refuse it if there is nothing to read."""
    notes = [f"a record of {tool}", *fields.pop("notes", ())]
    told = {key: item for key, item in fields.items() if item is not None}
    url = told.get("url")
    if not any(str(told.get(key, "")).strip() for key in ("text", "html")):
        if url is not None:
            raise named_only(f"a record of {tool}", url=clean(url)[0], page=where)
        raise UnreadablePage(f"is a record of {tool} without text", page=where)
    if "published" in told:
        day = _day(told.pop("published"))
        if day is None:
            notes.append("its date cannot be read as one")
        else:
            told["published"] = day
    told.setdefault("id", url if url is not None else where)
    return Translated(fields=told, notes=tuple(notes))


def _day(value: str) -> str | None:
    """Return the day of a date in ISO 8601 or as mail writes it."""
    try:
        return datetime.fromisoformat(value.strip()).date().isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _text(value: Any) -> str | None:
    """Return the first characters a value holds, however the tool wrapped them; Python's None may come as a word."""
    if isinstance(value, list):
        return next((told for told in map(_plain, value) if told), None)
    return _plain(value)


def _plain(value: Any) -> str | None:
    if isinstance(value, dict):
        value = next((value[key] for key in ("@value", "value", "@id", "name") if key in value), None)
    return value if isinstance(value, str) and value.strip() not in ("", "None", "null") else None


def _body(text: str | None) -> dict[str, Any]:
    """Return the field for a body: one clean article as it stands, or markup to be laid flat first."""
    if text is not None and _MARKUP.search(text):
        return {"html": text}
    return {"text": text, "as": "article"}


def _is_trafilatura(value: Record) -> bool:
    return {"text", "fingerprint", "hostname"} <= value.keys() or value.keys() == {"text", "comments"}


def _trafilatura(value: Record, where: str) -> dict[str, Any]:
    url = _text(value.get("source")) or _text(value.get("url"))
    named = {"url": url, "title": _text(value.get("title")), "published": _text(value.get("date"))}
    return {"id": _text(value.get("id")), **named, **_extracted(value, "text")}


def _extracted(value: Record, key: str) -> dict[str, Any]:
    """Return the body that an extractor wrote: plain text by contract, whatever signs stand in it."""
    return {"text": _text(value.get(key)), "as": "article"}


def _is_newspaper(value: Record) -> bool:
    return {"text", "authors", "publish_date", "title"} <= value.keys()


def _newspaper(value: Record, where: str) -> dict[str, Any]:
    url = _text(value.get("url")) or _text(value.get("canonical_link"))
    named = {"url": url, "title": _text(value.get("title")), "published": _text(value.get("publish_date"))}
    return {**named, **_extracted(value, "text")}


def _is_news_please(value: Record) -> bool:
    return "maintext" in value and not {"date_publish", "source_domain"}.isdisjoint(value)


def _news_please(value: Record, where: str) -> dict[str, Any]:
    named = {"title": _text(value.get("title")), "published": _text(value.get("date_publish"))}
    return {"url": _text(value.get("url")), **named, **_extracted(value, "maintext")}


def _is_ninjs(value: Record) -> bool:
    return isinstance(value.get("uri"), str) and not _NINJS_WORDS.isdisjoint(value)


def _ninjs(value: Record, where: str) -> dict[str, Any]:
    kind = value.get("type")
    if kind not in _NINJS_ARTICLES:
        raise UnreadablePage(f"is a ninjs item of type {clean(str(kind))[0][:40]}, which is no article", page=where)
    uri = str(value["uri"])
    status = _text(value.get("pubstatus")) or _text(value.get("pubStatus")) or "usable"
    # The first version is what was published; versions after it are changes.
    dates = ("firstcreated", "firstCreated", "versioncreated", "versionCreated")
    return {
        "id": uri or None,
        "url": _text(value.get("url")) or (uri if uri.startswith(("http://", "https://")) else None),
        "title": _text(value.get("headline")) or _main(value.get("headlines")),
        "published": next((told for key in dates if (told := _text(value.get(key)))), None),
        "notes": [] if status == "usable" else [f"its sender marked it {clean(status)[0][:40]}"],
        **_ninjs_body(value),
    }


def _ninjs_body(value: Record) -> dict[str, Any]:
    """Return the body: markup before text, because senders lose the paragraphs of the text."""
    texts = [_text(value.get("body_xhtml")), _main(value.get("bodies"), markup=True), _text(value.get("body_text"))]
    return _body(next((text for text in texts if text), None) or _main(value.get("bodies")))


def _main(value: Any, *, markup: bool = False) -> str | None:
    """Return the value of the main one of several headlines or bodies; with markup, of the first that is marked up."""
    items = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    told = [(item.get("role"), text) for item in items if (text := _text(item.get("value")))]
    if markup:
        return next((text for _, text in told if _MARKUP.search(text)), None)
    return next((text for role, text in told if role == "main"), told[0][1] if told else None)


def _is_schema_article(value: Record) -> bool:
    types = value.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and re.split(r"[/:#]", name)[-1] in _ARTICLES for name in names)


def _schema_article(value: Record, where: str) -> dict[str, Any]:
    addresses = (_text(value.get(key)) for key in ("url", "mainEntityOfPage", "@id"))
    return {
        "url": next((told for told in addresses if told and told.startswith(("http://", "https://"))), None),
        "title": _text(value.get("headline")) or _text(value.get("name")),
        "published": _text(value.get("datePublished")),
        **_body(_text(value.get("articleBody"))),
    }


def _is_gkg(value: Record) -> bool:
    return any(key.lower() == "documentidentifier" for key in value)


def _gkg(value: Record, where: str) -> dict[str, Any]:
    return {"url": next(_text(item) for key, item in value.items() if key.lower() == "documentidentifier")}


_TOOLS = (
    ("trafilatura", _is_trafilatura, _trafilatura),
    ("news-please", _is_news_please, _news_please),
    ("newspaper4k", _is_newspaper, _newspaper),
    ("ninjs", _is_ninjs, _ninjs),
    ("schema.org", _is_schema_article, _schema_article),
    ("a GDELT graph", _is_gkg, _gkg),
)
