"""The table of steps: every step is met, the shares are of one whole, and nothing stays replaced."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.model.page import Page
from eval.bench_steps import BESIDE, STEPS, seconds_of, table


def test_every_step_is_met_and_left_as_it_was() -> None:
    before = [getattr(module, name) for module, name in STEPS.values()]
    page = Page(id="a", content="Envoys of Norway and Kenya met in Oslo on Monday.", media_type="text/plain")
    seconds, whole = seconds_of([page])
    assert set(seconds) == set(STEPS)
    assert 0 < sum(seconds.values()) <= whole
    assert [getattr(module, name) for module, name in STEPS.values()] == before


@given(st.fixed_dictionaries({step: st.floats(0, 10) for step in STEPS}), st.floats(0.1, 10))
def test_times_places_figures_and_actors_are_told_as_one_share(seconds: dict[str, float], rest: float) -> None:
    whole = sum(seconds.values()) + rest
    *steps, together = table(seconds, whole)
    assert len(steps) == len(STEPS) + 1
    assert together.endswith(f"together {sum(seconds[step] for step in BESIDE) / whole:.1%}")
