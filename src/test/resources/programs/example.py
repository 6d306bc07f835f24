"""Programs that the tests of the bridge run."""

import sys
import threading
from dataclasses import dataclass

import dspy
import pydantic


class Shouting(dspy.Module):
    """Answers without an LM."""

    def forward(self, question: str) -> dspy.Prediction:
        return dspy.Prediction(answer=question.upper())


instance = Shouting()
not_a_program = 42


def factory() -> dspy.Module:
    return Shouting()


class Raising(dspy.Module):
    """Raises an exception with a cause, so that its traceback has two parts."""

    def forward(self, question: str) -> dspy.Prediction:
        try:
            raise KeyError("the cause")
        except KeyError as error:
            raise ValueError(f"cannot answer {question} \U0001f600") from error


class Exiting(dspy.Module):
    """Would end the JVM, if it could."""

    def forward(self, question: str) -> dspy.Prediction:
        sys.exit(7)


class City(pydantic.BaseModel):
    name: str
    people: int


@dataclass
class Point:
    x: int


class Typed(dspy.Module):
    """Answers with values of many types."""

    def forward(self, question: str) -> dspy.Prediction:
        return dspy.Prediction(
            number=1,
            share=0.5,
            truth=True,
            nothing=None,
            words=["a", "b"],
            city=City(name="Köln", people=3),
            point=Point(x=1),
            unknown=object,
        )


class TwoSteps(dspy.Module):
    """Makes two LM calls for each question."""

    def __init__(self) -> None:
        super().__init__()
        self.first = dspy.Predict("question -> draft")
        self.second = dspy.Predict("draft -> answer")

    def forward(self, question: str) -> dspy.Prediction:
        return self.second(draft=self.first(question=question).draft)


class Recursing(dspy.Module):
    """Recurses deeper than the stack of a default Java thread allows."""

    def forward(self, question: str) -> dspy.Prediction:
        def depth(n: int) -> int:
            return 0 if n == 0 else 1 + depth(n - 1)

        return dspy.Prediction(answer=str(depth(900)))


everybody = threading.Barrier(8)


class Meeting(dspy.Module):
    """Waits in Python until eight of them do."""

    def forward(self, question: str) -> dspy.Prediction:
        everybody.wait(timeout=30)
        return dspy.Prediction(met=True)
