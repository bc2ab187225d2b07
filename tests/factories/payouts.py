"""Batches on their way through the bank."""

from collections.abc import Sequence

from accounts.models import Partner
from finance.models import PayoutBatch, PayoutItem
from finance.services import AfterFailure, import_payout_results, make_payout_batch, release_payout_batch
from finance.services.import_payout_results import PayoutResults
from tests.factories.accounts import make_shop
from tests.factories.finance import make_approved, operator


def payees(*names: str) -> list[Partner]:
    return [make_shop(name).partner for name in names]


def draft_of(partners: Sequence[Partner], *, by: str = "wati") -> PayoutBatch:
    """Each of them waits for 50000."""
    rows = [make_approved(partner) for partner in partners]
    return make_payout_batch([row.pk for row in rows], actor=operator(by))


def released_to(partners: Sequence[Partner]) -> PayoutBatch:
    return release_payout_batch(draft_of(partners).pk, actor=operator("dewi"))


def outcomes_of(batch: PayoutBatch) -> list[str]:
    return list(PayoutItem.objects.filter(batch=batch).order_by("pk").values_list("outcome", flat=True))


def numbers_of(batch: PayoutBatch) -> list[str]:
    items = PayoutItem.objects.filter(batch=batch).order_by("pk")
    return list(items.values_list("withdrawal__number", flat=True))


def bank_says(batch: PayoutBatch, *lines: str, then: AfterFailure = AfterFailure.TRY_AGAIN) -> PayoutResults:
    """Import a result file of these lines."""
    content = "\n".join(["reference,status,bank_reference,reason,amount", *lines]).encode()
    return import_payout_results(batch.pk, content, actor=operator("dewi"), after_failure=then)
