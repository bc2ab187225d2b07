from accounts.models.challenge import StarterChallenge
from accounts.models.partner import Membership, Partner, PartnerSettings, SenderIdentity
from accounts.models.security import AccessToken, Pin
from accounts.models.user import User
from accounts.models.warehouse import Warehouse

__all__ = [
    "AccessToken",
    "Membership",
    "Partner",
    "PartnerSettings",
    "Pin",
    "SenderIdentity",
    "StarterChallenge",
    "User",
    "Warehouse",
]
