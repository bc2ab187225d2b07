import pytest

from shipping.carriers.jne.client import JneCarrier
from shipping.sandbox.server import SandboxServer
from tests.factories.sandbox import jne_of
from tests.factories.sandbox import sandbox as sandbox


@pytest.fixture
def jne(sandbox: SandboxServer) -> JneCarrier:
    return jne_of(sandbox)
