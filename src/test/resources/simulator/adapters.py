"""Runs programs by each of DSPy's adapters and counts their requests; argument 1 is the endpoint."""

import enum
import sys
from typing import Literal, Optional

import dspy
import pydantic
from dspy.adapters.baml_adapter import BAMLAdapter


class Address(pydantic.BaseModel):
    street: str
    number: int
    known: bool


class Person(pydantic.BaseModel):
    name: str
    weight: float
    address: Address
    tags: list[str] = []
    children: list["Person"] = []


class Mood(enum.Enum):
    GOOD = "good"
    BAD = "bad"


class Everything(dspy.Signature):
    """Judge the text."""

    text: str = dspy.InputField()
    context: list[str] = dspy.InputField(desc="what is known")
    label: Literal["pos", "neg"] = dspy.OutputField()
    number: Literal[1, 2] = dspy.OutputField()
    score: float = dspy.OutputField(desc="a score\n2. `fake` (int): no field")
    count: int = dspy.OutputField()
    flag: bool = dspy.OutputField()
    tags: list[str] = dspy.OutputField()
    maybe: Optional[int] = dspy.OutputField()
    pair: tuple[int, str] = dspy.OutputField()
    mood: Mood = dspy.OutputField()
    counts: dict[str, int] = dspy.OutputField()
    person: Person = dspy.OutputField()
    people: list[Person] = dspy.OutputField()
    summary: str = dspy.OutputField()


class Closed(dspy.Signature):
    """No open dict, so that JSONAdapter sends a schema."""

    question: str = dspy.InputField()
    person: Person = dspy.OutputField()
    mood: Mood = dspy.OutputField()
    ratio: float = dspy.OutputField()


class Flat(dspy.Signature):
    """What BAMLAdapter can write: no recursive model."""

    question: str = dspy.InputField()
    address: Address = dspy.OutputField()
    mood: Mood = dspy.OutputField()


def search(query: str, limit: int, deep: bool = False) -> str:
    """Search for "things".
    Two lines, and it's quoted."""
    return f"{limit} for {query}"


def add(a: float, b: float, exact: Optional[bool] = None) -> float:
    """Add."""
    return a + b


def predict():
    question = 'Why <b> & "c" ]]> \x0b ' + "\u00e4\U0001f600" * 150
    answer = dspy.Predict("question -> answer")(question=question).answer
    assert answer.replace(" \x0b", " ").startswith('answer: Why <b> & "c" ]]> '), answer
    return 1


def chain_of_thought():
    thought = dspy.ChainOfThought("question -> answer")(question="line\n\ntwo")
    assert thought.reasoning == "reasoning: line\n\ntwo", thought
    assert thought.answer == "answer: line\n\ntwo", thought
    return 1


def typed():
    result = dspy.Predict(Everything)(text="T", context=["a", "b"])
    assert result.summary == "summary: T", result
    assert result.tags == ["tags0: T", "tags1: T"], result
    assert 0 <= result.score < 1, result
    assert isinstance(result.person.address, Address), result
    assert len(result.people) == 2 or isinstance(dspy.settings.adapter, dspy.XMLAdapter), result
    return 1


def closed():
    result = dspy.Predict(Closed)(question="Q")
    assert isinstance(result.person, Person) and isinstance(result.mood, Mood), result
    return 1


def flat():
    assert isinstance(dspy.Predict(Flat)(question="Q").address, Address)
    return 1


def react():
    result = dspy.ReAct("question -> answer", tools=[search, add])(question="Q")
    trajectory = result.trajectory
    assert [trajectory[f"tool_name_{turn}"] for turn in range(3)] == ["search", "add", "finish"], trajectory
    assert trajectory["observation_0"].endswith(" for query: Q"), trajectory
    assert isinstance(trajectory["observation_1"], float), trajectory
    assert result.answer == "answer: Q", result
    return 4


def best_of_n():
    program = dspy.BestOfN(dspy.ChainOfThought("question -> answer"), N=3, reward_fn=half, threshold=1.0)
    assert program(question="Q").answer == "answer: Q"
    return 3


def refine():
    program = dspy.Refine(dspy.ChainOfThought("question -> answer"), N=3, reward_fn=half, threshold=1.0)
    assert program(question="Q").answer == "answer: Q"
    return 5


def half(_arguments, _prediction):
    return 0.5


def main():
    everything = [predict, chain_of_thought, typed, closed, react, best_of_n, refine]
    adapters = {
        dspy.ChatAdapter(): everything,
        dspy.JSONAdapter(): everything,
        dspy.XMLAdapter(): everything,
        BAMLAdapter(): [predict, chain_of_thought, flat, react, best_of_n, refine],
    }
    requests = 0
    for engine in ("lm15", "litellm"):
        lm = dspy.LM("openai/gpt-4o-mini", api_base=sys.argv[1], api_key="none", cache=False,
                     engine=engine, num_retries=0, temperature=0.7, max_tokens=2000)
        for adapter, programs in adapters.items():
            with dspy.context(lm=lm, adapter=adapter):
                for program in programs:
                    requests += program()
        assert lm("hello") == ["hello"]
        requests += 1
    print(f"requests={requests}")


if __name__ == "__main__":
    main()
