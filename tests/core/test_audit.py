import pytest
from django.db import IntegrityError, transaction

from accounts.models import Partner
from komship.core import audit
from komship.core.audit import Actor
from komship.core.models import AuditEntry


def test_an_entry_names_actor_target_and_partner(siti_partner: Partner) -> None:
    actor = Actor(user_id=7, label="siti", channel="web")
    audit.record("thing.changed", siti_partner, actor=actor, reason="because", change=({"a": 1}, {"a": 2}))
    entry = AuditEntry.objects.get(action="thing.changed")
    assert (entry.user_id, entry.channel, entry.partner_id) == (7, "web", siti_partner.pk)
    assert (entry.target_type, entry.target_key) == ("accounts.partner", str(siti_partner.pk))
    assert (entry.before, entry.after) == ({"a": 1}, {"a": 2})


@pytest.mark.django_db
def test_secrets_are_masked_and_the_system_may_act() -> None:
    audit.record("x", "kind:key", change=(None, {"api_key": "s", "pin": "1", "shipping": "JNE"}))
    entry = AuditEntry.objects.get()
    assert entry.after == {"api_key": "***", "pin": "***", "shipping": "JNE"}
    assert (entry.user_label, entry.target_type, entry.target_key) == ("system", "kind", "key")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE core_auditentry SET reason = 'x'", "DELETE FROM core_auditentry"]
)
def test_entries_can_be_neither_changed_nor_deleted(statement: str) -> None:
    audit.record("x", "kind:key")
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.raw(statement + " RETURNING *")[0]
    assert AuditEntry.objects.get().reason == ""
