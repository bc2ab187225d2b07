"""Pages and sessions without Redis."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from komship import redis_cache
from komship.redis_cache import SessionStore
from tests.factories.cast import WebFor

NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def redis_is_down(settings: Settings) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": NOWHERE}}
    settings.REDIS_URL = NOWHERE


@pytest.mark.parametrize("path", ["/", "/pesanan/", "/produk/", "/keuangan/"])
def test_pages_open(redis_is_down: None, siti_web: Client, path: str) -> None:
    assert siti_web.get(path).status_code == 200


def test_people_sign_in_and_out(redis_is_down: None, siti: User, web_for: WebFor) -> None:
    browser = web_for(siti)
    assert Session.objects.count() == 1

    browser.post("/keluar/")

    assert browser.get("/").status_code == 302


def test_every_operation_answers(redis_is_down: None) -> None:
    cache.set("key", 1)
    assert cache.get("key", "default") == "default"
    assert cache.get_many(["key"]) == {}
    assert not cache.add("key", 1)
    assert not cache.delete("key")
    assert "key" not in cache


def test_a_dead_redis_is_asked_once_in_a_while(redis_is_down: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.get("key")
    asked = dict(redis_cache._asked_again_at)
    assert asked[NOWHERE] > 0
    cache.get("key")
    assert redis_cache._asked_again_at == asked


@pytest.mark.redis
def test_with_redis_it_is_a_cache(redis_database: object) -> None:
    cache.set("key", {"a": 1}, 30)
    assert cache.get("key") == {"a": 1}
    assert not cache.add("key", 2)
    assert "key" in cache
    assert cache.get_many(["key"]) == {"key": {"a": 1}}
    assert cache.delete("key")


@pytest.mark.django_db
def test_sessions_stay_in_redis_for_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Logging out while Redis is away cannot reach the copy in it."""
    monkeypatch.setattr(redis_cache, "SESSION_KEPT_S", 0)
    session = SessionStore()
    session["who"] = "siti"
    session.save()

    assert session.cache_key not in cache
    assert SessionStore(session.session_key)["who"] == "siti"
