"""Operations on what a seller sets up: team, features, sender names, business profile."""

from django.urls import URLPattern

from accounts.api.beginnings import ClaimReward, FeedbackStore, FinishOnboarding, StartChallenge
from accounts.api.business_lists import BusinessTypeList, CityList, SectorList
from accounts.api.features import (
    KomtimSwitch,
    SwitchCustomerReputation,
    SwitchOrderNotes,
    SwitchReturnInsight,
    SwitchSalesRanking,
    SwitchShippingCost,
    SwitchTrackingSales,
)
from accounts.api.members import MemberCreate, MemberDelete, MemberList, MemberUpdate, MenuCatalogue
from accounts.api.sales_admins import SalesAdminDelete, SalesAdminList, SalesAdminStore, SalesAdminUpdate
from accounts.api.sender_identities import SenderIdentityDelete, SenderIdentityStore, SenderIdentityUpdate
from komship.api.routing import row

urlpatterns: list[URLPattern] = [
    row("businessType", get=BusinessTypeList),
    row("partnerCategory", post=SectorList),
    row("user/partner/create-account", post=MemberCreate),
    row("user/partner/delete-komship-member/<int:user_id>", delete=MemberDelete),
    row("user/partner/get-komship-member/<int:partner_id>", get=MemberList),
    row("user/partner/get-menu-member", get=MenuCatalogue),
    row("user/partner/setting/<str:switch>/<int:partner_id>", post=KomtimSwitch),
    row("user/partner/update-account", put=MemberUpdate),
    row("v1/custom-labels/delete/<int:identity_id>", delete=SenderIdentityDelete),
    row("v1/custom-labels/store", post=SenderIdentityStore),
    row("v1/custom-labels/update/<int:identity_id>", put=SenderIdentityUpdate, post=SenderIdentityUpdate),
    row("v1/feedback/store", post=FeedbackStore),
    row("v1/gamifaction/claim", post=ClaimReward),
    row("v1/gamifaction/start", post=StartChallenge),
    row("v1/partner/onboarding/update", put=FinishOnboarding),
    row("v1/partner/province-city", get=CityList),
    row("v1/setting/feature/shipping-cost", post=SwitchShippingCost),
    row("v1/setting/onOffTrackingSalesDashboard", post=SwitchSalesRanking),
    row("v1/setting/settingIsCustomerReputation", post=SwitchCustomerReputation),
    row("v1/setting/settingIsOrderNotes", post=SwitchOrderNotes),
    row("v1/setting/settingIsReturnInsight", post=SwitchReturnInsight),
    row("v1/setting/settingIsTrackingSales", post=SwitchTrackingSales),
    row("v1/tracking-sales/delete/<int:sales_admin_id>", delete=SalesAdminDelete),
    row("v1/tracking-sales/list", get=SalesAdminList),
    row("v1/tracking-sales/store", post=SalesAdminStore),
    row("v1/tracking-sales/update/<int:sales_admin_id>", put=SalesAdminUpdate),
    row("v2/business-type", get=BusinessTypeList),
    row("v2/partner-category", post=SectorList),
]
