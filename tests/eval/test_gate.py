"""The gate fails below a floor, raises floors, and lowers none unless told to."""

from typing import Any

from eval.gate import Result, judge, raised
from eval.own_gold import score_actors, score_events, score_figures, score_quotes, score_times

FLOORS: dict[str, dict[str, Any]] = {"task": {"corpus": "abc", "floors": {"f1": 0.8, "value": 0.5}}}


def result(**scores: float) -> Result:
    return Result(task="task", corpus="abc", scores=scores)


def test_a_score_under_its_floor_fails() -> None:
    (wrong,) = judge(result(f1=0.79, value=0.6), FLOORS)
    assert "f1 is 0.790" in wrong


def test_a_missing_score_fails() -> None:
    assert judge(result(f1=0.9), FLOORS)


def test_floors_go_up_and_not_down() -> None:
    assert raised(result(f1=0.85, value=0.4), FLOORS, lower=False)["floors"] == {"f1": 0.85, "value": 0.5}
    assert raised(result(f1=0.85, value=0.4), FLOORS, lower=True)["floors"] == {"f1": 0.85, "value": 0.4}


def test_another_corpus_is_not_held_against_the_floors() -> None:
    other = Result(task="task", corpus="def", scores={"f1": 0.1})
    assert not judge(other, FLOORS)
    assert raised(other, FLOORS, lower=False) == {"corpus": "def", "floors": {"f1": 0.1}}


def test_what_does_not_read_back_fails_whatever_the_scores() -> None:
    broken = Result(task="task", corpus="abc", scores={"f1": 1.0, "value": 1.0}, problems=("p 0: 3 to 5",))
    assert judge(broken, FLOORS) == ["task: p 0: 3 to 5"]


def test_scorers_count_what_is_missing_and_what_is_too_much() -> None:
    time = {"start": 3, "end": 9, "value": "2025-05-05"}
    assert score_times([({"times": [time]}, {"times": []})])["strict"] == 0
    assert score_times([({"times": [time]}, {"times": [time, {**time, "start": 20, "end": 24}]})])["strict"] < 1
    figure = {"start": 0, "end": 2, "low": 12, "high": 12, "measure": None}
    assert score_figures([({"figures": [figure]}, {"figures": [{**figure, "high": None}]})])["bounds"] == 0


def test_a_quote_with_the_wrong_speaker_is_found_but_not_right() -> None:
    text = '"No," Ann Lee said.'
    gold = {
        "text": text,
        "quotes": [{"content": '"No,"', "source": "Ann Lee", "cue": "said", "speaker": "Ann Lee", "manner": "direct"}],
    }
    quote = {
        "content": [{"start": 0, "end": 5}],
        "source": {"start": 6, "end": 13},
        "manner": "direct",
        "speaker": "e1",
    }
    got = {"quotes": [quote], "entities": [{"id": "e1", "label": "Bo Rao", "aliases": []}]}
    scores = score_quotes([(gold, got)])
    assert {k: scores[k] for k in ("found", "source", "manner", "speaker")} == {
        "found": 1,
        "source": 1,
        "manner": 1,
        "speaker": 0,
    }


def test_an_event_of_another_type_is_not_found() -> None:
    event = {
        "type": "CONSULT",
        "mode": None,
        "trigger": "met",
        "actors": ["Norland"],
        "recipients": [],
        "factuality": "actual",
    }
    gold = {"text": "Norland met Tarvia.", "events": [event]}
    party = {"start": 0, "end": 7}
    found = {
        "type": "CONSULT",
        "mode": None,
        "trigger": {"start": 8, "end": 11},
        "actors": [party],
        "recipients": [],
        "factuality": "actual",
    }
    assert score_events([(gold, {"events": [found]})])["event"] == 1
    assert score_events([(gold, {"events": [{**found, "type": "AID"}]})])["event"] == 0


def test_an_actor_is_found_by_its_mention_and_held_to_what_the_article_shows() -> None:
    mentions = [{"start": 4, "end": 12, "entity": "e1"}, {"start": 40, "end": 46, "entity": None}]
    entity = {
        "id": "e1",
        "label": "Ann Lee",
        "role": "mayor of Haifa",
        "country": "ISR",
        "code": "ISR",
        "sector": "LEG",
    }
    got = {"mentions": mentions, "entities": [entity]}
    actor = {
        "start": 4,
        "end": 11,
        "label": "ann lee",
        "role": "Mayor",
        "country": "ISR",
        "code": "ISR",
        "sector": "GOV",
    }
    missed = {**actor, "start": 40, "end": 46}
    scores = score_actors([({"actors": [actor, missed]}, got)])
    assert scores == {"found": 0.5, "role": 1.0, "label": 1.0, "country": 1.0, "code": 1.0, "sector": 0.0}
    assert score_actors([({"actors": [{**actor, "sector": ["GOV", "LEG"]}]}, got)])["sector"] == 1.0
