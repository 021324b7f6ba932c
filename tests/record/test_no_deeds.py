"""Words that sound like a deed and are none."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
from dateline.record.deed_kinds import of_true_kind
from dateline.record.reading import RawEvent


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("The patient had seizures for a week.", "seizures", "COERCE"),
        ("The parents were given joint custody of their daughter.", "joint custody", "COERCE"),
        ("She lost custody of the twins.", "custody", "COERCE"),
        ("By signing up , you agree to our Privacy Policy and Terms .", "agree to", "AGREE"),
        ("A sense of resignation is taking hold.", "resignation", "RETREAT"),
        ("He called on Tuesday and talked for an hour.", "called on", "REQUEST"),
    ],
)
def test_what_only_sounds_like_a_deed(text: str, trigger: str, kind: str) -> None:
    assert _kept(text, trigger, kind) is False


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Police reported seizures of drugs at the hospital.", "seizures", "COERCE"),
        ("The suspect is in police custody.", "custody", "COERCE"),
        ("The rebels agree to our terms of peace.", "agree", "AGREE"),
        ("The minister's resignation was expected.", "resignation", "RETREAT"),
        ("He called on Tuesday for calm.", "called on", "REQUEST"),
    ],
)
def test_what_is_one(text: str, trigger: str, kind: str) -> None:
    assert _kept(text, trigger, kind) is True


def _kept(text: str, trigger: str, kind: str) -> bool:
    at = text.index(trigger)
    event = RawEvent(type=kind, mode=None, trigger=Span(at, at + len(trigger)), actors=(), recipients=())
    return of_true_kind(event, Span(0, len(text)), text) is not None
