"""Pages that were read and not kept: the last few stay in memory, so that they can be looked at and then kept."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from dateline.errors import NotFound
from dateline.views.seam import Reading

_MOST = 20


class Unsaved:
    """The last few readings, by the digest of their page."""

    def __init__(self) -> None:
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self._lock = Lock()

    def put(self, reading: Reading) -> str:
        """Remember a reading and return its name."""
        name = reading.page.digest.removeprefix("sha256:")
        with self._lock:
            self._readings[name] = reading
            self._readings.move_to_end(name)
            while len(self._readings) > _MOST:
                self._readings.popitem(last=False)
        return name

    def get(self, name: str) -> Reading:
        """Return a reading.

        Raises:
            NotFound: If it was never made, or is no longer remembered.
        """
        with self._lock:
            reading = self._readings.get(name)
        if reading is None:
            raise NotFound("this page was read some time ago and not kept; read it again")
        return reading
