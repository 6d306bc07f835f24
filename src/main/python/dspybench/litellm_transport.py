"""The transport ``litellm``: DSPy's engine, litellm and the OpenAI client, with Java's say before and after each POST.

The whole path of ``dspy.LM(engine="litellm")`` is walked, down to httpx. What differs is below: httpx gets a transport
that makes the attempts, over the httpcore pool that it would use by itself. And a redirect is an answer: following it
would be a second request for the same attempt.
"""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterator
from typing import Any
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx
import openai
from litellm.llms.custom_httpx.http_handler import get_ssl_configuration

from dspybench.attempts import Answer, Attempts, Fault, LmCalls, whole_body
from dspybench.sockets import AttemptSocket
from dspybench.synchronous import SynchronousLM

_OF_THE_BODY_AS_SENT = frozenset({b"content-encoding", b"content-length", b"transfer-encoding"})

_KEEP_ALIVE_SECONDS = 5.0
"""How long an idle connection is kept; httpx's own value."""


class LitellmLM(SynchronousLM):
    """``dspy.LM(engine="litellm")`` over controlled attempts. Shared by all threads; copies share its connections."""

    def __init__(self, calls: LmCalls, model: str, *, api_base: str, api_key: str, **settings: Any) -> None:
        """Makes the LM.

        Args:
            calls: Grants and judges the attempts.
            model: The model's name, with its provider.
            api_base: Where the endpoint's paths begin.
            api_key: Sent as the bearer token.
            settings: What ``dspy.LM`` takes besides.

        Raises:
            ValueError: The environment names a proxy that cannot be used.
        """
        transport = _Transport(Attempts(calls), httpx.URL(api_base))
        self._client = _Client(
            base_url=api_base, api_key=api_key, max_retries=0, http_client=httpx.Client(transport=transport)
        )
        # litellm sets the client's retries anew for every call.
        connection = {"client": self._client, "max_retries": 0, "api_base": api_base, "api_key": api_key}
        super().__init__(model, engine="litellm", **connection, **settings)

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()


class _Client(openai.OpenAI):
    def __deepcopy__(self, memo: dict[int, Any]) -> _Client:
        """Returns the client itself: DSPy copies the settings of an LM for every call."""
        return self


class _Transport(httpx.BaseTransport):
    def __init__(self, attempts: Attempts, base_url: httpx.URL) -> None:
        self._attempts = attempts
        self._pool = _pool(attempts, base_url)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        try:
            return self._attempts.make(body, lambda: self._send(request, body)).response
        except Fault as fault:
            error = httpx.ReadTimeout if fault.kind == "timeout" else httpx.NetworkError
            raise error(str(fault), request=request) from fault

    def close(self) -> None:
        self._pool.close()

    def _send(self, request: httpx.Request, body: bytes) -> Answer[httpx.Response]:
        url = request.url
        outgoing = httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=body,
        )
        try:
            with contextlib.closing(self._pool.handle_request(outgoing)) as incoming:
                return _read(incoming)
        except httpcore.ProxyError as error:
            raise Fault("connection", str(error)) from error
        except (httpcore.ProtocolError, httpx.DecodingError) as error:
            raise self._attempts.fault(str(error)) from error


def _read(incoming: httpcore.Response) -> Answer[httpx.Response]:
    undecoded = httpx.Response(incoming.status, headers=incoming.headers, stream=_Stream(incoming))
    body = whole_body(undecoded.iter_bytes())
    headers = [(name, value) for name, value in incoming.headers if name.lower() not in _OF_THE_BODY_AS_SENT]
    response = httpx.Response(incoming.status, headers=headers, content=body, extensions=incoming.extensions)
    return Answer(incoming.status, response.headers, body, response)


class _Stream(httpx.SyncByteStream):
    def __init__(self, incoming: httpcore.Response) -> None:
        self._incoming = incoming

    def __iter__(self) -> Iterator[bytes]:
        return self._incoming.iter_stream()


def _pool(attempts: Attempts, base_url: httpx.URL) -> httpcore.ConnectionPool:
    """Makes what httpx would make, with the proxy that the environment names for the endpoint.

    Permits bound the calls in flight, and so the idle connections. A second bound of the former would be a queue that
    nobody counts or can cancel. By one of the latter httpcore closes a connection that was idle when it looked, also
    where a thread has begun to use it since.
    """
    settings: dict[str, Any] = {
        "ssl_context": httpx.create_ssl_context(get_ssl_configuration()),
        "max_connections": None,
        "max_keepalive_connections": None,
        "keepalive_expiry": _KEEP_ALIVE_SECONDS,
        "network_backend": _Backend(attempts),
    }
    url = None if proxy_bypass(base_url.host) else getproxies().get(base_url.scheme) or getproxies().get("all")
    if url is None:
        return httpcore.ConnectionPool(**settings)
    proxy = httpx.Proxy(url if "://" in url else f"http://{url}")
    if proxy.url.scheme not in ("http", "https"):
        raise ValueError(f"the proxy {proxy.url} in the environment is no HTTP proxy: name one, or set NO_PROXY")
    return httpcore.HTTPProxy(str(proxy.url), proxy_auth=proxy.raw_auth, **settings)


class _Backend(httpcore.SyncBackend):
    """Connects as httpcore does, within the attempt's time."""

    def __init__(self, attempts: Attempts) -> None:
        self._attempts = attempts

    def connect_tcp(self, host: str, port: int, *ignored: object, **also_ignored: object) -> httpcore.NetworkStream:
        return _NetworkStream(AttemptSocket.connect(host, port, self._attempts))


class _NetworkStream(httpcore.NetworkStream):
    """What httpcore needs of a socket. The time limits that it passes are ignored: the attempt has the time."""

    def __init__(self, connected: AttemptSocket) -> None:
        self._socket = connected

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._socket.recv(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        try:
            self._socket.sendall(buffer)
        except Fault as fault:
            if fault.kind == "timeout":
                raise
            # httpcore then looks for an answer: a server may refuse a request before it has read all of it.
            raise httpcore.WriteError(str(fault)) from fault

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self._socket.start_tls(ssl_context, server_hostname)
        return self

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            return self._socket.readable()
        return self._socket.ssl_object if info == "ssl_object" else None

    def close(self) -> None:
        self._socket.close()
