import pytest
from pytest_django import Settings

from accounts.models import Partner
from komship.core.models import AuditEntry
from notifications.errors import TooManyWebhooks, WebhookRefused
from notifications.models import WebhookEndpoint
from notifications.rules.webhooks import MOST_ENDPOINTS
from notifications.services import add_webhook
from tests.factories.webhooks import ACTOR, Receiver, make_webhook


def add(partner: Partner, url: str, topics: list[str] | None = None) -> None:
    add_webhook(
        partner.pk,
        url=url,
        topics=["order.created"] if topics is None else topics,
        made_by_id=partner.owner_id,
        actor=ACTOR,
    )


def test_the_secret_is_shown_once_and_stands_nowhere(siti_partner: Partner, receiver: Receiver) -> None:
    made = make_webhook(siti_partner, receiver, "order.created", "order.created")

    assert made.secret.startswith("whsec_")
    stored = str(WebhookEndpoint.objects.values().get())
    assert made.secret.removeprefix("whsec_") not in stored
    assert made.endpoint.topics == ["order.created"]
    assert AuditEntry.objects.get(action="webhook.added").partner_id == siti_partner.pk


@pytest.mark.parametrize(
    "url",
    [
        "http://toko.example/hook",
        "https://127.0.0.1/hook",
        "https://[::1]/hook",
        "https://10.0.0.1/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://[::ffff:192.168.0.1]/hook",
        # Other spellings of 127.0.0.1 that resolvers understand.
        "https://2130706433/hook",
        "https://0x7f.1/hook",
    ],
)
def test_addresses_inside_are_refused_when_saved(
    siti_partner: Partner, receiver: Receiver, settings: Settings, url: str
) -> None:
    settings.WEBHOOKS_TO_LOOPBACK = False

    with pytest.raises(WebhookRefused) as refused:
        add(siti_partner, url)

    assert list(refused.value.fields) == ["url"]
    assert not WebhookEndpoint.objects.exists()


@pytest.mark.parametrize("topics", [[], ["order.deleted"]])
def test_topics_are_chosen_from_the_list(
    siti_partner: Partner, receiver: Receiver, topics: list[str]
) -> None:
    with pytest.raises(WebhookRefused) as refused:
        add(siti_partner, receiver.url, topics)

    assert list(refused.value.fields) == ["topics"]


def test_five_at_most(siti_partner: Partner, rina_partner: Partner, receiver: Receiver) -> None:
    for _ in range(MOST_ENDPOINTS):
        make_webhook(siti_partner, receiver)

    with pytest.raises(TooManyWebhooks):
        make_webhook(siti_partner, receiver)
    assert make_webhook(rina_partner, receiver).endpoint.pk
