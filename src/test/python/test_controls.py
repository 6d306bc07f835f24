"""Programs that need no language model."""

from __future__ import annotations

import dspy

from dspybench.program import load_program
from dspybench.trims import TRIMS, of_this_process


def test_the_empty_program_answers_with_the_question() -> None:
    assert load_program("dspybench.controls:Empty", None)(question="why?").answer == "why?"


def test_the_answered_program_gets_its_answer_without_a_call_also_where_another_lm_is_set() -> None:
    program = load_program("dspybench.controls:answered", None)

    with dspy.context(lm=None):
        assert program(question="why?").answer == "fine"
    with of_this_process.acquire(TRIMS), dspy.context(lm=None, disable_history=True, trace=None):
        assert program(question="why?").answer == "fine"
