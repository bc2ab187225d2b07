"""The only HTTP client: pooled, always with timeouts, never inside a transaction, never retrying."""

import socket
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from typing import Literal

import requests
from django.conf import settings
from django.db import connections
from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError
from urllib3.response import HTTPResponse

from komship.lib.db import NetworkInTransaction

USER_AGENT = "komship/1"
MAX_BODY_BYTES = 4 * 1024 * 1024

Fields = Mapping[str, str]


@dataclass(frozen=True)
class HttpReply:
    """What came back, whatever it was; judging it is the caller's business."""

    status: int
    body: str
    content_type: str
    elapsed_ms: int


class TransportFailure(Exception):
    """No usable answer. `may_have_arrived` is False only when nothing can have been sent."""

    def __init__(
        self, kind: Literal["connect", "timeout", "broken"], *, may_have_arrived: bool, detail: str
    ) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind
        self.may_have_arrived = may_have_arrived


def refuse_inside_transaction() -> None:
    """Raise NetworkInTransaction while this thread holds a transaction open.

    Tests that wrap themselves in a transaction lower the bar by their own depth through
    `HTTP_ALLOWED_ATOMIC_DEPTH`; a transaction opened by the code under test is still refused.
    """
    allowed: int = getattr(settings, "HTTP_ALLOWED_ATOMIC_DEPTH", 0)
    if atomic_depth() > allowed:
        raise NetworkInTransaction("commit before calling over the network")


def atomic_depth() -> int:
    """How many atomic blocks this thread has open, over all its database connections."""
    return sum(
        len(connection.savepoint_ids) + 1
        for connection in connections.all(initialized_only=True)
        if connection.in_atomic_block
    )


class HttpClient:
    """One outside service: base address, pool, timeouts in seconds.

    At most `pool_size` calls of all threads are under way at once; others wait for their turn, so
    that the service sees a bounded number of connections. Calls never retry and never follow
    redirects. They return HttpReply for any HTTP status and
    raise TransportFailure otherwise.
    """

    def __init__(
        self,
        *,
        name: str,
        base_url: str,
        read_timeout_s: float,
        connect_timeout_s: float = 3.0,
        pool_size: int = 8,
    ) -> None:
        self.name = name
        self._base_url = base_url.rstrip("/")
        self._timeout = (connect_timeout_s, read_timeout_s)
        self._turns = threading.BoundedSemaphore(pool_size)
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["User-Agent"] = USER_AGENT
        self._adapter = HTTPAdapter(pool_connections=2, pool_maxsize=pool_size, max_retries=0)

    def post_form(self, path: str, fields: Fields, *, headers: Fields | None = None) -> HttpReply:
        """POST percent-encoded form fields."""
        return self._send("POST", path, data=dict(fields), headers=headers)

    def post_json(self, path: str, body: object, *, headers: Fields | None = None) -> HttpReply:
        """POST a JSON document."""
        return self._send("POST", path, json=body, headers=headers)

    def get(self, path: str, params: Fields | None = None, *, headers: Fields | None = None) -> HttpReply:
        """GET with query parameters."""
        return self._send("GET", path, params=dict(params or {}), headers=headers)

    def _send(self, method: str, path: str, **options: object) -> HttpReply:
        refuse_inside_transaction()
        try:
            request = self._session.prepare_request(
                requests.Request(method, self._base_url + path, **options)
            )
            # A turn is as long as the service takes: nothing else is done while another call waits for it.
            with self._turns:
                return self._exchange(request)
        except requests.RequestException as error:
            raise _transport_failure(error) from error

    def _exchange(self, request: requests.PreparedRequest) -> HttpReply:
        """Straight through the adapter: a session adds redirects and cookies, and we want neither."""
        started = time.perf_counter()
        with self._adapter.send(request, stream=True, timeout=self._timeout) as response:
            return self._reply(response, self._body(response, started), started)

    def _body(self, response: requests.Response, started: float) -> bytes:
        """All bytes, unless they are too many or drip in for longer than both timeouts together."""
        raw = bytearray()
        for chunk in response.iter_content(64 * 1024):
            raw += chunk
            if len(raw) > MAX_BODY_BYTES:
                raise TransportFailure("broken", may_have_arrived=True, detail="answer too large")
            if time.perf_counter() - started > sum(self._timeout):
                raise TransportFailure("timeout", may_have_arrived=True, detail="answer too slow")
        return bytes(raw)

    @staticmethod
    def _reply(response: requests.Response, raw: bytes, started: float) -> HttpReply:
        return HttpReply(
            status=response.status_code,
            body=raw.decode(response.encoding or "utf-8", errors="replace"),
            content_type=response.headers.get("Content-Type", ""),
            elapsed_ms=round((time.perf_counter() - started) * 1000),
        )


def _transport_failure(error: requests.RequestException) -> TransportFailure:
    """Nothing was sent only when the connection itself could not be made."""
    cause = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(cause, NewConnectionError | ConnectTimeoutError) or isinstance(
        error, requests.ConnectTimeout
    ):
        return TransportFailure("connect", may_have_arrived=False, detail=type(error).__name__)
    if isinstance(error, requests.Timeout):
        return TransportFailure("timeout", may_have_arrived=True, detail=type(error).__name__)
    return TransportFailure("broken", may_have_arrived=True, detail=type(error).__name__)


@dataclass(frozen=True, kw_only=True)
class PinnedCall:
    """A POST to a host whose IP address was looked at already: that address is called, no other."""

    scheme: str
    host: str
    address: str
    port: int
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class CallLimits:
    """Seconds to connect, to wait for each piece of the answer, and for everything; bytes to read."""

    connect_s: float
    read_s: float
    whole_s: float
    most_bytes: int


RESOLVE_TIMEOUT_S = 5.0
# The system's resolver knows no timeout of ours; a thread that waits for it is left behind.
_resolvers = ThreadPoolExecutor(8, thread_name_prefix="resolve")


def addresses_of(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the order the system would try them.

    Raises TransportFailure when there are none or nobody says in time.
    """
    refuse_inside_transaction()
    asked = _resolvers.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        found = asked.result(timeout=RESOLVE_TIMEOUT_S)
    except (OSError, UnicodeError, TimeoutError) as error:
        raise TransportFailure("connect", may_have_arrived=False, detail="unknown host") from error
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def call_pinned(call: PinnedCall, *, limits: CallLimits) -> HttpReply:
    """Make the call over a connection of its own; of the answer only the first bytes are read.

    The certificate has to be the host's, whatever the address. Redirects are answers. A stranger who
    answers a byte at a time is hung up on. Raises TransportFailure.
    """
    refuse_inside_transaction()
    started = time.perf_counter()
    connection = _pinned_connection(call, limits.connect_s)
    watchdog = threading.Timer(limits.whole_s, _hang_up, [connection])
    is_sent = False
    try:
        connection.connect()
        _read_timeout(connection, limits.read_s)
        watchdog.start()
        is_sent = True
        headers = {"User-Agent": USER_AGENT, **call.headers}
        connection.request("POST", call.path, call.body, headers, preload_content=False)
        response = connection.getresponse()
        raw = _first_bytes(response, limits, started)
    except (HTTPError, HTTPException, OSError, ValueError) as error:  # ValueError: a foreign certificate
        raise _pinned_failure(error, is_sent=is_sent) from error
    finally:
        watchdog.cancel()
        connection.close()
    return HttpReply(
        status=response.status,
        body=raw.decode(errors="replace"),
        content_type=response.headers.get("Content-Type", ""),
        elapsed_ms=round((time.perf_counter() - started) * 1000),
    )


def _pinned_connection(call: PinnedCall, connect_s: float) -> HTTPConnection:
    if call.scheme == "http":
        return HTTPConnection(call.address, call.port, timeout=connect_s)
    return HTTPSConnection(
        call.address,
        call.port,
        timeout=connect_s,
        cert_reqs="CERT_REQUIRED",
        ca_certs=DEFAULT_CA_BUNDLE_PATH,
        server_hostname=call.host,
        assert_hostname=call.host,
    )


def _read_timeout(connection: HTTPConnection, seconds: float) -> None:
    if connection.sock is not None:
        connection.sock.settimeout(seconds)


def _hang_up(connection: HTTPConnection) -> None:
    """Ends whatever the other thread waits for."""
    with suppress(OSError):
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)


def _first_bytes(response: HTTPResponse, limits: CallLimits, started: float) -> bytes:
    """What came of the body; the status is known already, so a body cut short is still an answer."""
    raw = b""
    with suppress(HTTPError, OSError):
        while len(raw) < limits.most_bytes and time.perf_counter() - started < limits.whole_s:
            chunk = response.read1(limits.most_bytes - len(raw), decode_content=False)
            if not chunk:
                break
            raw += chunk
    return raw


def _pinned_failure(error: Exception, *, is_sent: bool) -> TransportFailure:
    name = type(error).__name__
    if not is_sent:
        return TransportFailure("connect", may_have_arrived=False, detail=name)
    is_late = isinstance(error, TimeoutError | ReadTimeoutError)
    return TransportFailure("timeout" if is_late else "broken", may_have_arrived=True, detail=name)
