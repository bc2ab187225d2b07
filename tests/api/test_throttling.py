import logging
from collections.abc import Iterator
from typing import NoReturn

import pytest
import redis
from django.test import RequestFactory
from pytest_django import Settings
from rest_framework.request import Request
from rest_framework.test import APIClient

from komship.api.throttling import Counters, PerAddress, counters_at
from tests.factories.accounts import PASSWORD

NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def narrow(settings: Settings) -> None:
    settings.API_LIMITS = {"seller": (2, 3_600), "public": (2, 3_600)}


@pytest.mark.usefixtures("narrow")
class TestLimits:
    def test_the_third_call_is_refused_in_the_envelope(self, siti_api: APIClient) -> None:
        answers = [siti_api.get("/api/v1/cart") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        refusal = answers[-1].json()
        assert (refusal["status"], refusal["code"]) == ("failed", 429)
        assert "Terlalu banyak permintaan" in refusal["message"]
        assert 0 < int(answers[-1]["Retry-After"]) <= 3_600

    def test_everybody_has_a_count_of_her_own(self, siti_api: APIClient, rina_api: APIClient) -> None:
        for _ in range(3):
            siti_api.get("/api/v1/cart")
        assert rina_api.get("/api/v1/cart").status_code == 200

    def test_a_new_window_starts_at_nothing(self, siti_api: APIClient, settings: Settings) -> None:
        for _ in range(3):
            siti_api.get("/api/v1/cart")
        settings.API_LIMITS = {"seller": (2, 7_000)}
        assert siti_api.get("/api/v1/cart").status_code == 200

    @pytest.mark.usefixtures("db")
    def test_sign_in_is_counted_by_address(self, nobody_api: APIClient) -> None:
        body = {"username_email": "nobody", "password": PASSWORD}
        answers = [
            nobody_api.post("/api/v1/login", body, format="json", headers={"X-Forwarded-For": f"10.0.0.{n}"})
            for n in range(3)
        ]
        assert [answer.status_code for answer in answers][-1] == 429
        assert 429 not in [answer.status_code for answer in answers[:2]]

    @pytest.mark.usefixtures("db")
    def test_without_a_token_there_is_nothing_to_count(self, nobody_api: APIClient) -> None:
        assert [nobody_api.get("/api/v1/cart").status_code for _ in range(4)] == [401] * 4


def test_behind_a_load_balancer_its_word_counts(settings: Settings) -> None:
    """The last entry is the balancer's; those before it are whatever the caller liked to write."""
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    raw = RequestFactory().get("/", headers={"X-Forwarded-For": "1.2.3.4, 9.9.9.9"})
    assert PerAddress().caller(Request(raw)) == "9.9.9.9"


class TestCounters:
    @pytest.fixture
    def counters(self, redis_database: "redis.Redis") -> Counters:
        return Counters(redis_database)

    def test_keys_count_and_die(self, counters: Counters, redis_database: "redis.Redis") -> None:
        assert [counters.add_one("k", life_s=50) for _ in range(3)] == [1, 2, 3]
        assert counters.add_one("other", life_s=50) == 1
        assert 0 < int(redis_database.ttl("k")) <= 50

    def test_one_round_trip(self, redis_database: "redis.Redis", settings: Settings) -> None:
        client = _CountingClient(connection_pool=redis.ConnectionPool.from_url(settings.REDIS_URL))
        client.sent = []
        Counters(client).add_one("k", life_s=5)
        assert client.sent == [2]


class _CountingClient(redis.Redis):
    """Writes down how many commands each pipeline carried."""

    sent: list[int]

    def pipeline(self, transaction: bool = True, shard_hint: str | None = None) -> "_CountingPipeline":
        pipe = _CountingPipeline(self.connection_pool, self.response_callbacks, transaction, shard_hint)
        pipe.sent = self.sent
        return pipe


class _CountingPipeline(redis.client.Pipeline):
    sent: list[int]

    def execute(self, raise_on_error: bool = True) -> list[object]:
        self.sent.append(len(self.command_stack))
        answers: list[object] = super().execute(raise_on_error)
        return answers


class TestWithoutRedis:
    @pytest.fixture
    def nowhere(self, settings: Settings) -> Iterator[None]:
        counters_at.cache_clear()
        settings.REDIS_URL = NOWHERE
        settings.API_LIMITS = {"seller": (1, 3_600)}
        yield
        counters_at.cache_clear()

    @pytest.mark.usefixtures("nowhere")
    def test_nobody_is_refused(self, siti_api: APIClient, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.WARNING, logger="komship.api.throttling"):
            codes = [siti_api.get("/api/v1/cart").status_code for _ in range(5)]
        assert codes == [200] * 5
        assert len(caplog.records) == 1

    def test_it_is_asked_again_later(self, monkeypatch: pytest.MonkeyPatch) -> None:
        counters = Counters(redis.Redis.from_url(NOWHERE))
        assert counters.add_one("k", life_s=5) is None
        assert counters._asked_again_at > 0
        monkeypatch.setattr(counters, "_client", _Forbidden())
        assert counters.add_one("k", life_s=5) is None
        counters._asked_again_at = 0.1
        with pytest.raises(AssertionError, match="asked"):
            counters.add_one("k", life_s=5)

    def test_counting_resumes_when_it_is_back(self, redis_database: "redis.Redis") -> None:
        counters = Counters(redis.Redis.from_url(NOWHERE))
        counters.add_one("k", life_s=5)
        counters._client = redis_database
        counters._asked_again_at = 0.1
        assert counters.add_one("k", life_s=5) == 1
        assert counters._asked_again_at == 0.0


class _Forbidden:
    def pipeline(self, *, transaction: bool) -> NoReturn:
        raise AssertionError("asked")
