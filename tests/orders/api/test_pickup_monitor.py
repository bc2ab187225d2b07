from datetime import timedelta

import pytest

from accounts.services import create_user
from accounts.states import Role
from orders.api.pickup_monitor import delay_words
from tests.accounts.api.test_ops_endpoint import MONITOR, call
from tests.factories.accounts import new_user
from tests.factories.shipping import make_desk


@pytest.mark.usefixtures("couriers")
def test_a_desk_needs_its_courier() -> None:
    nobody = create_user(new_user("nina"), role=Role.MITRA)

    assert call(nobody, "GET", MONITOR).status_code == 400
    assert call(make_desk("mira", "jne"), "GET", MONITOR).status_code == 200


def test_words_of_a_delay() -> None:
    assert delay_words(timedelta(hours=29, minutes=59)) == "1 hari 5 jam"
    assert delay_words(timedelta(0)) == "0 hari 0 jam"
