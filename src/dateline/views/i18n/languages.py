"""The languages of the desk: which there are, which one is being spoken, and its words.

A request for a page speaks its reader's language (see `speaking`); whatever else runs, JSON, files and MCP among it,
speaks English, the language that the messages are written in.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

SOURCE = "en"
"""The language that the messages are written in."""
LANGUAGES: dict[str, str] = {"en": "English", "hi": "हिन्दी", "he": "עברית", "ar": "العربية"}
"""The languages the desk speaks, each by its own name."""
_RIGHT_TO_LEFT = frozenset(("he", "ar"))

_SPOKEN: ContextVar[str] = ContextVar("language of the desk", default=SOURCE)


def language() -> str:
    """Return the language that is being spoken: a key of LANGUAGES."""
    return _SPOKEN.get()


def writing() -> str:
    """Return which way the language that is being spoken is written: ltr or rtl."""
    return "rtl" if language() in _RIGHT_TO_LEFT else "ltr"


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Speak a language (a key of LANGUAGES) for as long as this lasts."""
    token = _SPOKEN.set(name)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def gettext(text: str, /, **values: Any) -> str:
    """Return a message in the language that is being spoken, with values at its places: `gettext("by %(who)s", who=…)`.

    As in templates a percent sign that is no place is written twice.
    """
    return message(text) % values


def ngettext(one: str, many: str, n: int, /, **values: Any) -> str:
    """Return the form of a message that fits a number; `num` is the number unless it is given."""
    return messages(one, many, n) % {"num": n, **values}


def message(text: str) -> str:
    """Return a message with its places still open: what templates fill them with is escaped there."""
    return _catalog(language()).gettext(text)


def messages(one: str, many: str, n: int) -> str:
    """Return the form of a message that fits a number, with its places still open."""
    return _catalog(language()).ngettext(one, many, n)


def N_(text: str) -> str:
    """Return a message as it is: marks one that is translated later, where it is shown."""
    return text


@cache
def _catalog(name: str) -> NullTranslations:
    """Return the messages of a language, read from its catalog; the catalogs are never compiled to files."""
    if name == SOURCE:
        return NullTranslations()
    written = files("dateline.views.i18n") / "catalogs" / f"{name}.po"
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(written.read_bytes()), locale=name))
    compiled.seek(0)
    return Translations(compiled)
