from typing import ClassVar

from accounts.api.authentication import DeviceTokenAuthentication
from accounts.errors import PartnerNotServed
from accounts.models import AccessToken, User
from accounts.selectors.access import PartnerAccess, resolve_access
from accounts.states import Right
from komship.api.endpoint import Endpoint
from komship.core.audit import Actor

MOST_DIGITS = 18


class SignedInEndpoint(Endpoint):
    """An operation for anybody with a live token, whether or not she works for a partner."""

    authentication_classes = (DeviceTokenAuthentication,)

    @property
    def user(self) -> User:
        user = self.request.user
        assert isinstance(user, User)  # noqa: S101 - narrows the type; permissions let nobody else in
        return user

    @property
    def token(self) -> AccessToken:
        token = self.request.auth
        assert isinstance(token, AccessToken)  # noqa: S101
        return token

    @property
    def actor(self) -> Actor:
        return Actor(user_id=self.user.pk, label=self.user.username, channel="api")


class SellerEndpoint(SignedInEndpoint):
    """An operation on a partner's data; `self.access` says whose and with which rights.

    The partner comes from the path (`partner_id`, not passed on to `perform`), else it is the
    caller's own. A partner she does not serve is refused as if it did not exist. One query.
    """

    hidden_path_names = frozenset({"partner_id"})
    # The right a member needs; owners hold all.
    right: ClassVar[Right | None] = None
    # The operation's contract has `partner_id` in the query. Elsewhere a client that repeats it by
    # accident is heard only when it names a partner the caller does not serve.
    partner_in_query: ClassVar[bool] = False

    access: PartnerAccess

    def prepare(self) -> None:
        in_path = self.kwargs.get("partner_id")
        in_query = self._queried_partner()
        if in_path is None and self.partner_in_query:
            in_path = in_query
        self.access = resolve_access(self.user.pk, in_path, also=in_query)
        if self.right is not None:
            self.access.require(self.right)

    def _queried_partner(self) -> int | None:
        """The partner named in the query. Clients send it twice, empty or as `undefined`, too."""
        named = {text for text in self.request.query_params.getlist("partner_id") if text}
        named -= {"undefined", "null", "0"}
        if not named:
            return None
        text = named.pop()
        if named or not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
            raise PartnerNotServed
        return int(text)
