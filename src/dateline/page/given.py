"""One parsed JSON object → Page: what a sender may say of a page, checked field by field (docs: record)."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from dateline.errors import BadInput, PageError, UnreadablePage
from dateline.model.page import MediaType, Page, ReadAs
from dateline.model.span import Span, clean
from dateline.page.from_bytes import check_not_empty, check_size, page_from_bytes
from dateline.page.kinds import SUPPORTED
from dateline.page.limits import Limits
from dateline.page.mail import page_of_mail
from dateline.page.pdf import page_of_pdf

FIELDS = frozenset("id text html base64 media_type url fetched published title as pairs".split())
_MEDIA_TYPES: dict[str, MediaType] = {
    "text/plain": "text/plain",
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/markdown": "text/markdown",
}
_PACKED: dict[str, Callable[..., Page]] = {"message/rfc822": page_of_mail, "application/pdf": page_of_pdf}


def page_of_object(value: Any, *, where: str, limits: Limits) -> Page:
    """Make a page of one parsed object.

    Args:
        value: What was parsed.
        where: The file and line, for errors: they name it and, once it is known, the page's id.
        limits: How large the page may be.

    Raises:
        PageError: Whatever is wrong with it.
    """
    if not isinstance(value, dict):
        raise BadInput(f"is {_json_type(value)}, not an object", page=where)
    # null says that the sender does not know: the same as leaving the field out.
    fields = {key: item for key, item in value.items() if item is not None}
    id = _id(fields, where=where)
    try:
        return _page(fields, id=id, limits=limits)
    except PageError as error:
        raise type(error)(f"{error.message} ({where})", page=id) from error


def _page(fields: Mapping[str, Any], *, id: str, limits: Limits) -> Page:
    read_as = _read_as(fields, id=id)
    body = _body(fields, id=id, limits=limits)
    title = _string(fields, "title", id=id)
    unknown = sorted(clean(key)[0] for key in fields.keys() - FIELDS)
    return Page(
        id=body.id,
        content=body.content,
        media_type=body.media_type,
        url=_string(fields, "url", id=id) or body.url,
        fetched=_fetched(fields, id=id) or body.fetched,
        published=_published(fields, id=id) or body.published,
        title=title or body.title,
        read_as=read_as,
        pairs=_pairs(fields, body.content, id=id),
        encoding=body.encoding,
        replaced_characters=body.replaced_characters,
        notes=body.notes + tuple(f"unknown field {key!r} ignored" for key in unknown),
    )


def _id(fields: Mapping[str, Any], *, where: str) -> str:
    id = fields.get("id")
    if not isinstance(id, str) or not id.strip():
        raise BadInput('needs an "id", a string that is not empty', page=where)
    return clean(id)[0]


def _read_as(fields: Mapping[str, Any], *, id: str) -> ReadAs:
    told = fields.get("as", "page")
    if told == "page":
        return "page"
    if told == "article":
        return "article"
    raise BadInput(f'"as" is {json.dumps(told)[:60]}; it is "page" or "article"', page=id)


def _body(fields: Mapping[str, Any], *, id: str, limits: Limits) -> Page:
    """Return a page of nothing but its content, from whichever of text, html and base64 it came in."""
    given = [key for key in ("text", "html", "base64") if key in fields]
    if len(given) != 1:
        what = "none" if not given else " and ".join(given)
        raise BadInput(f'needs exactly one of "text", "html" and "base64"; it has {what}', page=id)
    raw = _string(fields, given[0], id=id) or ""
    if given[0] == "base64":
        return _body_of_base64(raw, fields, id=id, limits=limits)
    media_type = _media_type(fields, id=id) or ("text/html" if given[0] == "html" else "text/plain")
    if (media_type == "text/html") != (given[0] == "html"):
        raise BadInput(f'"media_type" is {media_type}, which does not go with "{given[0]}"', page=id)
    check_size(len(raw), id=id, limits=limits)
    content, replaced = clean(raw)
    check_size(len(content.encode("utf8")), id=id, limits=limits)
    check_not_empty(content, id=id)
    return Page(id=id, content=content, media_type=media_type, replaced_characters=replaced)


def _body_of_base64(raw: str, fields: Mapping[str, Any], *, id: str, limits: Limits) -> Page:
    told = _string(fields, "media_type", id=id)
    if told is None:
        raise BadInput('"base64" needs a "media_type" beside it', page=id)
    _, _, parameter = str(fields["media_type"]).lower().partition("charset=")
    try:
        data = base64.b64decode("".join(raw.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadInput(f'"base64" is not base64: {error}', page=id) from error
    packed = _PACKED.get(told.split(";")[0].strip().lower())
    if packed is not None:
        return packed(data, id=id, limits=limits)
    media_type = _media_type(fields, id=id)
    return page_from_bytes(
        data, id=id, limits=limits, media_type=media_type, charset=parameter.split(";")[0].strip() or None
    )


def _media_type(fields: Mapping[str, Any], *, id: str) -> MediaType | None:
    told = _string(fields, "media_type", id=id)
    if told is None:
        return None
    name = told.split(";")[0].strip().lower()
    if name not in _MEDIA_TYPES:
        raise UnreadablePage(f"media type {name} cannot be read; what can be read is {SUPPORTED}", page=id)
    return _MEDIA_TYPES[name]


def _string(fields: Mapping[str, Any], key: str, *, id: str) -> str | None:
    value = fields.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadInput(f'"{key}" is {_json_type(value)}, not a string', page=id)
    return value if key in ("text", "html", "base64") else clean(value)[0]


def _fetched(fields: Mapping[str, Any], *, id: str) -> datetime | None:
    told = _string(fields, "fetched", id=id)
    if told is None:
        return None
    try:
        moment = datetime.fromisoformat(told.strip())
    except ValueError as error:
        raise BadInput(f'"fetched" is {told!r}, not an ISO 8601 time', page=id) from error
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _published(fields: Mapping[str, Any], *, id: str) -> date | None:
    told = _string(fields, "published", id=id)
    if told is None:
        return None
    try:
        return datetime.fromisoformat(told.strip()).date()
    except ValueError as error:
        raise BadInput(f'"published" is {told!r}, not an ISO 8601 date', page=id) from error


def _pairs(fields: Mapping[str, Any], content: str, *, id: str) -> tuple[tuple[Span, Span], ...]:
    told = fields.get("pairs")
    if told is None:
        return ()
    if fields.get("as") != "article" or "text" not in fields:
        raise BadInput('"pairs" count characters of a clean article: they go with "text" and "as": "article"', page=id)
    if not isinstance(told, list):
        raise BadInput(f'"pairs" is {_json_type(told)}, not a list', page=id)
    return tuple(_pair(item, content, id=id) for item in told)


def _pair(item: Any, content: str, *, id: str) -> tuple[Span, Span]:
    if not isinstance(item, list) or len(item) != 2:
        raise BadInput(f"a pair is two spans [[start, end], [start, end]], not {json.dumps(item)[:60]}", page=id)
    return _span(item[0], content, id=id), _span(item[1], content, id=id)


def _span(item: Any, content: str, *, id: str) -> Span:
    # type() and not isinstance(): true is an int to Python, not to JSON.
    if not isinstance(item, list) or [type(x) for x in item] != [int, int]:
        raise BadInput(f"a span is [start, end] in whole numbers, not {json.dumps(item)[:60]}", page=id)
    start, end = item
    if not 0 <= start < end <= len(content):
        raise BadInput(f"the span {start} to {end} does not lie in a text of {len(content)} characters", page=id)
    return Span(start, end)


def _json_type(value: Any) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), "null")
