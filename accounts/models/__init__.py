from accounts.models.api_key import ApiKey
from accounts.models.challenge import StarterChallenge
from accounts.models.code import OneTimeCode
from accounts.models.feedback import Feedback
from accounts.models.invitation import Invitation
from accounts.models.partner import Membership, Partner, PartnerSettings, SenderIdentity
from accounts.models.referral import AffiliateCoupon, Referral
from accounts.models.sales_admin import SalesAdmin
from accounts.models.security import AccessToken, BrowserSession, Pin
from accounts.models.user import User
from accounts.models.warehouse import Warehouse

__all__ = [
    "AccessToken",
    "AffiliateCoupon",
    "ApiKey",
    "BrowserSession",
    "Feedback",
    "Invitation",
    "Membership",
    "OneTimeCode",
    "Partner",
    "PartnerSettings",
    "Pin",
    "Referral",
    "SalesAdmin",
    "SenderIdentity",
    "StarterChallenge",
    "User",
    "Warehouse",
]
