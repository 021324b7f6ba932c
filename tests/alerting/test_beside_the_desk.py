"""Alerts are told while the desk is open, and it closes at once when told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dateline.model.alert import Rhythm
from dateline.store import open_store
from dateline.story.joining import join
from tests.factory import harbor
from tests.sending.servers import Answers, hook_server


def test_the_desk_tells_what_is_new(tmp_path: Path) -> None:
    path, answers = tmp_path / "d.db", Answers([200])
    with hook_server(answers) as url, open_store(path) as store:
        rhythm, begun = Rhythm(pace="at-once"), datetime.now(UTC) - timedelta(minutes=5)
        given = {"channel": "webhook", "recipient": url, "each": "story", "by": "a test"}
        made = store.alerts.add("News", "", rhythm=rhythm, now=begun, **given)  # type: ignore[arg-type]
        sample = harbor()
        store.add(sample.page, sample.cutting, sample.records, added_at=datetime.now(UTC), join=join)
        env = os.environ | {"DATELINE_PRIVATE_WEBHOOKS": "1"}
        desk = subprocess.Popen(
            [sys.executable, "-m", "dateline", "serve", "--port", "0", "--store", str(path)],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            for _ in range(2400):
                if store.alerts.log(made.id).rows and store.alerts.log(made.id).rows[0].state == "sent":
                    break
                time.sleep(0.05)
        finally:
            began = time.monotonic()
            desk.send_signal(signal.SIGINT)
            said, _ = desk.communicate(timeout=100)
    assert len(answers.got) == 1, said
    assert time.monotonic() - began < 30 and b"Traceback" not in said
