from collections.abc import Callable
from typing import Any

import pytest
import requests

from shipping.carriers.jne.client import JneCarrier
from shipping.sandbox.server import SandboxServer
from tests.factories.sandbox import jne_of
from tests.factories.sandbox import sandbox as sandbox

Call = Callable[..., Any]


@pytest.fixture
def jne(sandbox: SandboxServer) -> JneCarrier:
    return jne_of(sandbox)


@pytest.fixture
def post(sandbox: SandboxServer) -> Call:
    """POST JSON to the sandbox's own API; the decoded answer, whose status must be the expected one."""

    def call(path: str, status: int = 200, **body: Any) -> Any:
        reply = requests.post(sandbox.url + path, json=body, timeout=5)
        assert reply.status_code == status, reply.text
        return reply.json()

    return call


@pytest.fixture
def read(sandbox: SandboxServer) -> Call:
    def call(path: str, status: int = 200, **query: Any) -> Any:
        reply = requests.get(sandbox.url + path, params=query, timeout=5)
        assert reply.status_code == status, reply.text
        return reply.json()

    return call
