"""Calls of plain text, written and read without lm15's objects in between.

DSPy makes of an adapter's messages a ``dspy.lm15.Request``, of which lm15 makes messages again; and of the answer's
body a ``dspy.lm15.Response``, of which DSPy takes the text. Here a call whose messages are nothing but text goes from
the one to the other directly. What lm15 would write around the messages is taken from lm15 itself, once for each set
of generation settings. Anything else, in a request or an answer, goes the way that it always went.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import dspy
import orjson
from dspy.clients import execution
from dspy.clients.call_result import CallResult
from dspy.clients.errors import error_boundary

from dspybench.engine import JavaEngine, json_text, parsed_success

_SAMPLE = [{"role": role, "content": f"a {role}"} for role in ("system", "user", "assistant", "user")]

_SCALARS = (type(None), bool, int, float, str)
_MOST_FRAMES = 256

_NOT_PLAIN = ("reasoning_content", "reasoning", "refusal", "tool_calls", "function_call", "audio")
"""Parts of a message that are more than its text."""

_COUNTS = ("prompt_tokens", "completion_tokens", "total_tokens")
_DETAILS = ("prompt_tokens_details", "completion_tokens_details")


class PlainCalls:
    """Takes the place of ``dspy.clients.execution.execute``. Shared by all threads."""

    def __init__(self, execute: Any) -> None:
        """Keeps what makes the other calls.

        Args:
            execute: DSPy's own.
        """
        self._execute = execute
        self._frames: dict[tuple[Any, ...], dict[str, Any] | None] = {}

    def __call__(self, lm: dspy.LM, call: Any) -> Any:
        """Makes a call of the model, as DSPy's own does."""
        engine = getattr(lm, "_engine_spec", None)
        if not isinstance(engine, JavaEngine):
            return self._execute(lm, call)
        body = self._body(lm, engine, call)
        if body is None:
            return self._execute(lm, call)
        with error_boundary(lm.model, unexpected=True):
            envelope = engine.post(body)
        text = _plain_text(envelope)
        if text is not None:
            return CallResult(outputs=[text])
        answered = copy.copy(lm)
        answered._engine_spec = engine.through(_Answered(envelope))
        return self._execute(answered, call)

    def _body(self, lm: dspy.LM, engine: JavaEngine, call: Any) -> str | None:
        """The body that lm15 would write; nothing where the call is not plain."""
        messages = call.legacy["messages"] if call.request is None else ()
        if not (_leaves_no_trace(lm, call) and _are_plain(messages)):
            return None
        settings = tuple((key, type(value), value) for key, value in call.legacy.items() if key != "messages")
        if not all(issubclass(type_, _SCALARS) for _, type_, _ in settings):
            return None
        if settings not in self._frames:
            if len(self._frames) >= _MOST_FRAMES:
                self._frames.clear()
            self._frames[settings] = _frame(engine, call)
        frame = self._frames[settings]
        return None if frame is None else json_text({**frame, "messages": messages})


class _Answered:
    """A client whose answer came already."""

    def __init__(self, envelope: str) -> None:
        self._envelope = envelope

    def exchange(self, body: str) -> str:
        return self._envelope


def _leaves_no_trace(lm: dspy.LM, call: Any) -> bool:
    """Whether nobody sees more of the call than its text: no history, no usage, no cache, no stream, no retry."""
    settings = dspy.settings
    return (
        call.managed
        and not call.cache
        and call.n == 1
        and lm.num_retries == 0
        and lm.model_type == "chat"
        and settings.disable_history
        and not settings.usage_tracker
        and settings.send_stream is None
    )


def _are_plain(messages: Any) -> bool:
    """Whether lm15 would write these messages as they are."""
    return len(messages) > 0 and all(
        list(message) == ["role", "content"]
        and (
            message["role"] in ("user", "assistant") or (message["role"] == "system" and index == 0 < len(messages) - 1)
        )
        and type(message["content"]) is str
        and message["content"] != ""
        for index, message in enumerate(messages)
    )


def _frame(engine: JavaEngine, call: Any) -> dict[str, Any] | None:
    """What lm15 writes around the messages; nothing where it does not write plain messages as they are."""
    try:
        sample = replace(call, legacy={**call.legacy, "messages": _SAMPLE}, messages=_SAMPLE)
        body, notes = engine.write(execution._canonical(sample))
        payload: dict[str, Any] = orjson.loads(body)
    except Exception:
        return None  # DSPy's own way says what is wrong with it.
    return payload if not notes and json_text({**payload, "messages": _SAMPLE}) == body else None


def _plain_text(envelope: str) -> str | None:
    """The text of an answer that is one whole text and no more; nothing for every other answer."""
    payload = parsed_success(envelope)
    if type(payload) is not dict or payload.get("error"):
        return None
    choices = payload.get("choices")
    if type(choices) is not list or len(choices) != 1 or type(choices[0]) is not dict:
        return None
    message = choices[0].get("message")
    if type(message) is not dict or choices[0].get("finish_reason") != "stop":
        return None
    if any(message.get(name) for name in _NOT_PLAIN) or choices[0].get("logprobs"):
        return None
    text = message.get("content")
    return text if type(text) is str and text and _is_plain_usage(payload.get("usage")) else None


def _is_plain_usage(usage: Any) -> bool:
    """Whether lm15 would read these figures without a complaint."""
    if type(usage) is not dict:
        return usage is None
    details = [usage.get(name) for name in _DETAILS]
    counts = [usage.get(name) for name in _COUNTS]
    for detail in details:
        if type(detail) is dict:
            counts.extend(detail.values())
    return all(detail is None or type(detail) is dict for detail in details) and all(
        count is None or (type(count) is int and count >= 0) for count in counts
    )
