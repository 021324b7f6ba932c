"""Pages as they were drawn, kept for as long as what is on them: drawing takes longer than finding it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from time import time
from typing import Any

from fastapi.responses import HTMLResponse
from starlette.responses import Response

from dateline.views.access.csrf import filled, to_be_kept
from dateline.views.access.visitor import visitor
from dateline.views.i18n.choosing import here
from dateline.views.i18n.languages import language
from dateline.views.render import page

MOST = 64
"""So many pages are kept, those last asked for; one takes up to some hundred kilobytes."""

FRESH = 300
"""Seconds a page is shown as it was drawn: moments on it are told by how long ago they were."""


@dataclass(frozen=True, slots=True)
class _Kept:
    context: object
    drawn: str


class Drawn:
    """Pages by the very object that was drawn, and by all else that they show: who asks, in which language, where."""

    def __init__(self, *, most: int = MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[tuple[Any, ...], _Kept] = OrderedDict()

    def __call__(self, template: str, context: object, *, status: int = 200, **more: object) -> Response:
        """Return a context as a page, as it was drawn before if it is the same object, from `Memo`."""
        who = visitor()
        shown = (who.name, who.role, who.scopes, who.shut, language(), here())
        # By its id: to compare contexts would take as long as to draw them. What is kept keeps its id.
        clock = int(time() // FRESH)
        key = (template, id(context), clock, *shown, *((name, id(value)) for name, value in sorted(more.items())))
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
        if kept is None or kept.context is not context:
            with to_be_kept():
                kept = _Kept(context, page(template, context, **more))
            self._keep(key, kept)
        return HTMLResponse(filled(kept.drawn), status_code=status)

    def _keep(self, key: tuple[Any, ...], kept: _Kept) -> None:
        with self._lock:
            self._kept[key] = kept
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
