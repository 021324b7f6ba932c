"""`add` killed at random moments and run again: no page lost, none twice, nothing half there."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.store import open_store

KILLS = int(os.environ.get("DATELINE_SOAK_KILLS", "50"))
PAGES = 40


def killed(tmp_path: Path, kills: int) -> None:
    chance, source, store = random.Random(7), tmp_path / "pages.jsonl", tmp_path / "dateline.db"
    text = 'Envoys met in Oslo.\n\n"It went well," Lena Orsk said. At least 12 people were hurt in round {}.\n'
    with source.open("w") as f:
        f.writelines(json.dumps({"id": f"p{i}", "text": text.format(i)}) + "\n" for i in range(PAGES))
    command = [sys.executable, "-m", "dateline", "add", str(source), "--store", str(store), "--jobs", "1"]
    start = time.monotonic()
    subprocess.run([*command[:-3], str(tmp_path / "whole.db"), "--jobs", "1"], check=True, capture_output=True)
    whole = time.monotonic() - start
    for _ in range(kills):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if store.exists() and store.stat().st_size:
            with open_store(store) as opened:
                assert opened.check().ok, opened.check().problems
                for stored in opened.stored():
                    assert stored.record.quotes
                    assert stored.record.figures
        if chance.random() < 0.5:
            store.unlink(missing_ok=True)
            for side in tmp_path.glob("dateline.db-*"):
                side.unlink()
    subprocess.run(command, check=True, capture_output=True)
    with open_store(store, read_only=True) as opened, open_store(tmp_path / "whole.db", read_only=True) as other:
        assert opened.check().ok
        assert sorted(s.article.id for s in opened.stored()) == sorted(s.article.id for s in other.stored())
        assert len(opened.page_digests()) == PAGES


def test_killed_twice(tmp_path: Path) -> None:
    killed(tmp_path, 2)


@pytest.mark.soak
def test_killed_many_times(tmp_path: Path) -> None:
    killed(tmp_path, KILLS)
