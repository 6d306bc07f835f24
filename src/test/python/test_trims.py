"""Trims: the same bytes are sent, the same answers come out, and DSPy is itself again afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any, Literal

import dspy
import pydantic
import pytest
from test_engine import MODEL, PIXEL, answered, broken, completion
from test_worker import opened

from dspybench.engine import JavaEngine
from dspybench.trims import TRIMS, TrimError, Trimming, of_this_process
from dspybench.worker import Session

ALL = tuple(TRIMS)
EACH_AND_ALL = [*((label,) for label in ALL), ALL]
CHAT = "[[ ## answer ## ]]\nfine\n\n[[ ## completed ## ]]"


class Client:
    """Returns envelopes in turn, and keeps the bodies as they came."""

    def __init__(self, *envelopes: str) -> None:
        self._envelopes = cycle(envelopes)
        self.bodies: list[str] = []

    def exchange(self, body: str) -> str:
        self.bodies.append(body)
        return next(self._envelopes)


def told(*fields: tuple[str, str], **message: Any) -> str:
    """The envelope of an answer in ChatAdapter's form."""
    text = "".join(f"[[ ## {name} ## ]]\n{value}\n\n" for name, value in fields) + "[[ ## completed ## ]]"
    return answered(200, completion(text, **message))


def said(text: str | None, **body: Any) -> str:
    return answered(200, {**completion(text), **body})


class Person(pydantic.BaseModel):
    name: str
    age: int | None = None


class Extract(dspy.Signature):
    """Find the person."""

    text: str = dspy.InputField(desc="where the person is")
    strict: bool = dspy.InputField()
    person: Person = dspy.OutputField()
    tags: list[str] = dspy.OutputField(desc="a few")
    mood: Literal["good", "bad"] = dspy.OutputField()
    score: float = dspy.OutputField()


class Remember(dspy.Signature):
    history: dspy.History = dspy.InputField()
    question: str = dspy.InputField()
    answer: str = dspy.OutputField()


def with_demos() -> dspy.Predict:
    predict = dspy.Predict("question -> answer")
    predict.demos = [dspy.Example(question="1?", answer="one"), {"question": "2?"}, {"answer": "3", "question": "3?"}]
    return predict


def rain(city: str) -> str:
    """Tells whether it rains."""
    return f"no rain in {city}"


PERSON = '{"name": "Ä 漢字 \U0001f600", "age": 3}'
FIELDS = (("person", PERSON), ("tags", '["a", "b"]'), ("mood", "good"), ("score", "0.5"))
ARGUMENTS = {"text": 'Ä "quoted" 漢字 \U0001f600\n', "strict": True}
STEP = (("next_thought", "look"), ("next_tool_name", "rain"), ("next_tool_args", '{"city": "Köln"}'))
LAST = (("next_thought", "done"), ("next_tool_name", "finish"), ("next_tool_args", "{}"))
FINE = told(("answer", "fine"))
HISTORY = dspy.History(messages=[{"question": "before?", "answer": "yes"}])

Case = tuple[Callable[[], dspy.Module], dict[str, Any], tuple[str, ...], dspy.Adapter | None]

CASES: dict[str, Case] = {
    "Predict": (lambda: dspy.Predict("question -> answer"), {"question": "why?"}, (FINE,), None),
    "ChainOfThought": (
        lambda: dspy.ChainOfThought("question -> answer"),
        {"question": "why?"},
        (told(("reasoning", "so"), ("answer", "fine")),),
        None,
    ),
    "typed fields": (lambda: dspy.Predict(Extract), ARGUMENTS, (told(*FIELDS),), None),
    "typed fields, JSONAdapter": (
        lambda: dspy.Predict(Extract),
        ARGUMENTS,
        (said(json.dumps({name: value if name == "mood" else json.loads(value) for name, value in FIELDS})),),
        dspy.JSONAdapter(),
    ),
    "XMLAdapter": (
        lambda: dspy.Predict("question -> answer"),
        {"question": "why?"},
        (said("<answer>fine</answer>"),),
        dspy.XMLAdapter(),
    ),
    "demonstrations": (with_demos, {"question": "why?"}, (FINE,), None),
    "history": (lambda: dspy.Predict(Remember), {"question": "?", "history": HISTORY}, (FINE,), None),
    "image": (
        lambda: dspy.Predict("image: dspy.Image -> answer"),
        {"image": dspy.Image(f"data:image/png;base64,{PIXEL}")},
        (FINE,),
        None,
    ),
    "list for a text": (
        lambda: dspy.Predict("question -> answer"),
        {"question": ["a", "b"]},
        (FINE,),
        None,
    ),
    "settings of the call": (
        lambda: dspy.Predict("question -> answer", temperature=0.7, max_tokens=17, stop=["END"], seed=3),
        {"question": "why?"},
        (FINE,),
        None,
    ),
    "several completions": (
        lambda: dspy.Predict("question -> answer", n=2),
        {"question": "why?"},
        (told(("answer", "a")), told(("answer", "b"))),
        None,
    ),
    "ReAct": (
        lambda: dspy.ReAct("question -> answer", tools=[rain]),
        {"question": "Rain?"},
        (told(*STEP), told(*LAST), told(("reasoning", "so"), ("answer", "no"))),
        None,
    ),
    "unparsable, then JSON": (
        lambda: dspy.Predict("question -> answer"),
        {"question": "why?"},
        (said("no idea"), said('{"answer": "fine"}')),
        None,
    ),
    "unparsable twice": (lambda: dspy.Predict("question -> answer"), {"question": "why?"}, (said("no idea"),), None),
    "a wrong type": (
        lambda: dspy.Predict("question -> answer: int"),
        {"question": "why?"},
        (told(("answer", "many")),),
        None,
    ),
    "no input": (lambda: dspy.Predict("question -> answer"), {"other": 1}, (FINE,), None),
}

ANSWERS = {
    "rate limit": answered(429, {"error": {"message": "slow down"}}, (("retry-after", "3"),)),
    "server error": answered(503, "gone"),
    "timeout": broken("timeout", "no answer within 1 s"),
    "lost connection": broken("connection", "reset"),
    "no JSON": answered(200, "<html>"),
    "JSON of another shape": answered(200, {"choices": []}),
    "an error in a success": answered(200, {"error": {"code": "server_error", "message": "broken"}}),
    "null": said(None),
    "empty text": said(""),
    "a refusal": said(None, choices=[{"message": {"refusal": "no", "content": None}, "finish_reason": "stop"}]),
    "cut short": said(CHAT, choices=[{"message": {"content": CHAT}, "finish_reason": "length"}]),
    "no finish reason": said(CHAT, choices=[{"message": {"content": CHAT}}]),
    "two choices": said(CHAT, choices=completion(CHAT)["choices"] * 2),
    "reasoning": said(CHAT, choices=[{"message": {"content": CHAT, "reasoning": "hm"}, "finish_reason": "stop"}]),
    "no usage": said(CHAT, usage=None),
    "negative usage": said(CHAT, usage={"prompt_tokens": -1}),
    "usage in words": said(CHAT, usage={"prompt_tokens": "many"}),
    "usage of another shape": said(CHAT, usage=[1]),
    "details of another shape": said(CHAT, usage={"prompt_tokens_details": 3}),
    "no model": said(CHAT, model=None),
    "text in parts": said(CHAT, choices=[{"message": {"content": [{"type": "text", "text": CHAT}]}}]),
}


@pytest.fixture
def trimmed() -> Iterator[Callable[..., Any]]:
    """Trims DSPy until the test ends."""
    trimming = Trimming()
    taken = []
    yield lambda *labels: taken.append(trimming.acquire(labels))
    for session in taken:
        session.close()


def lm_of(client: Client, **settings: Any) -> dspy.LM:
    return dspy.LM(MODEL, engine=JavaEngine(client, MODEL), cache=False, num_retries=0, **settings)


def outcome(program: dspy.Module, inputs: dict[str, Any], client: Client, adapter: dspy.Adapter | None) -> Any:
    with dspy.context(lm=lm_of(client), adapter=adapter, disable_history=True, trace=None):
        try:
            return {"fields": dict(program(**inputs).items())}
        except Exception as error:
            details = {name: getattr(error, name, None) for name in ("status", "retry_after", "request_id", "features")}
            return {"type": type(error), "text": str(error), "cause": type(error.__cause__), **details}


def seen(case: Case) -> tuple[list[Any], list[str]]:
    """What comes of a case, three times over, and what was sent."""
    make, inputs, envelopes, adapter = case
    client = Client(*envelopes)
    program = make()
    return [outcome(program, inputs, client, adapter) for _ in range(3)], client.bodies


@pytest.mark.parametrize("labels", EACH_AND_ALL, ids=" ".join)
@pytest.mark.parametrize("name", CASES)
def test_the_same_is_sent_and_answered(name: str, labels: tuple[str, ...], trimmed: Callable[..., Any]) -> None:
    as_it_comes = seen(CASES[name])
    trimmed(*labels)

    assert seen(CASES[name]) == as_it_comes


@pytest.mark.parametrize("name", ANSWERS)
def test_every_other_answer_means_the_same(name: str, trimmed: Callable[..., Any]) -> None:
    case: Case = (lambda: dspy.Predict("question -> answer"), {"question": "why?"}, (ANSWERS[name],), None)
    as_it_comes = seen(case)
    trimmed(*ALL)

    assert seen(case) == as_it_comes


@pytest.mark.parametrize("temperature", [None, 0, 1, 1.0, 0.7, True, 3])
@pytest.mark.parametrize("max_tokens", [None, 17, 10**30])
def test_generation_settings_are_written_alike(temperature: Any, max_tokens: Any, trimmed: Callable[..., Any]) -> None:
    def sent() -> tuple[Any, list[str]]:
        client = Client(FINE)
        with dspy.context(lm=lm_of(client, temperature=temperature, max_tokens=max_tokens), disable_history=True):
            try:
                return dspy.Predict("question -> answer")(question="why?").toDict(), client.bodies
            except Exception as error:
                return (type(error), str(error)), client.bodies

    as_it_comes = sent()
    trimmed(*ALL)

    assert sent() == as_it_comes


def test_plain_calls_go_past_lm15(trimmed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    write = JavaEngine.write

    def counted(engine: JavaEngine, request: Any) -> Any:
        written.append(request)
        return write(engine, request)

    monkeypatch.setattr(JavaEngine, "write", counted)
    trimmed("plain-calls")

    seen(CASES["Predict"])

    assert len(written) == 1  # to learn what stands around the messages


def test_history_and_usage_are_kept_where_they_are_on(trimmed: Callable[..., Any]) -> None:
    trimmed(*ALL)
    lm = lm_of(Client(FINE))
    with dspy.context(lm=lm, track_usage=True):
        prediction = dspy.Predict("question -> answer")(question="why?")

    assert lm.history[0]["usage"]["total_tokens"] == 18
    assert prediction.get_lm_usage()[MODEL]["prompt_tokens"] == 11


def sent_by(program: dspy.Module) -> str:
    client = Client(FINE)
    outcome(program, {"question": "why?"}, client, None)
    return client.bodies[0]


def test_two_signatures_do_not_share_a_system_message(trimmed: Callable[..., Any]) -> None:
    trimmed(*ALL)
    first, second = (dspy.Predict(dspy.Signature("question -> answer", words)) for words in ("One.", "Two."))

    assert "objective is: \\n        One." in sent_by(first)
    assert "objective is: \\n        Two." in sent_by(second)
    assert "objective is: \\n        One." in sent_by(first)


def changed_instructions(program: dspy.Predict) -> None:
    program.signature.instructions = "CHANGED"


def changed_description(program: dspy.Predict) -> None:
    program.signature.fields["answer"].json_schema_extra["desc"] = "CHANGED"


def changed_annotation(program: dspy.Predict) -> None:
    program.signature.fields["answer"].annotation = Literal["CHANGED"]


def other_signature(program: dspy.Predict) -> None:
    program.signature = program.signature.with_instructions("CHANGED")


def other_demonstrations(program: dspy.Predict) -> None:
    program.demos = [dspy.Example(question="CHANGED", answer="yes")]


@pytest.mark.parametrize(
    "change",
    [changed_instructions, changed_description, changed_annotation, other_signature, other_demonstrations],
)
def test_a_program_that_changes_is_sent_as_it_is(
    change: Callable[[dspy.Predict], None], trimmed: Callable[..., Any]
) -> None:
    trimmed(*ALL)
    program = dspy.Predict("question -> answer")

    assert "CHANGED" not in sent_by(program)
    change(program)
    assert "CHANGED" in sent_by(program)


def test_an_adapter_of_ones_own_is_asked_each_time(trimmed: Callable[..., Any]) -> None:
    class Counting(dspy.ChatAdapter):
        asked = 0

        def format_task_description(self, signature: type[dspy.Signature]) -> str:
            self.asked += 1
            return f"asked {self.asked} times"

    trimmed(*ALL)
    adapter = Counting()
    client = Client(FINE)
    for _ in range(2):
        outcome(dspy.Predict("question -> answer"), {"question": "why?"}, client, adapter)

    assert "asked 2 times" in client.bodies[1]


def parts_of_dspy() -> list[Any]:
    return [(patch := make()).owner.__dict__[patch.name] for make in TRIMS.values()]


def test_dspy_is_itself_again_when_the_last_session_closes() -> None:
    before = parts_of_dspy()
    trimming = Trimming()
    first, second = trimming.acquire(ALL), trimming.acquire(ALL)

    first.close()
    first.close()
    assert not any(now is then for now, then in zip(parts_of_dspy(), before, strict=True))

    second.close()
    assert parts_of_dspy() == before


@pytest.mark.parametrize("labels", [(), ("system-message",), ALL])
def test_other_trims_are_refused_while_a_session_has_some(labels: tuple[str, ...]) -> None:
    trimming = Trimming()
    with trimming.acquire(["type-adapters"]), pytest.raises(TrimError, match="has a session with trims type-adapters"):
        trimming.acquire(labels)

    trimming.acquire(labels).close()


def test_an_unknown_trim_is_refused_and_nothing_is_changed() -> None:
    before = parts_of_dspy()

    with pytest.raises(TrimError, match=r"no trim 'haircut'; there are decision-check, "):
        Trimming().acquire(["type-adapters", "haircut"])

    assert parts_of_dspy() == before


def test_a_trim_is_refused_for_another_dspy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dspy, "__version__", "3.4.2")

    with pytest.raises(TrimError, match=r"'plain-calls' is written for DSPy 3\.4\.1, not 3\.4\.2: leave it out, or"):
        Trimming().acquire(["plain-calls"])
    Trimming().acquire([]).close()


def test_a_session_has_its_trims_until_it_is_closed() -> None:
    before = parts_of_dspy()
    session = opened("question -> answer", trims=["field-lookup"])

    assert isinstance(session, Session)
    assert parts_of_dspy() != before
    session.close()
    assert parts_of_dspy() == before


def test_trims_are_given_back_when_a_session_cannot_be_opened() -> None:
    reply = opened("no_such_module:Program", trims=["field-lookup"])

    assert isinstance(reply, str)
    of_this_process.acquire(["type-adapters"]).close()


def test_a_session_that_asks_for_what_is_no_trim_is_told_so() -> None:
    reply = opened("question -> answer", trims=["haircut"])

    assert isinstance(reply, str)
    failure = json.loads(reply)["failure"]
    assert failure["kind"] == "CONFIGURATION"
    assert failure["message"].startswith("no trim 'haircut'")
