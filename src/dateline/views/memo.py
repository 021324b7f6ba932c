"""What was worked out for a page, kept until the store changes: many look at one story between two articles of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from dateline.store import Store
from dateline.views.i18n.languages import language

T = TypeVar("T")
MOST = 128
"""So many pages are kept, those last asked for."""


class Memo:
    """Contexts of pages, by what made them; all are forgotten as soon as anybody writes to the store."""

    def __init__(self, store: Store, *, most: int = MOST) -> None:
        self._store = store
        self._most = most
        self._lock = Lock()
        self._stamp: object = None
        self._kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()

    def __call__(self, make: Callable[..., T], *asked: Any) -> T:
        """Return `make(store, *asked)`, from before if the store is as it was; what is asked with must be hashable."""
        stamp, key = self._store.stamp(), (make, language(), *asked)
        with self._lock:
            if stamp != self._stamp:
                self._kept.clear()
                self._stamp = stamp
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = make(self._store, *asked)
        with self._lock:
            # What was read while somebody wrote may be of either state, so it is not kept.
            if stamp == self._stamp == self._store.stamp():
                self._kept[key] = made
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return made
