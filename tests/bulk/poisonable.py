"""A reading process that can be made to die, to hang and to eat memory by the words of a page; run as a program."""

import os
import signal
import sys
import time
from pathlib import Path

from dateline.bulk.child import read_one, serve
from dateline.errors import PageError
from dateline.flow import ReadPage
from dateline.model.page import Page
from dateline.record.reading import Reading


def read(page: Page, how: Reading) -> ReadPage | PageError:
    if "word:crash" in page.content:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "word:endless" in page.content:
        time.sleep(3600)
    if "word:memory" in page.content:
        held = [bytearray(2**26)]
        while True:
            held.append(bytearray(2**26))
    if "word:once" in page.content:
        told = Path(os.environ["DIED_ONCE"])
        if not told.exists():
            told.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return read_one(page, how)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer, read=read)
