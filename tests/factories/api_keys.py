"""API keys as their owner makes them."""

from rest_framework.test import APIClient

from accounts.models import Partner
from accounts.scopes import Scope
from accounts.services import KeySpec, MadeKey, make_api_key
from komship.core.audit import Actor


def make_key(partner: Partner, *scopes: str, is_test: bool = False, life_days: int | None = None) -> MadeKey:
    """A key with these scopes; with all of them when none are named."""
    spec = KeySpec(
        name="Toko web",
        scopes=scopes or [scope.value for scope in Scope],
        is_test=is_test,
        life_days=life_days,
    )
    owner = partner.owner
    actor = Actor(user_id=owner.pk, label=owner.username, channel="test")
    return make_api_key(partner.pk, spec, made_by=owner, actor=actor)


def client_of(made: MadeKey) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {made.token}")
    return client
