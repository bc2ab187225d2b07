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
