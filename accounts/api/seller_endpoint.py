from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts.api.authentication import ApiKeyAuthentication, DeviceTokenAuthentication
from accounts.errors import KeyNotWelcome, NoRehearsal, PartnerNotServed, RehearsalNeedsCourier
from accounts.models import AccessToken, ApiKey, User
from accounts.scopes import may_use
from accounts.selectors.access import PartnerAccess, access_of_key, resolve_access
from accounts.states import Right
from komship.api.endpoint import Endpoint
from komship.api.envelope import Answer
from komship.api.rehearsal import NeedsNetwork, rehearsed
from komship.api.throttling import FixedWindow
from komship.core.audit import Actor

MOST_DIGITS = 18
READING = ("GET", "HEAD")


class PerKey(FixedWindow):
    """For programs with an API key: each key has its own count."""

    scope = "key"

    def caller(self, request: Request) -> str:
        return f"k{request.auth.pk}"


class SignedInEndpoint(Endpoint):
    """An operation for anybody with a live token, whether or not she works for a partner."""

    authentication_classes = (ApiKeyAuthentication, DeviceTokenAuthentication)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.key is not None:
            self.admit_key(self.key)

    def admit_key(self, key: ApiKey) -> None:
        """Raises KeyNotWelcome, unless a program may call this operation."""
        raise KeyNotWelcome

    def get_throttles(self) -> list[BaseThrottle]:
        return [PerKey()] if self.key is not None else super().get_throttles()

    @property
    def key(self) -> ApiKey | None:
        """The API key of the call; None when a person calls."""
        return self.request.auth if isinstance(self.request.auth, ApiKey) else None

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
        if self.key is not None:
            return Actor(user_id=self.user.pk, label=str(self.key), channel="api_key")
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
    # Needs no right, and tells programs no more than places, couriers and the shop's own lists.
    open_to_keys: ClassVar[bool] = False
    # Everything it does can be taken back; files that were written cannot.
    can_rehearse: ClassVar[bool] = True
    # It writes what is the caller's alone and binds nobody, such as her cart: done with test keys, too.
    is_harmless: ClassVar[bool] = False

    access: PartnerAccess

    def admit_key(self, key: ApiKey) -> None:
        is_reading = self.request.method in READING
        if not (self.open_to_keys or may_use(self.right, is_reading=is_reading)):
            raise KeyNotWelcome
        if key.is_test and not is_reading and not self.can_rehearse:
            raise NoRehearsal

    def _answer(self, request: Request, path: Mapping[str, Any]) -> Answer:
        """With a test key whatever would be written is done, answered, and taken back."""
        is_real = self.key is None or not self.key.is_test
        if is_real or self.is_harmless or request.method in READING:
            return super()._answer(request, path)
        whole = super()._answer
        try:
            return rehearsed(lambda: whole(request, path))
        except NeedsNetwork as error:
            raise RehearsalNeedsCourier from error

    def prepare(self) -> None:
        in_path = self.kwargs.get("partner_id")
        in_query = self._queried_partner()
        if in_path is None and self.partner_in_query:
            in_path = in_query
        if self.key is not None:
            self.access = access_of_key(self.key, in_path, also=in_query)
        else:
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
