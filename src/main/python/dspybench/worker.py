"""What a worker thread of the JVM calls: predictions, one string in and one string out.

Every function here returns normally, whatever happens: an exception that reached Jep would lose its
attributes and cause, and a ``SystemExit`` would end the JVM. Failures travel in the reply instead.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Must be set before litellm is imported: it downloads a price list otherwise.
os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")

import dspy
import orjson
import pydantic
from dspy.utils import exceptions as failures

from dspybench.async_engine import AsyncJavaClient, AsyncJavaEngine
from dspybench.attempts import Fault, LmCalls
from dspybench.engine import JavaClient, JavaEngine
from dspybench.lm15_transport import Lm15LM
from dspybench.program import ProgramError, load_program
from dspybench.trims import TrimError, of_this_process

_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (failures.LMRateLimitError, "RATE_LIMITED"),
    (failures.LMTimeoutError, "TIMED_OUT"),
    (failures.LMTransportError, "TRANSPORT"),
    (failures.LMServerError, "SERVER"),
    (failures.LMAuthError, "AUTHENTICATION"),
    (failures.LMBillingError, "QUOTA"),
    (failures.LMUnsupportedFeatureError, "UNSUPPORTED"),
    (failures.LMInvalidRequestError, "INVALID_REQUEST"),
    (failures.AdapterParseError, "UNPARSABLE"),
    (failures.LMError, "LM"),
)
"""Failure kinds of ``org.dspybench.python.FailureKind``, most specific class first."""


@dataclass(frozen=True)
class Settings:
    """What a session needs to know; the JSON that Java sends, field by field."""

    program: str
    path: str | None
    transport: str
    model: str
    base_url: str
    api_key_variable: str
    timeout_seconds: float
    temperature: float | None
    max_tokens: int | None
    trims: tuple[str, ...] = ()


class Session:
    """One program bound to one language model, shared by the worker threads."""

    def __init__(self, settings: Settings, client: JavaClient, calls: LmCalls) -> None:
        """Loads the program and the LM.

        Args:
            settings: What to run, and where.
            client: Makes the calls when the transport is ``java``; unused otherwise.
            calls: Grants and judges the attempts of the other transports.
        """
        self.client = client
        self._program = load_program(settings.program, settings.path)
        self._program_name = settings.program
        self._lm = _language_model(settings, client, calls)
        self._entered = threading.local()
        self._frozen = threading.Lock()
        self.at_close = contextlib.ExitStack()
        """Runs when the session is closed."""

    def enter(self) -> None:
        """Gives the calling thread its DSPy settings, until it leaves.

        History and trace are off: each would keep every prompt of a batch, and a list that grows
        to thousands of entries would be measured along with the prediction.
        """
        self._entered.settings = dspy.context(lm=self._lm, disable_history=True, trace=None)
        self._entered.settings.__enter__()

    def leave(self) -> None:
        """Takes back what ``enter`` gave; the last thing that a thread calls.

        Jep collects garbage once for each thread that ends, which took 50 ms with litellm loaded:
        ten seconds for 200 workers. The first one to leave sets aside all that there is.
        """
        self._entered.settings.__exit__(None, None, None)
        if self._frozen.acquire(blocking=False):
            _freeze_living_objects()

    def close(self) -> None:
        """Closes the connections of the transport; no prediction may be under way."""
        with self.at_close:
            self._lm.close()

    def predict(self, inputs: str) -> str:
        """Runs the program once.

        Args:
            inputs: The input fields, as a JSON object.

        Returns:
            ``{"fields": …}`` with all output fields, or ``{"failure": …}``.
        """
        try:
            return _success(self._program(**orjson.loads(inputs)))
        except BaseException as error:
            return _failure(error)

    async def apredict(self, inputs: str) -> str:
        """Runs the program once, as ``predict`` does, by its ``aforward``."""
        try:
            return _success(await self._program.acall(**orjson.loads(inputs)))
        except BaseException as error:
            return _failure(error)

    def require_asynchronous(self) -> None:
        """Checks that the program has an ``aforward``, without which DSPy's ``acall`` fails.

        Raises:
            ProgramError: It has none.
        """
        if not hasattr(self._program, "aforward"):
            raise ProgramError(
                f"program '{self._program_name}' has no aforward, which the strategy asyncio runs: "
                "write one, or take the strategy workers or greenlets"
            )

    def lm_through(self, client: JavaClient, asynchronous: AsyncJavaClient | None = None) -> dspy.LM:
        """Returns the session's LM, of the transport ``java``, with calls that go another way.

        Args:
            client: Makes those of the synchronous path.
            asynchronous: Makes those of the other path, which DSPy refuses without it.
        """
        engine = self._lm._engine_spec.through(client)
        return self._lm.copy(engine=engine, async_engine=asynchronous and AsyncJavaEngine(engine, asynchronous))


_LENIENT_KEYS = orjson.OPT_NON_STR_KEYS


def open_session(settings: str, client: JavaClient, calls: LmCalls) -> Session | str:
    """Imports what the transport needs and builds a session.

    Runs on one thread, before any worker exists: threads that import litellm at the same time can
    wait for each other for ever.

    Args:
        settings: The fields of ``Settings``, as a JSON object.
        client: The Java object whose ``exchange`` makes the call for the transport ``java``.
        calls: The Java object that grants and judges the attempts of the transports ``lm15`` and ``litellm``.

    Returns:
        The session, or the reply that tells why there is none.
    """
    try:
        parsed = Settings(**orjson.loads(settings))
        with of_this_process.acquire(parsed.trims) as trims:
            if parsed.transport == "litellm":
                _load_litellm(parsed)
            session = Session(parsed, client, calls)
            session.at_close = trims.pop_all()
        _freeze_living_objects()
        return session
    except BaseException as error:
        return _failure(error)


def open_loop(session: Session, strategy: str, board: Any) -> Loop | str:
    """Prepares a loop that makes predictions on the calling thread.

    Args:
        session: What they are made of.
        strategy: Label of an ``org.dspybench.python.Strategy``.
        board: The Java object where the loop finds them.

    Returns:
        The loop, or the reply that tells why there is none.
    """
    try:
        module, loop = _LOOPS[strategy]
        return Loop(getattr(importlib.import_module(module), loop)(session, board))
    except BaseException as error:
        return _failure(error)


class Loop:
    """A loop that ends normally, whatever happens."""

    def __init__(self, loop: Any) -> None:
        """Takes what runs."""
        self._loop = loop

    def run(self) -> str:
        """Runs it to its end. Returns an empty string, or the reply that tells what broke it."""
        try:
            self._loop.run()
        except BaseException as error:
            return _failure(error)
        return ""


_LOOPS = {
    "asyncio": ("dspybench.event_loop", "EventLoop"),
    "greenlets": ("dspybench.greenlets", "Hub"),
    "dspy-parallel": ("dspybench.parallel", "Chunks"),
}


def set_switch_interval(seconds: float) -> None:
    """Sets how long a thread that comes back from Java waits for the interpreter lock at most."""
    sys.setswitchinterval(seconds)


def _freeze_living_objects() -> None:
    """Takes all living objects out of the garbage collector's sight: hundreds of thousands, of imported modules."""
    gc.collect()
    gc.freeze()


def _language_model(settings: Settings, client: JavaClient, calls: LmCalls) -> dspy.LM:
    """Makes the LM of a transport. No layer of it retries: Java does."""
    name = f"openai/{settings.model}"
    generation: dict[str, Any] = {
        "temperature": settings.temperature,
        "max_tokens": settings.max_tokens,
        "cache": False,
        "num_retries": 0,
    }
    if settings.transport == "java":
        return dspy.LM(name, engine=JavaEngine(client, name, settings.api_key_variable), **generation)
    connection: dict[str, Any] = {
        "api_base": settings.base_url,
        "api_key": os.environ.get(settings.api_key_variable) or "none",
        "timeout": settings.timeout_seconds,  # for litellm's messages: an attempt has its time from Java
    }
    if settings.transport == "lm15":
        return Lm15LM(calls, name, **connection, **generation)
    from dspybench.litellm_transport import LitellmLM

    return LitellmLM(calls, name, **connection, **generation)


def _load_litellm(settings: Settings) -> None:
    """Imports litellm and walks its lazily imported parts once, without a request."""
    import litellm

    litellm.suppress_debug_info = True
    litellm.completion(
        model=f"openai/{settings.model}",
        messages=[{"role": "user", "content": "warm-up"}],
        mock_response="warm-up",
    )


def _success(prediction: dspy.Prediction) -> str:
    reply = {"fields": dict(prediction.items())}
    return orjson.dumps(reply, default=_plain, option=_LENIENT_KEYS).decode()


def _plain(value: object) -> object:
    """JSON form of what orjson does not know: Pydantic models, and anything with a text form."""
    if isinstance(value, pydantic.BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    return str(value)


def _failure(error: BaseException) -> str:
    kind = next((kind for type_, kind in _KINDS if isinstance(error, type_)), "PROGRAM")
    if isinstance(error, (ProgramError, TrimError)):
        kind = "CONFIGURATION"
    failure = {
        "kind": kind,
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "message": _message(error),
        "traceback": "".join(traceback.format_exception(error)),
    }
    return orjson.dumps({"failure": failure}, default=str).decode()


def _message(error: BaseException) -> str:
    """The error's text; with what broke the last attempt, which litellm calls ``Connection error.`` and no more."""
    text = str(error)
    fault = next((cause for cause in _causes(error) if isinstance(cause, Fault)), None)
    return text if fault is None or str(fault) in text else f"{text} ({fault})"


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
