"""Sessions: strings in, strings out, whatever happens."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import dspy
import pytest
from scripted import Calls

from dspybench.worker import Session, open_session

PROGRAMS = str(Path(__file__).parents[1] / "resources" / "programs")


class Unreachable:
    """A Java client that must not be called."""

    def exchange(self, body: str) -> str:
        raise AssertionError(body)


def opened(program: str, **settings: Any) -> Session | str:
    fields = {
        "program": program,
        "path": PROGRAMS,
        "transport": "java",
        "model": "simulated",
        "base_url": "http://127.0.0.1:9/v1",
        "api_key_variable": "DSPYBENCH_TEST_KEY",
        "timeout_seconds": 5.0,
        "temperature": None,
        "max_tokens": None,
    }
    return open_session(json.dumps({**fields, **settings}), Unreachable(), Calls())


def predicted(program: str) -> dict[str, Any]:
    session = opened(program)
    assert isinstance(session, Session)
    reply: dict[str, Any] = json.loads(session.predict('{"question": "a"}'))
    return reply


def test_a_prediction_gives_all_fields() -> None:
    assert predicted("example:Shouting") == {"fields": {"answer": "A"}}


@pytest.mark.parametrize(("program", "type_"), [("Raising", "ValueError"), ("Exiting", "SystemExit")])
def test_no_exception_leaves_a_prediction(program: str, type_: str) -> None:
    failure = predicted(f"example:{program}")["failure"]

    assert failure["kind"] == "PROGRAM"
    assert failure["type"] == f"builtins.{type_}"
    assert "Traceback" in failure["traceback"]


def test_no_exception_leaves_the_opening() -> None:
    reply = opened("no_such_module:Program")

    assert isinstance(reply, str)
    assert json.loads(reply)["failure"]["kind"] == "CONFIGURATION"


def test_a_thread_that_enters_has_the_sessions_settings_until_it_leaves() -> None:
    session = opened("example:Shouting")
    assert isinstance(session, Session)
    seen: list[tuple[Any, ...]] = []

    def work() -> None:
        session.enter()
        seen.append((dspy.settings.lm, dspy.settings.disable_history, dspy.settings.trace))
        session.leave()
        seen.append((dspy.settings.lm,))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    (lm, without_history, trace), (after,) = seen
    assert isinstance(lm, dspy.LM)
    assert without_history
    assert trace is None
    assert after is None


@pytest.mark.parametrize("transport", ["java", "lm15", "litellm"])
def test_no_layer_below_the_program_retries_or_caches(transport: str) -> None:
    session = opened("example:Shouting", transport=transport)
    assert isinstance(session, Session)

    lm = session._lm
    assert lm.num_retries == 0
    assert lm.kwargs.get("max_retries") == (0 if transport == "litellm" else None)
    assert lm.cache is False
    session.close()


@pytest.mark.parametrize("transport", ["lm15", "litellm"])
def test_a_failure_tells_what_broke_the_last_attempt(transport: str) -> None:
    session = opened("question -> answer", transport=transport, base_url="http://127.0.0.1:1/v1")
    assert isinstance(session, Session)
    session.enter()
    failure = json.loads(session.predict('{"question": "a"}'))["failure"]
    session.leave()

    assert failure["message"].count("cannot connect to 127.0.0.1:1: Connection refused") == 1
    assert failure["kind"] == ("SERVER" if transport == "litellm" else "TRANSPORT")
