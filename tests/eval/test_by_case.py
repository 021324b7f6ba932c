"""What is counted of quotes and events, over all and by case."""

from typing import Any

from eval.by_case import event_rows, quote_rows, table
from eval.own_gold import read_quotes, score_quotes

TEXT = 'The other theme was the fee. "No," Ann Lee said. "Yes," he said.'


def _gold(name: str) -> dict[str, Any]:
    told = {"cue": "said", "manner": "direct"}
    return {
        "id": name,
        "text": TEXT,
        "quotes": [
            {**told, "content": '"No,"', "source": "Ann Lee", "speaker": "Ann Lee", "case": "full name"},
            {**told, "content": '"Yes,"', "source": "he", "speaker": "Bo Rao", "case": "pronoun"},
        ],
    }


def _quote(content: str, source: str, speaker: str | None, manner: str = "direct") -> dict[str, Any]:
    start, at = TEXT.index(content), TEXT.index(source)
    return {
        "content": [{"start": start, "end": start + len(content)}],
        "source": {"start": at, "end": at + len(source.rstrip())},
        "speaker": speaker,
        "manner": manner,
    }


def _got(*quotes: dict[str, Any], label: str = "Ann Lee") -> dict[str, Any]:
    mention = {"form": "name", "type": "person", "entity": "e1"}
    return {"quotes": quotes, "mentions": [mention], "entities": [{"id": "e1", "label": label, "aliases": []}]}


def test_a_source_is_a_whole_word_outside_what_is_said() -> None:
    told = read_quotes(_gold("in-fee"), _got(_quote('"Yes,"', "he said", None)))
    assert [t.found for t in told] == [False, True]
    assert told[1].source  # not the "he" of "the", "other", "theme"


def test_outside_the_united_states_every_quote_counts_found_or_not() -> None:
    got = _got(_quote('"No,"', "Ann Lee", "e1"))
    scores = score_quotes([(_gold("in-fee"), got), (_gold("us-fee"), got)])
    assert scores["manner"] == 1
    assert scores["manner_outside_usa"] == scores["speaker_outside_usa"] == 0.5


def test_somebody_else_is_wrong_and_a_name_cut_too_wide_is_only_not_right() -> None:
    quote = _quote('"No,"', "Ann Lee", "e1")
    other = read_quotes(_gold("in-fee"), _got(quote, label="Bo Rao"))[0]
    wide = read_quotes(_gold("in-fee"), _got(quote, label="Minister Ann Lee"))[0]
    assert (other.speaker, other.wrong_person) == (False, True)
    assert (wide.speaker, wide.wrong_person) == (False, False)
    assert score_quotes([(_gold("in-fee"), _got(quote, label="Bo Rao"))])["speaker_not_wrong"] == 0


def test_cases_are_counted_each_on_its_own() -> None:
    lines = table(quote_rows([(_gold("in-fee"), _got(_quote('"No,"', "Ann Lee", "e1", "mixed")))]))
    full, pronoun = sorted(lines)
    assert full.startswith("full name") and "found 1/1" in full and "manner 0/1" in full
    assert pronoun.startswith("pronoun") and "found 0/1" in pronoun
    assert not table(quote_rows([(_gold("us-fee"), _got())]))


def test_an_event_where_none_is_counts_as_one_too_many() -> None:
    gold = {"id": "x", "case": "no event: sport", "text": "They met in the final.", "events": []}
    found = {"type": "CONSULT", "trigger": {"start": 5, "end": 8}, "factuality": "actual"}
    assert "too many 1" in table(event_rows([(gold, {"events": [found]})]))[0]
