"""The gate fails below a floor, raises floors, and lowers none unless told to."""

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from eval.floors import Floors, change_floors, read_floors
from eval.gate import Result, better, judge
from eval.gold_facts import score_facts
from eval.own_gold import score_events, score_quotes
from eval.parts import FOLDS, HELD_OUT, in_fold, write_part

FLOORS: Floors = {"task": {"corpus": "abc", "floors": {"f1": 0.8, "value": 0.5}}}


def result(**scores: float) -> Result:
    return Result(task="task", corpus="abc", scores=scores)


def test_a_score_under_its_floor_fails() -> None:
    (wrong,) = judge(result(f1=0.79, value=0.6), FLOORS)
    assert "f1 is 0.790" in wrong


def test_a_missing_score_fails() -> None:
    assert judge(result(f1=0.9), FLOORS)


def test_floors_go_up_and_not_down() -> None:
    measured = [result(f1=0.85, value=0.4)]
    assert better(measured, FLOORS, lower=[])["task"]["floors"] == {"f1": 0.85, "value": 0.5}
    assert better(measured, FLOORS, lower=["task"])["task"]["floors"] == {"f1": 0.85, "value": 0.4}


def test_a_floor_that_is_met_stays_to_the_last_digit() -> None:
    for thousandths in range(1001):
        held: Floors = {"task": {"corpus": "abc", "floors": {"f1": thousandths / 1000}}}
        assert better([result(f1=0.0)], held, lower=[]) == held


def test_gates_that_raise_at_once_keep_one_another_s_floors(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    tasks = [Result(task=f"task {n}", corpus="abc", scores={"f1": n / 100}) for n in range(40)]

    def gate(one: Result) -> None:
        change_floors(lambda held: better([one], held, lower=[]), path)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(gate, tasks))
    assert {task: held["floors"]["f1"] for task, held in read_floors(path).items()} == {
        one.task: one.scores["f1"] for one in tasks
    }
    assert [p.name for p in tmp_path.iterdir()] == ["floors.json"]


def test_the_gate_measures_the_pairs_that_training_leaves_out(tmp_path: Path) -> None:
    for kind in ("input", "gold"):
        with gzip.open(tmp_path / f"pairs.{kind}.jsonl.gz", "wt", encoding="utf8") as file:
            file.writelines(json.dumps({"id": f"{n}", "kind": kind}) + "\n" for n in range(23))
    files = write_part(tmp_path, "pairs", keep=lambda n: in_fold(n, HELD_OUT), into=tmp_path / "part")
    for kind, path in zip(("input", "gold"), files, strict=True):
        found = [json.loads(line) for line in path.read_text("utf8").splitlines()]
        assert found == [{"id": f"{n}", "kind": kind} for n in range(HELD_OUT, 23, FOLDS)]
    assert not any(in_fold(n, -1) for n in range(23))


def test_another_corpus_is_not_held_against_the_floors() -> None:
    other = Result(task="task", corpus="def", scores={"f1": 0.1})
    assert not judge(other, FLOORS)
    assert better([other], FLOORS, lower=[]) == {"task": {"corpus": "def", "floors": {"f1": 0.1}}}


def test_what_does_not_read_back_fails_whatever_the_scores() -> None:
    broken = Result(task="task", corpus="abc", scores={"f1": 1.0, "value": 1.0}, problems=("p 0: 3 to 5",))
    assert judge(broken, FLOORS) == ["task: p 0: 3 to 5"]


def test_scorers_count_what_is_missing_and_what_is_too_much() -> None:
    gold = {"id": "a", "text": "On Monday, 12 men in Oslo."}
    time = {"start": 3, "end": 9, "value": ["2025-05-05", None]}
    found = {"start": 3, "end": 9, "value": "2025-05-05"}
    assert score_facts("times", [(gold | {"times": [time]}, {"times": []})])["strict"] == 0
    assert score_facts("times", [(gold | {"times": [time]}, {"times": [found]})])["value"] == 1
    two = {"times": [found, {**found, "start": 20, "end": 24}]}
    assert score_facts("times", [(gold | {"times": [time]}, two)])["strict"] < 1


def test_a_time_without_a_value_must_say_why() -> None:
    gold = {"id": "a", "text": "On Monday.", "times": [{"start": 3, "end": 9, "value": None}]}
    silent = {"start": 3, "end": 9, "value": None}
    assert score_facts("times", [(gold, {"times": [silent]})])["reason"] == 0
    assert score_facts("times", [(gold, {"times": [silent | {"reason": "no day of writing"}]})])["reason"] == 1


def test_of_a_figure_only_what_the_gold_asks_counts() -> None:
    figure = {"start": 0, "end": 2, "low": 12, "high": 12, "measure": "people", "approximate": False, "part_of": None}
    gold = {"id": "a", "text": "12 men in Oslo.", "figures": [figure | {"place": "Oslo", "of": "men"}]}
    rest = {"unit": None, "of": {"start": 3, "end": 6}, "quote": None, "place": 0, "as_of": None}
    got = {"figures": [figure | rest], "places": [{"start": 10, "end": 14}], "quotes": []}
    scores = score_facts("figures", [(gold, got)])
    assert {k for k, v in scores.items() if v == 1} == {"found", "bounds", "measure", "approximate", "of", "place"}
    wrong = {**got, "figures": [figure | rest | {"high": None, "place": None}]}
    scores = score_facts("figures", [(gold, wrong)])
    assert (scores["bounds"], scores["place"], scores["measure"]) == (0, 0, 1)


def test_places_are_held_to_id_and_country_and_traps_to_none() -> None:
    gold = {
        "id": "a",
        "text": "Paris Hil flew to Paris.",
        "places": [{"start": 18, "end": 23, "geonames_id": [1, 2], "country": "FRA", "as": "place"}],
        "none": [{"start": 0, "end": 5, "text": "Paris"}],
    }
    place = {"start": 18, "end": 23, "form": "name", "geonames_id": 2, "country": "FRA", "as": "place"}
    nested = {**place, "start": 0, "end": 5, "form": "nested"}
    right = score_facts("places", [(gold, {"places": [place, nested]})])
    assert set(right.values()) == {1}
    texas = {**place, "geonames_id": 3, "country": "USA"}
    trapped = score_facts("places", [(gold, {"places": [texas, {**nested, "form": "name"}]})])
    assert (trapped["id"], trapped["country"], trapped["not_abroad"], trapped["no_place"]) == (0, 0, 0, 0)
    unresolved = score_facts("places", [(gold, {"places": [{**place, "geonames_id": None, "country": None}]})])
    assert (unresolved["country"], unresolved["not_abroad"]) == (0, 1)


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
    gold = {"id": "a", "text": "The mayor of Haifa spoke, and so did many others."}
    scores = score_facts("actors", [(gold | {"actors": [actor, missed]}, got)])
    assert scores == {"found": 0.5, "role": 1.0, "label": 1.0, "country": 1.0, "code": 1.0, "sector": 0.0}
    several = {**actor, "sector": ["GOV", "LEG"]}
    assert score_facts("actors", [(gold | {"actors": [several]}, got)])["sector"] == 1.0
