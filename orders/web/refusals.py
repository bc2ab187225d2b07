"""A service's refusal in words for the seller."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.errors import RightMissing
from accounts.states import Right
from accounts.web.access import SellerRequest
from komship.lib.errors import DomainError, InvalidInput, StaleState


def words_for(error: DomainError) -> str:
    """What to show; errors that name columns or states for programmers get a sentence instead."""
    if isinstance(error, StaleState):
        return _("Pesanan ini baru saja berubah. Muat ulang halaman lalu coba lagi.")
    if isinstance(error, InvalidInput) and error.fields:
        return " ".join(text for texts in error.fields.values() for text in texts)
    return error.message or _("Belum bisa diproses. Coba lagi.")


def require_rights(request: SellerRequest, *rights: Right) -> None:
    """For actions that need more than their page does. Raises PermissionDenied."""
    if not all(request.partner_access.may(right) for right in rights):
        raise PermissionDenied(RightMissing().message)
