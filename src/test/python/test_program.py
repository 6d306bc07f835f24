"""Programs by their names."""

from __future__ import annotations

from pathlib import Path

import dspy
import pytest

from dspybench.program import ProgramError, load_program

PROGRAMS = str(Path(__file__).parents[1] / "resources" / "programs")


def test_a_signature_becomes_a_predict() -> None:
    program = load_program("question, context -> answer, confidence: float", None)

    assert isinstance(program, dspy.Predict)
    assert list(program.signature.output_fields) == ["answer", "confidence"]


@pytest.mark.parametrize("attribute", ["Shouting", "instance", "factory"])
def test_a_module_may_name_a_class_an_instance_or_a_function(attribute: str) -> None:
    program = load_program(f"example:{attribute}", PROGRAMS)

    assert program(question="why?").answer == "WHY?"


def test_an_instance_is_used_as_it_is() -> None:
    assert load_program("example:instance", PROGRAMS) is load_program("example:instance", PROGRAMS)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nonsense", "neither a signature"),
        ("example:", "neither a signature"),
        (":Shouting", "neither a signature"),
        ("no_such_module:Program", "no module 'no_such_module' in"),
        ("example:missing", "has no attribute 'missing'"),
        ("example:not_a_program", "is a int, not a dspy.Module"),
        ("-> ->", "is not a DSPy signature"),
    ],
)
def test_what_is_no_program_is_refused_by_name(name: str, words: str) -> None:
    with pytest.raises(ProgramError) as refused:
        load_program(name, PROGRAMS)

    assert name in str(refused.value)
    assert words in str(refused.value)


def test_an_import_that_fails_inside_the_module_is_not_blamed_on_the_name() -> None:
    with pytest.raises(RuntimeError, match="this module is broken"):
        load_program("broken:Program", PROGRAMS)
