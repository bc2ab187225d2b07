"""Operations that read from all apps at once."""

from django.urls import URLPattern

from komship.api.routing import row
from komship.dashboard.api.find_order import FindOrder
from komship.dashboard.api.incomes import IncomeList
from komship.dashboard.api.metrics import AdsCostReport, BusinessMetricsNow
from komship.dashboard.api.partner_growth import (
    AddPartnerNote,
    JuraganGrowthList,
    PartnerGrowthList,
    UsersGrowth,
)
from komship.dashboard.api.problem_sellers import JudgeProblemSeller, ProblemSellerList
from komship.dashboard.api.profits import (
    PartnerPerformance,
    ShippingPerformance,
    TopPartner,
    TopShipping,
)
from komship.dashboard.api.reliability import ReliabilityMetrics
from komship.dashboard.api.turnover import PartnerTurnover, ShippingTurnover, TopCouriers, TopSellers
from komship.dashboard.api.withdrawal_review import OpsWithdrawalDetailV2

urlpatterns: list[URLPattern] = [
    row("v1/admin/ads-cost", get=AdsCostReport),
    row("v1/admin/business-metrics", get=BusinessMetricsNow),
    row("v1/admin/dashboard/metrics-reliability", get=ReliabilityMetrics),
    row("v1/admin/dashboard/partnerTransactionPerformance", get=PartnerTurnover),
    row("v1/admin/dashboard/performance/partner", get=PartnerPerformance),
    row("v1/admin/dashboard/performance/shipping", get=ShippingPerformance),
    row("v1/admin/dashboard/shippingPerformancePerExpedition", get=ShippingTurnover),
    row("v1/admin/dashboard/top/partner", get=TopPartner),
    row("v1/admin/dashboard/top/shipping", get=TopShipping),
    row("v1/admin/dashboard/topPartnerTransaction", get=TopSellers),
    row("v1/admin/dashboard/topShippingExpeditors", get=TopCouriers),
    row("v1/admin/dashboard/users-growth-performance", get=UsersGrowth),
    row("v1/admin/finance/income", get=IncomeList),
    row("v1/admin/partnerGrowth", get=PartnerGrowthList),
    row("v1/admin/partnerGrowth/juragan", get=JuraganGrowthList),
    row("v1/admin/partnerGrowth/juragan/add-notes", post=AddPartnerNote),
    row("v1/admin/user-problem", get=ProblemSellerList),
    row("v1/admin/user-problem/update-status", put=JudgeProblemSeller),
    row("v2/admin/order/search", get=FindOrder),
    row("v2/admin/withdrawal/detail/<int:withdrawal_id>", get=OpsWithdrawalDetailV2),
]
