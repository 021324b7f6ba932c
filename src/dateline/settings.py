"""Every setting: name, type, default, one line of help. Environment variables begin with DATELINE_."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from dateline.logs import LogStyle
from dateline.model.alert import is_zone
from dateline.model.page import Page
from dateline.page.limits import Limits
from dateline.record.reading import Reading
from dateline.sending.mail import MailServer
from dateline.sending.ways import Sending

if TYPE_CHECKING:
    from dateline.retaining import Rule
    from dateline.views.seam import Rephrase, Rephrased
    from dateline.watch.manners import Manners
    from dateline.watch.running import Plan


class Settings(BaseSettings):
    """What can be set from outside; read once, by the command line, and handed down as values."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", extra="ignore")

    store: str = Field(
        default="dateline.db", description="The file that is the whole store, or postgresql://… (see use-postgresql)."
    )
    host: str = Field(default="127.0.0.1", description="Where the desk listens; beyond loopback it takes accounts.")
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
    contact: str = Field(
        default="",
        max_length=200,
        pattern=r"^[\x21-\x7e]*$",
        description="A url or address that tells those who run sites whom to write to; it stands in the User-Agent.",
    )
    host_delay: float = Field(
        default=1.0, ge=0, le=60, description="The least seconds between two requests of `watch` to one host."
    )
    shortest_interval: int = Field(
        default=300, ge=60, description="The least seconds between two questions of `watch` to one source."
    )
    longest_interval: int = Field(
        default=86_400, ge=300, description="The most seconds between two questions of `watch` to one source."
    )
    watch_jobs: int = Field(
        default=1, ge=1, le=64, description="How many processes read the pages that `watch` fetches."
    )
    warc_bytes: int = Field(
        default=10**9, ge=10**6, description="How large one file becomes that `watch --keep-warc` writes."
    )

    log: LogStyle = Field(
        default="quiet",
        description="What `serve` and `watch` tell on standard error: quiet (what goes wrong), text, or json.",
    )

    url: str = Field(
        default="",
        pattern=r"^(https?://[^\s/?#<>]+[^\s?#<>]*)?$",
        description="The address others reach the desk at, for links and mail; the desk answers for its host.",
    )
    proxies: str = Field(
        default="127.0.0.1,::1",
        description="The reverse proxies (addresses or networks) whose word for address and https is taken.",
    )
    timezone: str = Field(default="UTC", description="The time zone of daily and weekly alerts, such as Europe/Oslo.")
    smtp_host: str = Field(default="", description="The server that takes mail; empty: alerts send none.")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="The port of that server.")
    smtp_user: str = Field(default="", description="The name to log in with there.")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="The password to log in with there.")
    smtp_tls: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="Encryption of mail: starttls, tls (from the beginning), or none."
    )
    mail_from: str = Field(default="", description="Whom mail is from, such as `The desk <desk@example.org>`.")
    private_webhooks: bool = Field(
        default=False, description="Whether webhooks may lead to this machine and to private networks."
    )

    rephrase_url: str = Field(
        default="",
        pattern=r"^(https?://[^\s/?#<>]+[^\s?#<>]*)?$",
        description="An endpoint as OpenAI's (.../v1) that puts briefings into other words; empty: none is asked.",
    )
    rephrase_model: str = Field(default="", description="The model that it is asked for.")
    rephrase_key: SecretStr = Field(default=SecretStr(""), description="The key that it is asked with.")
    rephrase_seconds: float = Field(default=60.0, gt=0, description="How long that may take, in seconds.")

    keep_days: int | None = Field(
        default=None, ge=1, description="Articles older than so many days are deleted by `serve`; empty: none are."
    )
    keep_unless: str = Field(
        default="judged,noted", description="What they are kept for all the same: judged, noted; empty: nothing."
    )
    keep_search: str = Field(default="", description="A search; the articles that it finds are kept, however old.")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        if not is_zone(name):
            raise ValueError(f"{name!r} is no time zone; they are called like Europe/Oslo")
        return name

    def limits(self) -> Limits:
        """Return the bounds on one page."""
        return Limits(page_bytes=self.max_bytes, fetch_seconds=self.timeout)

    def reading(self) -> Reading:
        """Return how articles are read."""
        return Reading(threads=self.threads, least_confidence=self.least_confidence)

    def rephrase(self) -> Rephrase | None:
        """Return what puts a briefing into other words; None if no endpoint is named."""
        if not self.rephrase_url:
            return None

        def ask(points: Mapping[str, Sequence[str]]) -> Rephrased:
            from dateline.rephrasing import Endpoint, rephrase  # noqa: PLC0415 - the network library

            key = self.rephrase_key.get_secret_value()
            endpoint = Endpoint(
                url=self.rephrase_url, model=self.rephrase_model, key=key, seconds=self.rephrase_seconds
            )
            return rephrase(points, endpoint=endpoint)

        return ask

    def rule(self) -> Rule | None:
        """Return which articles are let go; None if none are."""
        from dateline.retaining import Rule  # noqa: PLC0415 - the store, which reading does without

        unless = tuple(word.strip() for word in self.keep_unless.split(",") if word.strip())
        return Rule(days=self.keep_days, unless=unless, search=self.keep_search or None) if self.keep_days else None

    def sending(self) -> Sending:
        """Return how messages leave."""
        mail = MailServer(
            host=self.smtp_host,
            port=self.smtp_port,
            user=self.smtp_user,
            password=self.smtp_password.get_secret_value(),
            tls=self.smtp_tls,
            sender=self.mail_from or (self.smtp_user if "@" in self.smtp_user else f"dateline@{self.smtp_host}"),
        )
        base = self.url.rstrip("/")
        return Sending(mail=mail if self.smtp_host else None, base=base, private_hooks=self.private_webhooks)

    def manners(self) -> Manners:
        """Return how servers are asked by what follows sources."""
        from dateline.watch.manners import Manners  # noqa: PLC0415 - the network library

        return Manners(
            limits=self.limits(), allow_private=self.allow_private, contact=self.contact, delay=self.host_delay
        )

    def watching(self, store: str | Path, *, warc: Path | None = None) -> Plan:
        """Return how the sources of a store are followed."""
        from dateline.watch.rhythm import Bounds  # noqa: PLC0415
        from dateline.watch.running import Plan  # noqa: PLC0415 - the network library

        shortest, longest = timedelta(seconds=self.shortest_interval), timedelta(seconds=self.longest_interval)
        return Plan(
            store=store,
            manners=self.manners(),
            bounds=Bounds(shortest=shortest, longest=max(shortest, longest)),
            jobs=self.watch_jobs,
            how=self.reading(),
            warc=warc,
            warc_bytes=self.warc_bytes,
        )

    def fetch(self) -> Callable[[str], Page]:
        """Return how a url becomes a page; the network library is loaded with the first one."""

        def get(url: str) -> Page:
            from dateline.page.web import fetch  # noqa: PLC0415 - 130 ms that most runs can do without

            return fetch(url, limits=self.limits(), allow_private=self.allow_private, contact=self.contact)

        return get


def load_settings() -> Settings:
    """Return the settings of this process."""
    return Settings()
