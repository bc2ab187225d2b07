from accounts.models import Partner, User
from accounts.services.change_member import change_member
from accounts.states import Right
from komship.core.models import AuditEntry


def test_rights_are_replaced_and_the_change_is_kept(siti_partner: Partner, budi: User) -> None:
    wanted = [Right.FINANCE_BALANCE, Right.FINANCE_BALANCE, Right.SETTING_MEMBERS, 4711]
    row = change_member(budi.pk, partner_id=siti_partner.pk, rights=wanted)
    row.refresh_from_db()
    assert row.rights == [Right.FINANCE_BALANCE]
    entry = AuditEntry.objects.get(action="member.changed")
    assert entry.before is not None
    assert Right.ORDER_VIEW.value in entry.before["rights"]
