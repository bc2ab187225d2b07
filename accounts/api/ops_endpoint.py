"""Operations for people who work for no seller: our own operators, and the couriers' desks."""

from typing import ClassVar

from accounts.api.seller_endpoint import SignedInEndpoint
from accounts.states import Role
from komship.api.envelope import Answer, failure
from komship.lib.errors import NotAllowed

NOT_YOURS = failure(403, "Khusus tim Komship.")


class OpsOnly(NotAllowed):
    code = "ops_only"


class OpsRightMissing(NotAllowed):
    code = "ops_right_missing"


class MitraOnly(NotAllowed):
    code = "mitra_only"


class OpsEndpoint(SignedInEndpoint):
    """An operation for operators. Sellers get 403: no page of theirs calls it.

    An operator's token exists only after her second factor (ADR 0016).
    """

    error_answers: ClassVar[dict[str, Answer]] = {
        "ops_only": NOT_YOURS,
        "ops_right_missing": failure(403, "Kamu belum diberi hak untuk ini. Minta ke admin tim."),
    }
    # The right of the ops panel that the operation needs; the same decision, whichever the door.
    permission: ClassVar[str] = ""

    def prepare(self) -> None:
        if not self.user.is_ops:
            raise OpsOnly
        if self.permission and not self.user.has_perm(self.permission):
            raise OpsRightMissing


class MitraEndpoint(SignedInEndpoint):
    """An operation for the desk of a courier."""

    def prepare(self) -> None:
        if self.user.role != Role.MITRA:
            raise MitraOnly("Khusus mitra ekspedisi.")
