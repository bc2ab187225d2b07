from accounts.api.seller_endpoint import SignedInEndpoint
from accounts.services import sign_out


class Logout(SignedInEndpoint):
    """Ends the session of this device; any body is ignored."""

    message = "logout successful"

    def perform(self) -> None:
        sign_out(self.token)
