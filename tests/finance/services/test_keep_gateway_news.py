import pytest

from finance.errors import NewsTooLarge
from finance.models import GatewayNews
from finance.services import keep_gateway_news
from finance.services.keep_gateway_news import MOST_BYTES

pytestmark = pytest.mark.django_db


def test_a_delivery_is_one_row_however_often_it_comes() -> None:
    assert [keep_gateway_news(b'{"id": "1"}', delivery_id="d1") for _call in range(3)] == [True, False, False]

    news = GatewayNews.objects.get()
    assert (news.body, news.times_seen, news.state) == ('{"id": "1"}', 3, "waiting")


def test_one_number_with_another_body_is_another_row() -> None:
    for body in (b"1", b"2"):
        assert keep_gateway_news(body, delivery_id="d1")
    assert keep_gateway_news(b"1")


def test_nul_bytes_and_floods() -> None:
    keep_gateway_news(b"\x00\xff")
    assert "\x00" not in GatewayNews.objects.get().body
    with pytest.raises(NewsTooLarge):
        keep_gateway_news(b"x" * (MOST_BYTES + 1))
