"""The engine of the transport ``java`` for DSPy's asynchronous path."""

from __future__ import annotations

from typing import Any, NoReturn, Protocol

from dspy import lm15

from dspybench.engine import JavaEngine, refuse_to_stream


class AsyncJavaClient(Protocol):
    """What the engine needs to make a call."""

    async def aexchange(self, body: str) -> str:
        """Posts a body and returns the envelope, whatever the remote side does."""


class AsyncJavaEngine:
    """Writes requests and reads answers as a ``JavaEngine`` does, and does not hold its thread in between."""

    def __init__(self, engine: JavaEngine, client: AsyncJavaClient) -> None:
        """Binds the engine to a client.

        Args:
            engine: Writes and reads.
            client: Posts the bodies.
        """
        self._engine = engine
        self._client = client

    async def complete(self, request: lm15.Request) -> lm15.Response:
        """Makes one call of the model, as ``JavaEngine.complete`` does."""
        body, notes = self._engine.write(request)
        return self._engine.read(request, await self._client.aexchange(body), notes)

    def stream(self, request: lm15.Request) -> NoReturn:
        """Refuses: an answer that comes as one string is no stream."""
        refuse_to_stream()

    async def aclose(self) -> None:
        """Does nothing: the client belongs to whoever made it."""

    def __deepcopy__(self, memo: dict[int, Any]) -> AsyncJavaEngine:
        """Returns the engine itself: copies of a program share its connections."""
        return self
