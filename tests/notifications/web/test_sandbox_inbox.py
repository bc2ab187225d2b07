import pytest
from django.test import Client

from komship.lib import clock
from notifications.models import SandboxMessage

PAGE = "/sandbox-inbox/"


@pytest.fixture
def message(db: None) -> SandboxMessage:
    return SandboxMessage.objects.create(
        channel="email",
        address="siti@example.com",
        subject="Halo <b>",
        text="kode 123456",
        created_at=clock.now(),
    )


def test_anybody_reads_the_last_messages(client: Client, message: SandboxMessage) -> None:
    page = client.get(PAGE).content.decode()
    assert "kode 123456" in page
    assert "Halo &lt;b&gt;" in page


@pytest.mark.parametrize(("wanted", "found"), [("SITI@", True), ("rina", False), ("\x00", True)])
def test_search_by_address(client: Client, message: SandboxMessage, wanted: str, found: bool) -> None:
    assert ("123456" in client.get(PAGE, {"q": wanted}).content.decode()) == found


def test_empty_inbox_says_so(client: Client, db: None) -> None:
    assert "Belum ada pesan." in client.get(PAGE).content.decode()
