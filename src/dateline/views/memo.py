"""What was worked out for a page, kept until the store changes: many look at one story between two articles of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

from dateline.store import Store
from dateline.views.drawn import Drawn
from dateline.views.i18n.languages import language

T = TypeVar("T")
MOST = 128
"""So many pages are kept, those last asked for."""
LONGEST = 60.0
"""After so many seconds a page is made anew all the same: "the last seven days" move on while nobody writes."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A context, and of which state of the store it is: as all see it, and as this process has written it."""

    value: Any
    stamp: object
    own: int
    at: float


class Memo:
    """Contexts of pages, by what made them.

    What this process writes is seen at once. While another one adds page after page, each page would be made anew for
    each of them; so what others wrote may be seen a moment later.

    Args:
        store: The store.
        most: How many are kept.
        patience: How many seconds later what others wrote is seen, at most.
    """

    def __init__(self, store: Store, *, most: int = MOST, patience: float = 0.0) -> None:
        self._store = store
        self._most = most
        self._patience = patience
        self.html = Drawn()
        self._lock = Lock()
        self._kept: OrderedDict[tuple[Any, ...], _Kept] = OrderedDict()
        self._making: dict[tuple[Any, ...], Lock] = {}

    def __call__(self, make: Callable[..., T], *asked: Any, **more: Any) -> T:
        """Return `make(store, …)`, from before if the store is as it was; what is asked with must be hashable."""
        key = (make, language(), asked, tuple(sorted(more.items())))
        kept = self._look(key)
        if kept is None:
            with self._lock:
                turn = self._making.setdefault(key, Lock())
            with turn:
                # Whoever asked for the same at the same time may have made it meanwhile.
                kept = self._look(key, waiting=False) or self._make(key, lambda: make(self._store, *asked, **more))
        found: T = kept.value
        return found

    def _look(self, key: tuple[Any, ...], *, waiting: bool = True) -> _Kept | None:
        """Return what may be shown, if anything; `waiting` for whoever makes it anew at this moment."""
        stamp, own, now = self._store.stamp(), self._store.own_writes, monotonic()
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or kept.own != own or now - kept.at > LONGEST:
                return None
            # While one makes it anew, the others go on seeing it as it was.
            late = self._patience and (now - kept.at < self._patience or (waiting and key in self._making))
            if kept.stamp != stamp and not late:
                return None
            self._kept.move_to_end(key)
            return kept

    def _make(self, key: tuple[Any, ...], make: Callable[[], Any]) -> _Kept:
        # Of the state before: what is written while it is made may be in it or not, and is looked for the next time.
        stamp, own, at = self._store.stamp(), self._store.own_writes, monotonic()
        made = None
        try:
            made = _Kept(make(), stamp, own, at)
            return made
        finally:
            # Kept and no longer being made in one step: who comes between the two would make it once more.
            with self._lock:
                self._making.pop(key, None)
                if made is not None:
                    self._keep(key, made)

    def _keep(self, key: tuple[Any, ...], made: _Kept) -> None:
        self._kept[key] = made
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
