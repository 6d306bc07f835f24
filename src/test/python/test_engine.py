"""The engine behind the transport ``java``, with a client in Python in place of the Java one."""

from __future__ import annotations

import base64
import copy
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import dspy
import pytest
from dspy import lm15

from dspybench.engine import JavaEngine

# DSPy 3.5 drops messages in OpenAI's form; the engine is guarded against 3.5 anyway.
pytestmark = pytest.mark.filterwarnings("ignore:Passing OpenAI-style message:DeprecationWarning")

MODEL = "openai/gpt-4o-mini"
PIXEL = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()
WEATHER = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "Tells the weather.",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}},
    },
}


def completion(content: str | None = "fine", **message: Any) -> dict[str, Any]:
    """What an endpoint answers."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "gpt-4o-mini-2024",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content, **message},
                "finish_reason": "stop",
            }
        ],
        "usage": {
            "prompt_tokens": 11,
            "completion_tokens": 7,
            "total_tokens": 18,
            "prompt_tokens_details": {"cached_tokens": 3},
        },
    }


def answered(status: int, body: object, headers: tuple[tuple[str, str], ...] = ()) -> str:
    """An envelope with an answer in it."""
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    return f"{json.dumps([status, headers], separators=(',', ':'))}\n{text}"


def broken(kind: str, message: str) -> str:
    """An envelope that tells of no answer."""
    return f"{json.dumps([0, kind, message], separators=(',', ':'))}\n"


class Client:
    """Returns one envelope for every body, and keeps the bodies."""

    def __init__(self, envelope: str = answered(200, completion())) -> None:
        self.envelope = envelope
        self.bodies: list[Any] = []

    def exchange(self, body: str) -> str:
        self.bodies.append(json.loads(body))
        return self.envelope


def java_lm(client: Client, **settings: Any) -> dspy.LM:
    return dspy.LM(MODEL, engine=JavaEngine(client), cache=False, num_retries=0, **settings)


class Recording(BaseHTTPRequestHandler):
    """Answers every request alike, and keeps the bodies."""

    bodies: ClassVar[list[Any]]

    def do_POST(self) -> None:
        length = int(self.headers["content-length"])
        self.bodies.append(json.loads(self.rfile.read(length)))
        reply = json.dumps(completion()).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the name that it overrides
        pass


@pytest.fixture
def recorder() -> Iterator[tuple[str, list[Any]]]:
    """The base URL of a recording endpoint, and the bodies it got."""

    class Handler(Recording):
        bodies: ClassVar[list[Any]] = []

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1", Handler.bodies
        server.shutdown()


def user(text: str) -> dict[str, Any]:
    return {"role": "user", "content": text}


CALLS: dict[str, dict[str, Any]] = {
    "prompt": {"prompt": "Hello"},
    "unicode": {"prompt": 'Grüße, 世界 🎉 \u2028 \x00 \\ "quoted" <b>'},
    "multi-turn": {
        "messages": [
            {"role": "system", "content": "Be brief."},
            user("One?"),
            {"role": "assistant", "content": "Two."},
            user("Three?"),
        ]
    },
    "developer": {"messages": [user("Hi"), {"role": "developer", "content": "Now in French."}]},
    "text blocks": {
        "messages": [
            {
                "role": "user",
                "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}],
            }
        ]
    },
    "tools": {
        "messages": [
            user("Weather in Rome and Oslo?"),
            {
                "role": "assistant",
                "content": None,
                "tool_calls": [
                    {
                        "id": f"call_{city}",
                        "type": "function",
                        "function": {"name": "weather", "arguments": json.dumps({"city": city})},
                    }
                    for city in ("Rome", "Oslo")
                ],
            },
            {"role": "tool", "tool_call_id": "call_Rome", "name": "weather", "content": "sunny"},
            {"role": "tool", "tool_call_id": "call_Oslo", "content": "snow"},
        ],
        "tools": [WEATHER],
        "tool_choice": "auto",
        "parallel_tool_calls": False,
    },
    "forced tool": {
        "prompt": "Rome?",
        "tools": [WEATHER],
        "tool_choice": {"type": "function", "function": {"name": "weather"}},
    },
    "images": {
        "messages": [
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "What is this?"},
                    {
                        "type": "image_url",
                        "image_url": {"url": "https://example.com/a.png", "detail": "low"},
                    },
                    {
                        "type": "image_url",
                        "image_url": {"url": f"data:image/png;base64,{PIXEL}"},
                    },
                ],
            }
        ]
    },
    "json object": {"prompt": "JSON, please", "response_format": {"type": "json_object"}},
    "json schema": {
        "prompt": "JSON, please",
        "response_format": {
            "type": "json_schema",
            "json_schema": {
                "name": "answer",
                "strict": True,
                "schema": {"type": "object", "properties": {"answer": {"type": "string"}}},
            },
        },
    },
    "settings": {
        "prompt": "Hello",
        "temperature": 0.3,
        "max_tokens": 77,
        "top_p": 0.9,
        "stop": ["END", "\n\n"],
        "seed": 5,
        "presence_penalty": 0.1,
        "frequency_penalty": -0.2,
        "logprobs": True,
        "top_logprobs": 2,
        "logit_bias": {"50256": -100},
        "user": "someone",
    },
    "reasoning": {"prompt": "Hello", "reasoning_effort": "low"},
    "three candidates": {"prompt": "Hello", "n": 3, "temperature": 1.0},
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_the_body_is_the_one_that_lm15_sends(call: dict[str, Any], recorder: tuple[str, list[Any]]) -> None:
    base, expected = recorder
    native = dspy.LM(MODEL, engine="lm15", api_base=base, api_key="k", cache=False, num_retries=0)
    client = Client()

    native_outputs = native(**call)
    java_outputs = java_lm(client)(**call)

    assert expected
    assert client.bodies == expected
    assert java_outputs == native_outputs


class Question(dspy.Signature):
    """Answer the question."""

    question: str = dspy.InputField()
    picture: dspy.Image = dspy.InputField()
    answer: str = dspy.OutputField()
    score: float = dspy.OutputField()


@pytest.mark.parametrize("adapter", [dspy.ChatAdapter(), dspy.JSONAdapter()])
def test_a_program_makes_the_same_requests_on_both_transports(
    adapter: dspy.Adapter, recorder: tuple[str, list[Any]]
) -> None:
    base, expected = recorder
    client = Client()
    native = dspy.LM(MODEL, engine="lm15", api_base=base, api_key="k", cache=False, num_retries=0)
    java = dspy.LM(MODEL, engine=JavaEngine(client, MODEL), cache=False, num_retries=0)
    for lm in (native, java):
        with dspy.context(lm=lm, adapter=adapter), pytest.raises(dspy.AdapterParseError):
            dspy.Predict(Question)(question="What?", picture=dspy.Image(f"data:image/png;base64,{PIXEL}"))

    assert expected
    assert client.bodies == expected


def test_the_engine_declares_what_the_catalogue_knows() -> None:
    known = JavaEngine(Client(), MODEL)
    unknown = JavaEngine(Client())

    assert known.supports_function_calling
    assert known.supports_response_schema
    assert "temperature" in known.supported_params
    assert not unknown.supports_function_calling
    assert not unknown.supports_response_schema


def test_three_candidates_are_three_calls() -> None:
    client = Client()

    assert java_lm(client)("Hello", n=3, temperature=1.0) == ["fine", "fine", "fine"]
    assert len(client.bodies) == 3
    assert not any("n" in body for body in client.bodies)


def test_the_provider_before_the_model_is_not_sent() -> None:
    client = Client()
    dspy.LM("openai/org/model:7b", engine=JavaEngine(client), cache=False)("Hello")

    assert client.bodies[0]["model"] == "org/model:7b"


def test_tokens_come_back() -> None:
    response = JavaEngine(Client()).complete(request())

    assert response.usage == lm15.Usage(input_tokens=11, output_tokens=7, total_tokens=18, cache_read_tokens=3)
    lm = java_lm(Client())
    with dspy.track_usage() as tracker:
        lm("Hello")
    assert tracker.get_total_tokens()[MODEL]["total_tokens"] == 18


def test_a_tool_call_comes_back() -> None:
    call = {"id": "c1", "type": "function", "function": {"name": "weather", "arguments": '{"a":1}'}}
    response = JavaEngine(Client(answered(200, completion(None, tool_calls=[call])))).complete(request())

    assert response.finish_reason == "tool_call"
    assert response.message.parts == (lm15.ToolCallPart(id="c1", name="weather", input={"a": 1}),)


def test_any_text_comes_back() -> None:
    text = "Grüße, 世界 🎉\n\u2028\\n \x00"

    assert java_lm(Client(answered(200, completion(text))))("Hello") == [text]


def test_what_orjson_does_not_read_is_read_as_lm15_does() -> None:
    body = json.dumps(completion("\ud800")) + " "
    big = json.dumps({**completion(), "created": 2**70})

    assert java_lm(Client(answered(200, body)))("Hello") == ["\ud800"]
    assert java_lm(Client(answered(200, big)))("Hello") == ["fine"]
    assert java_lm(Client(answered(200, "\ufeff" + json.dumps(completion()))))("Hello") == ["fine"]


def test_a_success_other_than_200_is_one() -> None:
    assert java_lm(Client(answered(201, completion())))("Hello") == ["fine"]


def problem(code: str | None = None, type_: str | None = None) -> dict[str, Any]:
    return {"error": {"message": "no", "type": type_, "param": None, "code": code}}


ERRORS = [
    (
        400,
        problem(None, "invalid_request_error"),
        "InvalidRequestError",
        dspy.LMInvalidRequestError,
    ),
    (
        400,
        problem("context_length_exceeded"),
        "ContextLengthError",
        dspy.ContextWindowExceededError,
    ),
    (401, problem("invalid_api_key"), "AuthError", dspy.LMAuthError),
    (402, problem(), "BillingError", dspy.LMBillingError),
    (403, problem(), "AuthError", dspy.LMAuthError),
    (404, problem("model_not_found"), "UnsupportedModelError", dspy.LMUnsupportedModelError),
    (408, problem(), "TimeoutError", dspy.LMTimeoutError),
    (409, problem(), "InvalidRequestError", dspy.LMInvalidRequestError),
    (422, problem(), "InvalidRequestError", dspy.LMInvalidRequestError),
    (429, problem("rate_limit_exceeded", "tokens"), "RateLimitError", dspy.LMRateLimitError),
    (429, problem("insufficient_quota"), "BillingError", dspy.LMBillingError),
    (429, "<html>slow down</html>", "RateLimitError", dspy.LMRateLimitError),
    (500, problem(None, "server_error"), "ServerError", dspy.LMServerError),
    (502, "<html>\nBad gateway</html>", "ServerError", dspy.LMServerError),
    (503, "", "ServerError", dspy.LMServerError),
    (504, "", "TimeoutError", dspy.LMTimeoutError),
    (529, problem(), "ServerError", dspy.LMServerError),
    (200, problem("rate_limit_exceeded"), "RateLimitError", dspy.LMRateLimitError),
    (200, "<html>\nportal</html>", "ProviderError", dspy.LMProviderError),
    (200, '{"choices":[', "ProviderError", dspy.LMProviderError),
    (200, "", "ProviderError", dspy.LMProviderError),
    (200, [], "ProviderError", dspy.LMProviderError),
    (200, {"choices": {}, "usage": 1}, "ProviderError", dspy.LMProviderError),
    (302, "", "ProviderError", dspy.LMProviderError),
]


@pytest.mark.parametrize(("status", "body", "canonical", "public"), ERRORS)
def test_a_failed_call_raises_what_lm15_makes_of_it(
    status: int, body: object, canonical: str, public: type[Exception]
) -> None:
    client = Client(answered(status, body, (("X-Request-Id", "req-7"),)))
    with pytest.raises(public) as raised:
        java_lm(client)("Hello")

    cause: Any = raised.value.__cause__
    assert type(cause) is getattr(lm15, canonical)
    assert cause.status == (None if status == 200 and cause.provider_code else status)
    assert cause.request_id == "req-7"
    assert len(client.bodies) == 1


@pytest.mark.parametrize(
    ("header", "value", "seconds"),
    [("Retry-After", "3", 3.0), ("retry-after", "0.25", 0.25), ("retry-after-ms", "125", 0.125)],
)
def test_the_wait_that_the_server_asks_for_comes_back(header: str, value: str, seconds: float) -> None:
    client = Client(answered(429, problem("rate_limit_exceeded"), ((header, value),)))
    with pytest.raises(dspy.LMRateLimitError) as raised:
        java_lm(client)("Hello")

    assert raised.value.retry_after == seconds


@pytest.mark.parametrize(
    ("kind", "canonical", "public"),
    [
        ("timeout", lm15.TimeoutError, dspy.LMTimeoutError),
        ("connection", lm15.TransportError, dspy.LMTransportError),
        ("oversized", lm15.TransportError, dspy.LMTransportError),
        ("cancelled", lm15.TransportError, dspy.LMTransportError),
    ],
)
def test_no_answer_is_a_timeout_or_a_transport_error(
    kind: str, canonical: type[Exception], public: type[Exception]
) -> None:
    message = 'cannot "connect" to 127.0.0.1:1'
    with pytest.raises(public, match="cannot") as raised:
        java_lm(Client(broken(kind, message)))("Hello")

    cause: Any = raised.value.__cause__
    assert cause.message == message
    assert type(cause) is canonical


def test_a_rejected_key_names_the_variable_and_shows_no_key() -> None:
    engine = JavaEngine(Client(answered(401, problem("invalid_api_key"))), key_variable="MY_KEY")
    with pytest.raises(lm15.AuthError, match="MY_KEY") as raised:
        engine.complete(request())

    assert "held by Java" not in str(raised.value)


def request(*messages: lm15.Message, **config: Any) -> lm15.Request:
    return lm15.Request(
        model=MODEL,
        messages=messages or (lm15.Message.user("Hello"),),
        config=lm15.Config(**config),
    )


def media(part: Any) -> lm15.Request:
    return request(lm15.Message.user([lm15.TextPart("see"), part]))


def replayed(part: Any) -> lm15.Request:
    said = lm15.Message.assistant([lm15.TextPart("so"), part])
    return request(lm15.Message.user("Hello"), said, lm15.Message.user("And?"))


CHOICE = {"type": "json_schema", "schema": lm15.judgments(kind=lm15.choice("a", "b"))}

REFUSED: dict[str, Callable[[], lm15.Request]] = {
    "config.top_k": lambda: request(top_k=5),
    "config.reasoning.thinking_budget": lambda: request(reasoning=lm15.Reasoning(effort="low", thinking_budget=100)),
    "config.reasoning.summary": lambda: request(reasoning=lm15.Reasoning(effort="low", summary="detailed")),
    "config.extensions.prompt_caching": lambda: request(extensions={"prompt_caching": True}),
    "messages[*].parts[audio]": lambda: media(lm15.AudioPart(data=PIXEL, media_type="audio/wav")),
    "messages[*].parts[document]": lambda: media(lm15.DocumentPart(data=PIXEL, media_type="application/pdf")),
    "messages[*].parts[video]": lambda: media(lm15.VideoPart(url="https://example.com/a.mp4", media_type="video/mp4")),
    "messages[1].parts[thinking]": lambda: replayed(lm15.ThinkingPart("hm")),
    "messages[1].parts[citation]": lambda: replayed(lm15.CitationPart(url="https://example.com")),
    "messages[1].parts[image]": lambda: replayed(
        lm15.ImagePart(url="https://example.com/a.png", media_type="image/png")
    ),
}


@pytest.mark.parametrize(("feature", "make"), REFUSED.items(), ids=REFUSED)
def test_what_the_api_cannot_carry_is_refused_before_the_call(feature: str, make: Callable[[], lm15.Request]) -> None:
    client = Client()
    with pytest.raises(lm15.UnsupportedFeatureError) as raised:
        JavaEngine(client).complete(make())

    assert raised.value.feature == feature
    assert client.bodies == []


def test_a_refusal_reaches_the_program_as_dspys_own_error() -> None:
    client = Client()
    with pytest.raises(dspy.LMUnsupportedFeatureError, match="top_k"):
        java_lm(client)("Hello", top_k=5)
    with pytest.raises(dspy.LMUnsupportedFeatureError, match="audio"):
        java_lm(client)(
            messages=[
                {
                    "role": "user",
                    "content": [{"type": "input_audio", "input_audio": {"data": PIXEL, "format": "wav"}}],
                }
            ]
        )
    assert client.bodies == []


def test_a_lone_surrogate_is_refused() -> None:
    client = Client()
    with pytest.raises(ValueError, match="surrogates not allowed"):
        JavaEngine(client).complete(request(lm15.Message.user("\ud800")))
    assert client.bodies == []


def test_streaming_is_refused() -> None:
    with pytest.raises(lm15.UnsupportedFeatureError, match="does not stream"):
        JavaEngine(Client()).stream(request())


def test_an_engine_is_shared_by_the_copies_of_a_program() -> None:
    lm = java_lm(Client())

    assert copy.deepcopy(lm).engine is lm.engine
    assert lm.copy(temperature=1.0).engine is lm.engine


def test_another_release_of_dspy_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dspy, "__version__", "3.5.0")
    with pytest.raises(RuntimeError, match=r"written for DSPy 3\.4\.x, not 3\.5\.0"):
        JavaEngine(Client())
