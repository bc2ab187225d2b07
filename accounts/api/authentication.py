from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.models import AccessToken, ApiKey, User
from accounts.selectors.api_keys import BEGINNING, live_key
from accounts.selectors.tokens import live_token
from accounts.services.touch_api_key import touch_api_key
from accounts.services.touch_token import touch_token

LONGEST_TOKEN = 200


def bearer_token(request: Request) -> str | None:
    """The token of the Authorization header, or None; the scheme is matched in any letter case."""
    scheme, _, token = get_authorization_header(request).partition(b" ")
    if scheme.lower() != b"bearer":
        return None
    text = token.strip().decode("ascii", errors="replace")
    return text if len(text) <= LONGEST_TOKEN else text[:LONGEST_TOKEN]


class DeviceTokenAuthentication(BaseAuthentication):
    """A live device token, found with its user in one query.

    The client sends `Bearer undefined` before anybody has signed in; that is a dead token like any other.
    """

    def authenticate(self, request: Request) -> tuple[User, AccessToken] | None:
        raw = bearer_token(request)
        if raw is None:
            return None
        token = live_token(raw)
        if token is None:
            raise AuthenticationFailed
        touch_token(token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class ApiKeyAuthentication(BaseAuthentication):
    """A partner's own key (`kmsk_...`), found with its partner in one query. Others are left alone."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        raw = bearer_token(request)
        if raw is None or not raw.startswith(BEGINNING):
            return None
        key = live_key(raw)
        if key is None:
            raise AuthenticationFailed
        touch_api_key(key)
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"
