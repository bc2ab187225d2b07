from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, overload
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.errors import PartnerNotServed, RightMissing
from accounts.models import User
from accounts.selectors.access import PartnerAccess, resolve_access
from accounts.states import Right
from komship.core.audit import Actor
from komship.web.htmx import go_to, wants_partial

PARTNER_KEY = "partner_id"


class SellerRequest(HttpRequest):
    """A request that has passed `partner_required`."""

    user: User
    partner_access: PartnerAccess


View = Callable[..., HttpResponse]
V = TypeVar("V", bound=View)


@overload
def partner_required(view: V) -> View: ...
@overload
def partner_required(*, right: Right | None = None) -> Callable[[V], View]: ...


def partner_required(view: V | None = None, *, right: Right | None = None) -> Any:
    """Let in signed-in people who work for a partner, and say for which in `request.partner_access`.

    Others are sent to the sign-in page and brought back afterwards. Without the right the page is
    refused (403).
    """

    def decorate(inner: V) -> View:
        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return go_to(request, sign_in_url(request))
            access = access_of(request)
            if access is None:
                return go_to(request, reverse("accounts:no_partner"))
            if right is not None and not access.may(right):
                raise PermissionDenied(RightMissing().message)
            request.partner_access = access  # type: ignore[attr-defined]
            return inner(request, *args, **kwargs)

        return guarded

    return decorate if view is None else decorate(view)


def access_of(request: HttpRequest) -> PartnerAccess | None:
    """The partner chosen at this browser while the person still serves it, else her own or first."""
    user_id = request.user.pk or 0
    chosen = request.session.get(PARTNER_KEY)
    try:
        return resolve_access(user_id, chosen)
    except PartnerNotServed:
        request.session.pop(PARTNER_KEY, None)
    try:
        return resolve_access(user_id)
    except PartnerNotServed:
        return None


def sign_in_url(request: HttpRequest) -> str:
    # A partial's own address is no page to come back to.
    back = request.headers.get("HX-Current-URL", "/") if wants_partial(request) else request.get_full_path()
    return f"{reverse('accounts:sign_in')}?{urlencode({'next': back})}"


def web_actor(request: HttpRequest) -> Actor:
    """Who acts, for the audit trail of what a page did."""
    return Actor(user_id=request.user.pk, label=request.user.get_username(), channel="web")
