"""What long-running commands tell their operator: lines on standard error, as text for people or as JSON for programs.

Code says what happened with the logging of the standard library, facts in `extra`; how it looks is decided here alone.
"""

from __future__ import annotations

import logging
import sys
from typing import Literal, TextIO

LogStyle = Literal["quiet", "text", "json"]


def set_up_logs(style: LogStyle, *, stream: TextIO | None = None) -> None:
    """Write what happens to standard error; what was set up before is replaced.

    Args:
        style: "quiet" tells what goes wrong, as text; "text" and "json" tell each request and round, too.
        stream: Where to write, if not to standard error.
    """
    import structlog  # noqa: PLC0415 - 60 ms that short commands do without

    told: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[structlog.typing.Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if style == "json":
        # Without the values of variables: they hold what people wrote and looked for.
        traceback = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        last += [
            structlog.processors.ExceptionRenderer(traceback),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    else:
        last += [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=told, processors=last))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("dateline").setLevel(logging.WARNING if style == "quiet" else logging.INFO)
