from typing import ClassVar

from accounts.api.seller_endpoint import SignedInEndpoint
from komship.api.envelope import Answer, failure
from komship.lib.errors import NotAllowed


class OpsOnly(NotAllowed):
    code = "ops_only"


class OpsEndpoint(SignedInEndpoint):
    """An operation for operators. Sellers get 403: no page of theirs calls it."""

    error_answers: ClassVar[dict[str, Answer]] = {"ops_only": failure(403, "Khusus tim Komship.")}

    def prepare(self) -> None:
        if not self.user.is_ops:
            raise OpsOnly
