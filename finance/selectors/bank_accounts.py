from finance.models import BankAccount


def bank_account_list(partner_id: int) -> list[BankAccount]:
    """A seller's bank accounts, the default first: clients show row 0 as hers."""
    return list(BankAccount.objects.for_partner(partner_id).active().order_by("-is_default", "id"))


def bank_account_matching(
    partner_id: int, *, bank_name: str, account_no: str, account_name: str
) -> BankAccount | None:
    """The account a client names by its printed values instead of its id."""
    accounts = BankAccount.objects.for_partner(partner_id).active()
    return accounts.filter(
        bank_name__iexact=bank_name.strip(),
        account_no=account_no.strip(),
        account_name__iexact=account_name.strip(),
    ).first()


def bank_account_detail(partner_id: int, bank_account_id: int) -> BankAccount | None:
    """One of the seller's accounts; None when it is not hers."""
    return BankAccount.objects.for_partner(partner_id).active().filter(pk=bank_account_id).first()


def bank_account_facts(partner_id: int) -> list[dict[str, object]]:
    """The accounts as the profile of a person shows them."""
    return [
        {
            "bank_account_id": row.pk,
            "bank_name": row.bank_name,
            "account_no": row.account_no,
            "account_name": row.account_name,
            "is_default": int(row.is_default),
        }
        for row in bank_account_list(partner_id)
    ]
