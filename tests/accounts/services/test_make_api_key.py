import pytest

from accounts.errors import PartnerNotServed, TooManyKeys, WrongCredentials
from accounts.models import ApiKey, Partner, User
from accounts.selectors.api_keys import live_key
from accounts.services import Device, KeySpec, make_api_key, revoke_api_key, sign_in
from accounts.services.make_api_key import MOST_KEYS
from komship.core.audit import SYSTEM
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput
from tests.factories.api_keys import make_key


def test_the_key_is_shown_once_and_only_its_digest_kept(siti_partner: Partner) -> None:
    made = make_key(siti_partner, "orders:read", life_days=90)

    assert made.token.startswith("kmsk_")
    assert made.token.startswith(made.key.prefix)
    assert made.token not in str(ApiKey.objects.values().get())
    assert live_key(made.token) == made.key
    entry = AuditEntry.objects.get(action="api_key.made")
    assert (entry.partner_id, (entry.after or {})["scopes"]) == (siti_partner.pk, ["orders:read"])


def test_a_test_key_can_be_told_by_its_beginning(siti_partner: Partner) -> None:
    assert make_key(siti_partner, is_test=True).token.startswith("kmsk_test_")
    assert not make_key(siti_partner).token.startswith("kmsk_test_")


def test_its_user_cannot_sign_in(siti_partner: Partner) -> None:
    robot = make_key(siti_partner).key.user

    assert (robot.is_active, robot.full_name) == (False, "API: Toko web")
    with pytest.raises(WrongCredentials):
        sign_in(robot.username, "", device=Device(ip="127.0.0.1"))


@pytest.mark.parametrize(
    ("field", "spec"),
    [
        ("name", KeySpec(name="  ", scopes=["orders:read"])),
        ("name", KeySpec(name="n" * 61, scopes=["orders:read"])),
        ("scopes", KeySpec(name="Toko", scopes=[])),
        ("scopes", KeySpec(name="Toko", scopes=["orders:read", "pin:write"])),
        ("life_days", KeySpec(name="Toko", scopes=["orders:read"], life_days=0)),
        ("life_days", KeySpec(name="Toko", scopes=["orders:read"], life_days=731)),
    ],
)
def test_refusals_by_field(siti: User, siti_partner: Partner, field: str, spec: KeySpec) -> None:
    with pytest.raises(InvalidInput) as refused:
        make_api_key(siti_partner.pk, spec, made_by=siti, actor=SYSTEM)

    assert list(refused.value.fields) == [field]
    assert not ApiKey.objects.exists()


def test_ten_live_keys_at_most(siti: User, siti_partner: Partner) -> None:
    keys = [make_key(siti_partner).key for _ in range(MOST_KEYS)]
    with pytest.raises(TooManyKeys):
        make_key(siti_partner)

    revoke_api_key(keys[0].pk, partner_id=siti_partner.pk, actor=SYSTEM)

    assert make_key(siti_partner).key.pk
    with pytest.raises(PartnerNotServed):
        make_api_key(0, KeySpec(name="Toko", scopes=["orders:read"]), made_by=siti, actor=SYSTEM)
