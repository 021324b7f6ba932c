"""Every setting: name, type, default, one line of help. Environment variables begin with DATELINE_."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from dateline.model.page import Page
from dateline.page.limits import Limits
from dateline.record.reading import Reading


class Settings(BaseSettings):
    """What can be set from outside; read once, by the command line, and handed down as values."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", extra="ignore")

    store: Path = Field(default=Path("dateline.db"), description="The file that is the whole store.")
    host: str = Field(default="127.0.0.1", description="The address the desk listens on; only loopback is allowed.")
    port: int = Field(default=8765, ge=0, le=65535, description="The port the desk listens on; 0 takes a free one.")
    jobs: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, le=64, description="How many processes read pages."
    )
    threads: int = Field(default=1, ge=1, le=64, description="How many threads the encoder may use in each process.")
    least_confidence: float = Field(
        default=0.0, ge=0, le=1, description="Names, quotes and events of less confidence than this are left out."
    )
    max_bytes: int = Field(default=64 * 2**20, ge=1024, description="The largest page that is read, in bytes.")
    timeout: float = Field(default=20.0, gt=0, description="How long a page may take to fetch, in seconds.")
    allow_private: bool = Field(default=False, description="Whether addresses of private networks may be fetched.")

    def limits(self) -> Limits:
        """Return the bounds on one page."""
        return Limits(page_bytes=self.max_bytes, fetch_seconds=self.timeout)

    def reading(self) -> Reading:
        """Return how articles are read."""
        return Reading(threads=self.threads, least_confidence=self.least_confidence)

    def fetch(self) -> Callable[[str], Page]:
        """Return how a url becomes a page; the network library is loaded with the first one."""

        def get(url: str) -> Page:
            from dateline.page.web import fetch  # noqa: PLC0415 - 130 ms that most runs can do without

            return fetch(url, limits=self.limits(), allow_private=self.allow_private)

        return get


def load_settings() -> Settings:
    """Return the settings of this process."""
    return Settings()
