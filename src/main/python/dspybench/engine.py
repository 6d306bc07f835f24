"""DSPy engine whose HTTP call is made in Java, with the interpreter lock released.

lm15, which comes with DSPy, writes the request and reads the answer; Java only carries them. So
bodies, token usage, error classes and Retry-After are those of the transport ``lm15``. Three things
differ, on purpose:

* What the chat-completions API cannot carry is refused. lm15 leaves it out and keeps a note, or
  leaves it out (thinking, media or citations in an assistant message).
* A timeout is a ``TimeoutError``. lm15 calls it a ``TransportError`` with the word in its text.
* JSON of another shape is a ``ProviderError``. lm15 lets a ``TypeError`` or its like out, or takes
  it for an empty text, for which DSPy would ask once more in another format.

One call of ``JavaClient.exchange`` is one call of the model: permits, retries and waits are inside
it, in Java.

The envelope, which ``org.dspybench.lm.Envelope`` writes, is one line of JSON, a line feed, and the
body as it came::

    [200,[["content-type","application/json"]]]     status, headers
    [0,"timeout","no answer within 60 s"]           no answer: kind of failure, message
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NoReturn, Protocol

import dspy
import orjson
from dspy import lm15

# The only private parts of DSPy in use here: this name, and OpenAIChatLM._payload in _Dialect.body.
from dspy._vendor.lm15.adaptation import collecting

_DSPY = "3.4."
"""The releases of DSPy whose private parts were read."""

_PROVIDER = "openai-chat"
_OK = 200
_SUCCESS = f"[{_OK},"
_CARRIED_IN_ASSISTANT_MESSAGES = (lm15.TextPart, lm15.RefusalPart, lm15.ToolCallPart)

_MALFORMED = (TypeError, ValueError, KeyError, AttributeError, IndexError, OverflowError)
"""What lm15's readers raise at JSON of another shape; it catches these itself on other surfaces."""

_LIKE_JSON = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME


class JavaClient(Protocol):
    """What the engine needs of ``org.dspybench.lm.LmClient``."""

    def exchange(self, body: str) -> str:
        """Posts a body and returns the envelope, whatever the remote side does."""


def require_known_dspy(transport: str) -> None:
    """Checks that the private parts in use are those of the DSPy that is installed.

    Args:
        transport: The one that uses them, for the message.

    Raises:
        RuntimeError: They are not.
    """
    if not dspy.__version__.startswith(_DSPY):
        raise RuntimeError(
            f"the transport {transport!r} is written for DSPy {_DSPY}x, not {dspy.__version__}: "
            "install the locked requirements"
        )


def require_completion(status: int, body: bytes, request_id: str | None) -> None:
    """Checks that a success holds a message, or an error or no JSON, for which lm15 has words of its own.

    Args:
        status: Of the answer.
        body: The whole body.
        request_id: The provider's, for the error.

    Raises:
        dspy.lm15.ProviderError: It holds JSON of another shape.
    """
    if status == _OK:
        try:
            payload = orjson.loads(body)
        except orjson.JSONDecodeError:
            return
        if not _has_message(payload) and not (isinstance(payload, dict) and payload.get("error")):
            raise _malformed(status, "no choices with a message", body.decode("utf-8", "replace"), request_id)


def _has_message(payload: Any) -> bool:
    try:
        return isinstance(payload["choices"][0]["message"], dict)
    except (TypeError, KeyError, IndexError):
        return False


def _malformed(status: int, why: str, text: str, request_id: str | None) -> lm15.ProviderError:
    return lm15.ProviderError(
        f"malformed reply (HTTP {status}): {why}. Body starts: {text[:200]!r}",
        provider=_PROVIDER,
        status=status,
        request_id=request_id,
    )


def refuse_to_stream() -> NoReturn:
    """Raises what DSPy takes for an engine that does not stream."""
    raise lm15.UnsupportedFeatureError("the transport 'java' does not stream", feature="stream")


class JavaEngine:
    """Completes requests through a Java client. Immutable; shared by all threads."""

    def __init__(self, client: JavaClient, model: str | None = None, key_variable: str = "OPENAI_API_KEY") -> None:
        """Binds the engine to a client.

        Args:
            client: Posts the bodies.
            model: The model as given to ``dspy.LM``. With it the engine declares what DSPy's
                catalogue knows of the model, as the transport ``lm15`` does, and adapters plan the
                same requests for both. Without it nothing is declared, as for an unknown model.
            key_variable: Environment variable that holds the API key, for the advice in the message
                of a rejected key. The key itself is read in Java, and never seen here.

        Raises:
            RuntimeError: This DSPy is not one that the engine was written for.
        """
        require_known_dspy("java")
        self._exchange = client.exchange
        self._dialect = _Dialect(key_variable)
        # dspy.LM asks a custom engine for its capabilities by the names of these attributes.
        known = None if model is None else dspy.LM(model, engine="lm15", api_key="unused")
        self.supports_function_calling = known is not None and known.supports_function_calling
        self.supports_reasoning = known is not None and known.supports_reasoning
        self.supports_response_schema = known is not None and known.supports_response_schema
        self.supported_params = frozenset(() if known is None else known.supported_params)

    def complete(self, request: lm15.Request) -> lm15.Response:
        """Makes one call of the model.

        Args:
            request: What DSPy asks.

        Returns:
            The answer, as lm15 reads it.

        Raises:
            dspy.lm15.LM15Error: The request cannot be carried, or the call failed.
        """
        body, notes = self.write(request)
        return self.read(request, self._exchange(body), notes)

    def write(self, request: lm15.Request) -> tuple[str, tuple[lm15.Adaptation, ...]]:
        """Writes a request.

        Returns:
            The body to post, and lm15's notes on it, which are to go into the answer.

        Raises:
            dspy.lm15.UnsupportedFeatureError: The request cannot be carried.
        """
        return self._dialect.body(request)

    def read(self, request: lm15.Request, envelope: str, notes: tuple[lm15.Adaptation, ...]) -> lm15.Response:
        """Reads what a client returned for the body of a request.

        Raises:
            dspy.lm15.LM15Error: The call failed.
        """
        if envelope.startswith(_SUCCESS):
            try:
                payload = orjson.loads(envelope[envelope.index("\n") + 1 :])
                if _has_message(payload):
                    response = lm15.response_from_openai_chat(
                        payload, model=request.model, response_format=request.config.response_format
                    )
                    return replace(response, adaptations=notes) if notes else response
            except (lm15.LM15Error, *_MALFORMED):
                pass  # The full reading says it as lm15 does.
        return self._dialect.read(request, envelope)

    def through(self, client: JavaClient) -> JavaEngine:
        """Returns an engine that differs in the client only."""
        engine = copy.copy(self)
        engine._exchange = client.exchange
        return engine

    def post(self, body: str) -> str:
        """Posts a body that is written already and returns the envelope, unread."""
        return self._exchange(body)

    def stream(self, request: lm15.Request) -> NoReturn:
        """Refuses: an answer that comes as one string is no stream."""
        refuse_to_stream()

    def close(self) -> None:
        """Does nothing: the client belongs to whoever made it."""

    def __deepcopy__(self, memo: dict[int, Any]) -> JavaEngine:
        """Returns the engine itself: copies of a program share its connections."""
        return self


class _Dialect:
    """lm15's chat-completions dialect, which writes requests and reads answers."""

    def __init__(self, key_variable: str) -> None:
        self._access = lm15.AccessPolicy(
            provider=_PROVIDER,
            supports=lm15.EndpointSupport(complete=True),
            auth_modes=("bearer",),
            env_keys=(key_variable,),
        )
        self._writer = self._over(_Answer(0, [], ""))

    def body(self, request: lm15.Request) -> tuple[str, tuple[lm15.Adaptation, ...]]:
        """Writes a request as the JSON that lm15 would send.

        ``build_request`` would do, but makes credentials, headers and a URL that Java ignores, at
        five times the cost.

        Returns:
            The body, and lm15's notes on settings that the API already satisfies.

        Raises:
            dspy.lm15.UnsupportedFeatureError: The API cannot carry a part of the request.
            ValueError: A text is not valid Unicode.
        """
        _refuse_silent_losses(request)
        with collecting("refuse", provider=_PROVIDER) as scope:
            payload = self._writer._payload(request, stream=False)
        payload["model"] = _wire_model(request.model)
        return json_text(payload), tuple(scope.records)

    def read(self, request: lm15.Request, envelope: str) -> lm15.Response:
        """Reads any envelope as lm15 reads the answer in it: the complete way, for whatever failed.

        Returns:
            The answer.

        Raises:
            dspy.lm15.LM15Error: What lm15 makes of that status and body.
        """
        head, _, body = envelope.partition("\n")
        status, *rest = json.loads(head)
        if status == 0:
            raise _transport_failure(*rest)
        return self._replay(request, _Answer(status, [(k.lower(), v) for k, v in rest[0]], body))

    def _replay(self, request: lm15.Request, answer: _Answer) -> lm15.Response:
        request_id = dict(answer.headers).get("x-request-id")
        require_completion(answer.status, answer.read(), request_id)
        try:
            return self._over(answer).complete(replace(request, model=_wire_model(request.model)))
        except _MALFORMED as error:
            raise _malformed(answer.status, str(error), answer.text, request_id) from error

    def _over(self, answer: _Answer) -> lm15.OpenAIChatLM:
        return lm15.OpenAIChatLM(
            # A callable, so that the advice for a rejected key does not speak of one passed here.
            api_key=lambda: "held by Java",
            transport=answer,
            access=self._access,
            adaptations="refuse",
        )


class _Answer:
    """An lm15 transport that gives the answer it holds, and the response at once."""

    reason = ""
    http_version = "HTTP/1.1"

    def __init__(self, status: int, headers: list[tuple[str, str]], text: str) -> None:
        self.status = status
        self.headers = headers
        self.text = text

    def stream(self, request: object) -> _Answer:
        return self

    def read(self) -> bytes:
        return self.text.encode("utf-8", "surrogatepass")

    def __enter__(self) -> _Answer:
        return self

    def __exit__(self, *exception: object) -> None:
        pass


def parsed_success(envelope: str) -> Any:
    """The JSON in the envelope of a success; nothing for any other, or where there is no JSON in it."""
    if not envelope.startswith(_SUCCESS):
        return None
    try:
        return orjson.loads(envelope[envelope.index("\n") + 1 :])
    except orjson.JSONDecodeError:
        return None


def json_text(payload: dict[str, Any]) -> str:
    """JSON as it is sent, by orjson in a tenth of the time; what it does not take goes the way lm15 would."""
    try:
        return orjson.dumps(payload, option=_LIKE_JSON).decode()
    except TypeError:
        text = json.dumps(payload, separators=(",", ":"), ensure_ascii=False)
        text.encode()  # A lone surrogate cannot be sent.
        return text


def _wire_model(model: str) -> str:
    """The model's name at the endpoint: ``dspy.LM`` puts the provider before it."""
    return model.removeprefix("openai/")


def _refuse_silent_losses(request: lm15.Request) -> None:
    """Refuses what lm15 leaves out without going through its own adaptation policy."""
    for index, message in enumerate(request.messages):
        if message.role == "assistant":
            for part in _not_carried(message):
                raise lm15.UnsupportedFeatureError(
                    f"{_PROVIDER}: an assistant message cannot carry a {part.type} part on the "
                    "Chat Completions wire (text, refusal and tool calls only)",
                    provider=_PROVIDER,
                    feature=f"messages[{index}].parts[{part.type}]",
                )
    for key in request.config.extensions or ():
        if key in _EXTENSIONS_LEFT_OUT:
            raise lm15.UnsupportedFeatureError(
                f"{_PROVIDER}: the extension {key!r} would not be sent",
                provider=_PROVIDER,
                feature=f"config.extensions.{key}",
            )


_EXTENSIONS_LEFT_OUT = frozenset({"prompt_caching", "cache", "compat", "openai_compat", "openai_chat_compat"})
"""Extensions that lm15 keeps for itself (``reserved`` in ``OpenAIChatLM._payload``)."""


def _not_carried(message: lm15.Message) -> Iterator[Any]:
    return (part for part in message.parts if not isinstance(part, _CARRIED_IN_ASSISTANT_MESSAGES))


def _transport_failure(kind: str, message: str) -> lm15.LM15Error:
    error = lm15.TimeoutError if kind == "timeout" else lm15.TransportError
    return error(message, provider=_PROVIDER)
