"""What the page tests share: staff without rights, and orders in every state a page tells apart."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Partner
from accounts.states import Right
from tests.factories.accounts import make_staff
from tests.factories.cast import WebFor

StaffWith = Callable[..., Client]


@pytest.fixture
def staff_with(siti_partner: Partner, web_for: WebFor) -> StaffWith:
    """A browser of staff of Siti who hold exactly these rights."""

    def make(*rights: Right) -> Client:
        return web_for(make_staff("citra", siti_partner, rights))

    return make


@pytest.fixture
def siti_page(siti_web: Client) -> Callable[[str], str]:
    """The text of a page as Siti sees it; it must be there."""

    def get(path: str) -> str:
        answer = siti_web.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer.content.decode()

    return get
