"""The page of help: the keys of the desk and how to ask."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.views.i18n.languages import N_
from dateline.views.i18n.languages import gettext as _

_KEYS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("j",), N_("next row, fact or sentence")),
    (("k",), N_("the one before")),
    (("o",), N_("open it")),
    (("v",), N_("open the original, where it was published")),
    (("m",), N_("mark as seen, or as not seen")),
    (("s",), N_("star it; on a search, save the search")),
    (("/",), N_("search")),
    (("g", "g"), N_("to the top")),
    (("G",), N_("to the bottom")),
    (("?",), N_("show these keys")),
    (("Esc",), N_("leave a field, close what is open, put out the light in an article")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key, or keys pressed one after another, and what they do."""

    keys: tuple[str, ...]
    does: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """How the desk is used."""

    keys: tuple[Key, ...]


def help_page() -> HelpPage:
    """Return the keys of the desk, in the language that is being spoken."""
    return HelpPage(keys=tuple(Key(keys=keys, does=_(does)) for keys, does in _KEYS))
