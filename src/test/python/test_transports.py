"""The transports ``lm15`` and ``litellm`` against an endpoint that misbehaves, with Java's part played in Python."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import copy
import gzip
import json
import os
import resource
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dspy
import pytest
from scripted import (
    COMPLETION,
    Act,
    Calls,
    Endpoint,
    answer,
    drip,
    endpoint,
    hang_up,
    pour,
    reset,
    send_and,
    stay_silent,
)
from test_engine import CALLS

from dspybench.attempts import Fault
from dspybench.worker import Settings, _language_model

# DSPy 3.5 drops messages in OpenAI's form; the transports are guarded against 3.5 anyway.
pytestmark = pytest.mark.filterwarnings("ignore:Passing OpenAI-style message:DeprecationWarning")

HANG_SECONDS = 20.0
"""What takes longer hangs."""

SHORT_SECONDS = 0.5
"""The time of an attempt that is to be cut off."""

PART = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"

TRANSPORTS = ("lm15", "litellm")


@pytest.fixture(params=TRANSPORTS)
def transport(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def calls() -> Iterator[Calls]:
    """Java's part; whatever a test does, every permit must be back at its end."""
    made = Calls(seconds=HANG_SECONDS)
    yield made
    assert made.permits_out == 0


def lm_of(transport: str, base: str, calls: Calls) -> dspy.LM:
    settings = Settings(
        program="unused",
        path=None,
        transport=transport,
        model="gpt-4o-mini",
        base_url=base,
        api_key_variable="DSPYBENCH_TEST_KEY",
        timeout_seconds=5.0,
        temperature=None,
        max_tokens=None,
    )
    return _language_model(settings, None, calls)  # type: ignore[arg-type]


def fault_of(failure: BaseException) -> str:
    """What broke the attempt, from the causes of the library's error."""
    cause: BaseException | None = failure
    while cause is not None and not isinstance(cause, Fault):
        cause = cause.__cause__ or cause.__context__
    assert cause is not None
    return str(cause)


def failure_of(lm: dspy.LM) -> Any:
    started = time.monotonic()
    with pytest.raises(dspy.LMError) as raised:
        lm("Hello")
    assert time.monotonic() - started < HANG_SECONDS
    return raised.value


def test_an_answer_is_judged_and_handed_on(transport: str, calls: Calls) -> None:
    with endpoint(answer()) as server:
        assert lm_of(transport, server.base, calls)("Hello") == ["fine"]

    assert calls.heard == [("answered", 200, COMPLETION.decode(), None, None, None)]
    assert [call.body for call in calls.opened] == [body.decode() for _, body in server.requests]


def test_status_and_hints_of_an_error_reach_java_literally(transport: str, calls: Calls) -> None:
    hints = {"Retry_After_Ms": "12.5", "RETRY_AFTER": "Wed, 21 Oct 2026 07:28:00 GMT", "X_Should_Retry": "false"}
    body = b'{"error":{"message":"slow down","code":"rate_limit_exceeded"}}'
    with endpoint(answer(429, body, **hints)) as server:
        failure = failure_of(lm_of(transport, server.base, calls))

    assert isinstance(failure, dspy.LMRateLimitError)
    assert calls.heard == [("answered", 429, body.decode(), "12.5", "Wed, 21 Oct 2026 07:28:00 GMT", "false")]
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [307, 400, 401, 404, 408, 409, 429, 500, 502, 503, 529])
def test_no_layer_sends_again_what_java_lets_stand(status: int, transport: str, calls: Calls) -> None:
    with endpoint(answer(status, b'{"error":{"message":"no"}}', Retry_After="0", Location="/v1/other")) as server:
        failure_of(lm_of(transport, server.base, calls))
        assert len(server.requests) == len(calls.heard) == len(calls.opened) == 1


def test_what_java_wants_again_is_sent_again_and_seen_once(transport: str, calls: Calls) -> None:
    calls.retries = 3
    script = (answer(500, b"oops"), reset, send_and(PART, hang_up), answer())
    with endpoint(*script) as server:
        assert lm_of(transport, server.base, calls)("Hello") == ["fine"]

    assert [what[:2] for what in calls.heard] == [
        ("answered", 500),
        ("broke", "connection"),
        ("broke", "connection"),
        ("answered", 200),
    ]
    assert len(server.requests) == 4
    assert len({body for _, body in server.requests}) == 1
    assert len(calls.opened) == 1


FAULTS: dict[str, tuple[Act, str]] = {
    "reset before the head": (reset, "connection"),
    "closed before the head": (hang_up, "connection"),
    "reset mid-body": (send_and(PART, reset), "connection"),
    "truncated body": (send_and(PART, hang_up), "connection"),
    "truncated head": (send_and(PART[:30], hang_up), "connection"),
    "truncated chunk": (
        send_and(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{", hang_up),
        "connection",
    ),
    "no HTTP": (send_and(b"SSH-2.0-hello\r\n\r\n", hang_up), "garbled"),
    "bad chunk": (send_and(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", stay_silent), "garbled"),
    "bad gzip": (
        send_and(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot a zip", stay_silent),
        "garbled",
    ),
    "slow drip of a body": (send_and(PART.replace(b"1000", b"100000"), drip), "timeout"),
    "slow drip of a head": (send_and(b"HTTP/1.1 200 OK\r\nX-Long:", drip), "timeout"),
    "silence": (stay_silent, "timeout"),
    "silence mid-body": (send_and(PART, stay_silent), "timeout"),
    "body without end": (send_and(b"HTTP/1.1 200 OK\r\n\r\n", pour), "oversized"),
}


@pytest.mark.parametrize(("act", "kind"), FAULTS.values(), ids=FAULTS)
def test_a_broken_attempt_is_told_once_and_leaves_no_connection(
    act: Act, kind: str, transport: str, calls: Calls
) -> None:
    if kind == "timeout":
        calls.seconds = SHORT_SECONDS
    with endpoint(act) as server:
        lm = lm_of(transport, server.base, calls)
        failure_of(lm)

        assert [what[:2] for what in calls.heard] == [("broke", kind)]
        assert len(server.requests) == 1
        assert server.wait_until_closed()

        calls.seconds = HANG_SECONDS
        server.script = [answer()]
        assert lm("Hello") == ["fine"]
        assert server.connections == 2


@pytest.mark.parametrize("body", [b"", b"<html>Bad gateway</html>", b'{"choices":[', b"[]"])
def test_a_whole_body_is_an_answer_whatever_it_says(body: bytes, transport: str, calls: Calls) -> None:
    with endpoint(answer(200, body)) as server:
        failure_of(lm_of(transport, server.base, calls))

    assert calls.heard == [("answered", 200, body.decode(), None, None, None)]


def test_a_long_body_comes_whole(transport: str, calls: Calls) -> None:
    text = "long " * 2_000_000
    reply = json.loads(COMPLETION)
    reply["choices"][0]["message"]["content"] = text
    with endpoint(answer(200, json.dumps(reply).encode())) as server:
        assert lm_of(transport, server.base, calls)("Hello") == [text]


def test_a_compressed_body_is_judged_by_what_it_says(transport: str, calls: Calls) -> None:
    with endpoint(answer(200, gzip.compress(COMPLETION), Content_Encoding="gzip")) as server:
        assert lm_of(transport, server.base, calls)("Hello") == ["fine"]

    assert calls.heard[0][2] == COMPLETION.decode()


def test_a_compressed_body_is_measured_by_what_it_says(transport: str, calls: Calls) -> None:
    with endpoint(answer(200, gzip.compress(b" " * (17 << 20)), Content_Encoding="gzip")) as server:
        failure_of(lm_of(transport, server.base, calls))

    assert [what[:2] for what in calls.heard] == [("broke", "oversized")]


def test_a_refused_connection_names_the_endpoint(transport: str, calls: Calls) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    failure = failure_of(lm_of(transport, f"http://127.0.0.1:{port}/v1", calls))

    assert calls.heard == [("broke", "connection")]
    assert fault_of(failure) == f"cannot connect to 127.0.0.1:{port}: Connection refused"


def test_connecting_takes_from_the_attempts_time(transport: str, calls: Calls) -> None:
    calls.seconds = SHORT_SECONDS
    # A full backlog: the kernel drops what else would connect, and the client waits.
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        address = full.getsockname()
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(address)
        failure_of(lm_of(transport, f"http://127.0.0.1:{address[1]}/v1", calls))
        for filler in fillers:
            filler.close()

    assert [what[:2] for what in calls.heard] == [("broke", "timeout")]


def test_the_first_address_that_takes_it_is_connected_to(
    transport: str, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    with endpoint(answer()) as server, socket.create_server(("127.0.0.1", 0)) as unused:
        dead, live = unused.getsockname(), ("127.0.0.1", int(server.base.split(":")[2].removesuffix("/v1")))
        unused.close()
        unknown_family = (9999, socket.SOCK_STREAM, 0, "", dead)
        found = [unknown_family, *((socket.AF_INET, socket.SOCK_STREAM, 6, "", where) for where in (dead, live))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        assert lm_of(transport, "http://llm.test/v1", calls)("Hello") == ["fine"]


def test_a_host_that_is_not_found_is_named(transport: str, calls: Calls) -> None:
    failure = failure_of(lm_of(transport, "http://llm.invalid/v1", calls))

    assert calls.heard == [("broke", "connection")]
    assert fault_of(failure).startswith("cannot find llm.invalid: ")


def test_a_handshake_takes_from_the_attempts_time(transport: str, calls: Calls) -> None:
    calls.seconds = SHORT_SECONDS
    with socket.create_server(("127.0.0.1", 0)) as mute:
        failure_of(lm_of(transport, f"https://127.0.0.1:{mute.getsockname()[1]}/v1", calls))

    assert [what[:2] for what in calls.heard] == [("broke", "timeout")]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of localhost that nobody trusts, with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("a certificate is made with openssl")
    subject = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    made = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-out", "both.pem", "-keyout", "key.pem")
    subprocess.run((*made, *subject), cwd=tmp_path, check=True, capture_output=True)
    both = tmp_path / "both.pem"
    both.write_text(both.read_text() + (tmp_path / "key.pem").read_text())
    return both


def encrypted(certificate: Path, *script: Act) -> contextlib.AbstractContextManager[Endpoint]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return endpoint(*script, tls=context)


def test_an_encrypted_connection_is_kept_and_cut_off_like_any(
    transport: str, calls: Calls, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with encrypted(certificate, answer(), answer(), send_and(PART, drip)) as server:
        lm = lm_of(transport, server.base.replace("127.0.0.1", "localhost"), calls)
        assert lm("Hello") == lm("A long question: " + "why? " * 500_000) == ["fine"]
        assert server.connections == 1
        calls.seconds = SHORT_SECONDS
        failure_of(lm)

        assert [what[:2] for what in calls.heard[2:]] == [("broke", "timeout")]
        assert server.wait_until_closed()


def test_a_certificate_that_nobody_trusts_is_refused(transport: str, calls: Calls, certificate: Path) -> None:
    with encrypted(certificate, answer()) as server:
        failure = failure_of(lm_of(transport, server.base.replace("127.0.0.1", "localhost"), calls))

        assert calls.heard == [("broke", "connection")]
        assert "certificate verify failed" in fault_of(failure)
        assert server.requests == []


def test_the_proxy_that_the_environment_names_is_used(
    transport: str, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    with endpoint(answer()) as proxy:
        monkeypatch.setenv("http_proxy", proxy.base.removesuffix("/v1").replace("//", "//me:secret@"))
        monkeypatch.setenv("no_proxy", "")
        assert lm_of(transport, "http://llm.invalid/v1", calls)("Hello") == ["fine"]

    head = proxy.requests[0][0].lower()
    assert head.startswith(b"post http://llm.invalid/v1/chat/completions")
    assert b"proxy-authorization: basic bwu6c2vjcmv0" in head


def test_a_proxy_that_refuses_is_a_broken_connection(
    transport: str, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(connection: socket.socket) -> bool:
        connection.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
        return True

    with endpoint(refuse) as proxy:
        monkeypatch.setenv("https_proxy", proxy.base.removesuffix("/v1").removeprefix("http://"))
        monkeypatch.setenv("no_proxy", "")
        failure_of(lm_of(transport, "https://llm.invalid/v1", calls))

        assert proxy.requests[0][0].startswith(b"CONNECT llm.invalid:443")
        assert [what[:2] for what in calls.heard] == [("broke", "connection")]
        assert proxy.wait_until_closed()


def test_an_early_refusal_of_a_long_request_is_read() -> None:
    def refuse_unread(connection: socket.socket) -> bool:
        connection.sendall(b"HTTP/1.1 413 Too long\r\nContent-Length: 2\r\n\r\n{}")
        time.sleep(0.1)
        return False

    calls = Calls(seconds=HANG_SECONDS)
    with endpoint(refuse_unread, reads_bodies=False) as server, pytest.raises(dspy.LMError):
        lm_of("litellm", server.base, calls)("long " * 4_000_000)

    assert [what[:2] for what in calls.heard] == [("answered", 413)]


@pytest.mark.parametrize("act", [stay_silent, send_and(PART, stay_silent), send_and(PART, drip)])
def test_a_cancelled_attempt_ends_within_a_slice_of_waiting(act: Act, transport: str, calls: Calls) -> None:
    calls.seconds = 3600.0
    with endpoint(act) as server:
        lm = lm_of(transport, server.base, calls)
        threading.Timer(0.3, calls.cancelled.set).start()
        failure_of(lm)

        assert [what[:2] for what in calls.heard] == [("broke", "timeout")]
        assert server.wait_until_closed()


def test_a_refused_attempt_sends_nothing(transport: str, calls: Calls) -> None:
    calls.cancelled.set()
    with endpoint(answer()) as server:
        failure_of(lm_of(transport, server.base, calls))

    assert server.requests == []
    assert calls.heard == []


def test_an_exception_of_ours_gives_the_permit_back(
    transport: str, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dspybench.sockets.AttemptSocket.recv", explode)
    with endpoint(answer()) as server:
        with pytest.raises(KeyboardInterrupt):
            lm_of(transport, server.base, calls)("Hello")
        assert server.wait_until_closed()

    assert calls.heard == [("abandoned",)]


def test_a_connection_serves_one_call_after_the_other(transport: str, calls: Calls) -> None:
    with endpoint(answer(), answer(429, b"{}"), answer(500, b""), answer()) as server:
        lm = lm_of(transport, server.base, calls)
        for _ in range(4):
            with contextlib.suppress(dspy.LMError):
                lm("Hello")
        assert (len(server.requests), server.connections) == (4, 1)


def test_a_connection_closed_while_idle_is_replaced_unnoticed(transport: str, calls: Calls) -> None:
    with endpoint(then(answer(), hang_up), answer()) as server:
        lm = lm_of(transport, server.base, calls)
        lm("Hello")
        assert server.wait_until_closed()
        lm("Hello")

        assert (len(server.requests), server.connections) == (2, 2)
        assert [what[:2] for what in calls.heard] == [("answered", 200)] * 2


def then(first: Act, second: Act) -> Act:
    def act(connection: socket.socket) -> bool:
        return first(connection) and second(connection)

    return act


@pytest.mark.parametrize("end", [hang_up, reset])
def test_a_kept_connection_that_breaks_costs_an_attempt(
    end: Act, transport: str, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The moment between the look at the connection and its use cannot be hit at will: look away instead.
    monkeypatch.setattr("dspybench.sockets.AttemptSocket.readable", lambda self: False)
    answered = threading.Event()

    def end_when_answered(connection: socket.socket) -> bool:
        answered.wait(HANG_SECONDS)
        return end(connection)

    with endpoint(then(answer(), end_when_answered), answer()) as server:
        lm = lm_of(transport, server.base, calls)
        lm("Hello")
        answered.set()
        assert server.wait_until_closed()
        calls.retries = 1
        assert lm("Hello") == ["fine"]

        assert [what[:2] for what in calls.heard[1:]] == [("broke", "connection"), ("answered", 200)]
        assert len(server.requests) == 2


def test_a_connection_with_a_high_descriptor_is_kept(transport: str, calls: Calls) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with contextlib.ExitStack() as files, endpoint(answer()) as server:
        while files.enter_context(open(os.devnull)).fileno() < 1024:
            pass
        lm = lm_of(transport, server.base, calls)
        assert lm("Hello") == lm("Hello") == ["fine"]

        assert server.connections == 1


def test_threads_of_a_program_have_attempts_of_their_own(transport: str, calls: Calls) -> None:
    together = threading.Barrier(16)

    def when_all_are_there(connection: socket.socket) -> bool:
        together.wait(HANG_SECONDS)
        return answer()(connection)

    with endpoint(when_all_are_there) as server, concurrent.futures.ThreadPoolExecutor(16) as pool:
        lm = lm_of(transport, server.base, calls)  # keeps 8 connections, and must not hold back the other calls
        assert list(pool.map(lm, ["Hello"] * 16)) == [["fine"]] * 16

    assert len({call.thread for call in calls.opened}) == 16


def test_calls_that_java_cannot_see_are_not_made(transport: str, calls: Calls) -> None:
    with endpoint(answer()) as server:
        with pytest.raises(dspy.LMUnsupportedFeatureError, match="asynchronous"):
            asyncio.run(lm_of(transport, server.base, calls).acall("Hello"))
        assert len(server.requests) == len(calls.heard) == 0


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_the_requests_are_those_of_dspys_own_engine(call: dict[str, Any], transport: str, calls: Calls) -> None:
    client_settings = {"max_retries": 0} if transport == "litellm" else {}
    with endpoint(answer()) as server:
        connection = {"api_base": server.base, "api_key": "none", "timeout": 5.0}
        native = dspy.LM(
            "openai/gpt-4o-mini", engine=transport, cache=False, num_retries=0, **connection, **client_settings
        )
        native_outputs, native_requests = outcome(native, call), list(server.requests)
        server.requests.clear()

        assert outcome(lm_of(transport, server.base, calls), call) == native_outputs
        assert server.requests == native_requests
        assert native_requests or transport == "litellm"


def outcome(lm: dspy.LM, call: dict[str, Any]) -> Any:
    """The answer; or the error, where litellm does not know a model's setting or misses an optional package."""
    try:
        return lm(**call)
    except (dspy.LMError, ImportError) as error:
        return type(error)


@pytest.mark.parametrize("copied", [copy.deepcopy, copy.copy, lambda lm: lm.copy(temperature=0.5)])
def test_copies_of_a_program_share_its_connections(
    copied: Callable[[dspy.LM], dspy.LM], transport: str, calls: Calls
) -> None:
    with endpoint(answer()) as server:
        lm = lm_of(transport, server.base, calls)
        assert lm("Hello") == copied(lm)("Hello") == ["fine"]

        assert (len(server.requests), server.connections) == (2, 1)


def test_the_capabilities_are_those_of_dspys_own_engine(transport: str, calls: Calls) -> None:
    native = dspy.LM("openai/gpt-4o-mini", engine=transport, api_key="none")
    ours = lm_of(transport, "http://127.0.0.1:9/v1", calls)

    for name in ("supports_function_calling", "supports_reasoning", "supports_response_schema", "supported_params"):
        assert getattr(ours, name) == getattr(native, name)


def test_closing_leaves_no_connection(transport: str, calls: Calls) -> None:
    with endpoint(answer()) as server:
        lm = lm_of(transport, server.base, calls)
        lm("Hello")
        lm.close()

        assert server.wait_until_closed()
