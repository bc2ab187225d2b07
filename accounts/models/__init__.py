from accounts.models.challenge import StarterChallenge
from accounts.models.feedback import Feedback
from accounts.models.invitation import Invitation
from accounts.models.partner import Membership, Partner, PartnerSettings, SenderIdentity
from accounts.models.sales_admin import SalesAdmin
from accounts.models.security import AccessToken, Pin
from accounts.models.user import User
from accounts.models.warehouse import Warehouse

__all__ = [
    "AccessToken",
    "Feedback",
    "Invitation",
    "Membership",
    "Partner",
    "PartnerSettings",
    "Pin",
    "SalesAdmin",
    "SenderIdentity",
    "StarterChallenge",
    "User",
    "Warehouse",
]
