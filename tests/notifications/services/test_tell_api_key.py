from accounts.models import Partner
from accounts.services import revoke_api_key
from komship.core.drain import drain
from notifications.models import InboxMessage
from notifications.services import ApiKeyNews, tell_api_key
from tests.factories.api_keys import make_key
from tests.factories.webhooks import ACTOR


def test_the_shop_is_told_when_keys_come_and_go(siti_partner: Partner) -> None:
    key = make_key(siti_partner).key
    revoke_api_key(key.pk, partner_id=siti_partner.pk, actor=ACTOR)
    drain()

    letters = InboxMessage.objects.for_partner(siti_partner.pk).order_by("pk")
    assert [letter.title for letter in letters] == ["Kunci API baru dibuat", "Kunci API dicabut"]
    assert all(key.prefix in letter.body for letter in letters)


def test_names_are_escaped(siti_partner: Partner) -> None:
    news = ApiKeyNews("made", "<b>toko</b>", "kmsk_ab", "siti")

    assert "<b>" not in tell_api_key(news, partner_id=siti_partner.pk).body
