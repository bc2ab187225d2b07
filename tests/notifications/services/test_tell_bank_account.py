import pytest
from django.core import mail

from accounts.models import Partner, User
from notifications.services import BankAccountNews, tell_bank_account

NEWS = BankAccountNews("added", "BCA", "…0456", "budi")


@pytest.mark.parametrize(
    ("change", "word"), [("added", "ditambahkan"), ("changed", "diubah"), ("deleted", "dihapus")]
)
def test_the_owner_reads_what_happened_and_who_did_it(siti_partner: Partner, change: str, word: str) -> None:
    assert tell_bank_account(BankAccountNews(change, "BCA", "…0456", "budi"), partner_id=siti_partner.pk) == 1

    (letter,) = mail.outbox
    assert letter.to == [siti_partner.owner.email]
    assert word in letter.subject
    assert "budi" in letter.body


def test_nobody_without_an_address_or_an_open_account(siti_partner: Partner) -> None:
    User.objects.filter(pk=siti_partner.owner_id).update(is_active=False)

    assert tell_bank_account(NEWS, partner_id=siti_partner.pk) == 0
    assert mail.outbox == []
