from django.urls import URLPattern

from accounts.api.addresses import AddressDelete, AddressDetail, AddressListV1, AddressListV2, AddressListV3
from accounts.api.komtim_profile import PartnerProfile, UserProfile
from accounts.api.member_menu import MemberMenu
from accounts.api.partners import Badge, PartnerList, SenderIdentityList, StarterChallengeStatus
from accounts.api.pin import PinAuth, PinIsSet, PinStore, PinUpdate
from accounts.api.profile import MyProfile
from accounts.api.refresh_token import KomtimRefreshToken, RefreshToken
from accounts.api.session_urls import urlpatterns as session_patterns
from accounts.api.settings_urls import urlpatterns as settings_patterns
from accounts.api.sign_in import KomtimLogin, LoginV1
from accounts.api.sign_out import Logout
from komship.api.routing import row

urlpatterns: list[URLPattern] = [
    row("login", post=KomtimLogin),
    row("logout", post=Logout),
    row("refresh_token", post=KomtimRefreshToken),
    row("user/get-profile", post=UserProfile),
    row("user/partner/get-menu-komship-member", get=MemberMenu),
    row("user/partner/get-profile/<int:user_id>", get=PartnerProfile),
    row("v1/address", get=AddressListV1),
    row("v1/address/<int:address_id>", get=AddressDetail),
    row("v1/address/delete/<int:address_id>", delete=AddressDelete),
    row("v1/custom-labels/<int:partner_id>", get=SenderIdentityList),
    row("v1/gamifaction/list", get=StarterChallengeStatus),
    row("v1/login", post=LoginV1),
    row("v1/logout", post=Logout),
    row("v1/my-profile", post=MyProfile),
    row("v1/partner", get=PartnerList),
    row("v1/partner/badge", get=Badge),
    row("v1/pin/auth", post=PinAuth),
    row("v1/pin/check", get=PinIsSet),
    row("v1/pin/store", post=PinStore),
    row("v1/pin/update", put=PinUpdate, post=PinUpdate),
    row("v1/refresh-token", post=RefreshToken),
    row("v2/address", get=AddressListV2),
    row("v3/address", get=AddressListV3),
    *session_patterns,
    *settings_patterns,
]
