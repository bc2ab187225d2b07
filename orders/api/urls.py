"""The operations on orders, carts and pickups, sorted by path."""

from django.urls import URLPattern, path

from komship.api.routing import row
from orders.api.airway_bill import UpdateAirwayBill
from orders.api.airway_bills import CheckAirwayBill, SearchAirwayBills
from orders.api.calculate import CalculateV3
from orders.api.calculate_flat import CalculateV2
from orders.api.calculate_one import CalculateV1
from orders.api.cart import (
    AddManyToCart,
    AddToCart,
    ChangeCartLine,
    ChangeCartLines,
    ClearCart,
    ListCart,
    RemoveFromCart,
    SyncCartV2,
)
from orders.api.change_orders import CancelOrder, DeleteOrder
from orders.api.check_whatsapp import CheckWhatsapp
from orders.api.count_orders import CountOrders
from orders.api.customer_detail import CustomerDetail, CustomerOrderDetail
from orders.api.customer_numbers import ContactGrowth, RankCustomers
from orders.api.customers import ListCustomersV1, ListCustomersV2, SearchCustomers
from orders.api.dashboard import (
    CustomerServiceChart,
    LoyalCustomers,
    OrderSummary,
    SalesRanking,
    TopAdmins,
)
from orders.api.drafts import DraftDetail, ListDrafts, StoreDraft, UpdateDraft
from orders.api.edit_order import EditForm, UpdateOrderDetail
from orders.api.export_customers import ExportCustomers
from orders.api.export_orders import ExportOrders
from orders.api.income import IncomeByCod, IncomeByTransfer, RevenueOrderPerformance
from orders.api.insight import CustomerReputation, ReturnInsightV1, ReturnInsightV2, ReturnInsightV3
from orders.api.labels import PrintLabels, PrintLabelsV1, open_labels
from orders.api.list_orders import ListOrdersV1, ListOrdersV2, ListOrdersV3
from orders.api.order_detail import OrderDetailV1
from orders.api.pickup_monitor import PickupMonitorOfDesk, PickupMonitorV1, PickupMonitorV2
from orders.api.pickups import (
    PickupDetailV1,
    PickupDetailV3,
    PickupHistoryV3,
    PickupOrderIdsV1,
    PickupOrdersV2,
)
from orders.api.place_order import PlaceOrderV1, PlaceOrderV3
from orders.api.practice import StorePracticeOrder, StorePracticePickup
from orders.api.request_pickup import RequestPickupsV1, RequestPickupsV2, RequestPickupV3
from orders.api.returns import ReturnMetric, ReturnsOnProcess
from orders.api.revenue import RevenueSummary
from orders.api.sheet import (
    AskSheetCouriers,
    SavedSheet,
    SaveOrSubmitSheet,
    SheetChoicesV1,
    SheetChoicesV2,
    SheetSavedAt,
)

urlpatterns: list[URLPattern] = [
    path("labels/<str:name>.pdf", open_labels, name="kept-labels"),
    row("v1/admin/monitoring-pickup", get=PickupMonitorV1),
    row("v1/calculate", get=CalculateV1),
    row("v1/cart", get=ListCart),
    row("v1/cart/bulk-store", post=AddManyToCart),
    row("v1/cart/bulk-update", put=ChangeCartLines),
    row("v1/cart/clear/<int:user_id>", delete=ClearCart),
    row("v1/cart/delete", delete=RemoveFromCart),
    row("v1/cart/store", post=AddToCart),
    row("v1/cart/update/<int:cart_id>", put=ChangeCartLine),
    row("v1/check-wa", post=CheckWhatsapp),
    row("v1/customer", get=SearchCustomers),
    row("v1/customer/contact-growth", get=ContactGrowth),
    row("v1/customer/export", get=ExportCustomers),
    row("v1/customers", get=ListCustomersV1),
    row("v1/customers/<int:customer_id>", get=CustomerDetail),
    row("v1/customers/detail-order/<int:order_id>", get=CustomerOrderDetail),
    row("v1/customers/ranking-customers", get=RankCustomers),
    row("v1/dashboard/partner/customerLoyal", get=LoyalCustomers),
    row("v1/dashboard/partner/customerService", get=CustomerServiceChart),
    row("v1/dashboard/partner/orderSummary", get=OrderSummary),
    row("v1/dashboard/partner/rankingTrackingSales", get=SalesRanking),
    row("v1/dashboard/partner/revenueOrderPerformance", get=RevenueOrderPerformance),
    row("v1/dashboard/partner/topAdminOrder", get=TopAdmins),
    row("v1/draft-order/detail/<int:draft_id>", get=DraftDetail),
    row("v1/draft-order/list", get=ListDrafts),
    row("v1/draft-order/store", post=StoreDraft),
    row("v1/draft-order/update/<int:draft_id>", put=UpdateDraft),
    row("v1/export/order/<int:partner_id>", get=ExportOrders),
    row("v1/feature/customerReputation", get=CustomerReputation),
    row("v1/feature/returnInsight", get=ReturnInsightV1),
    row("v1/finance/partner/inComeSummary/BankTransfer", get=IncomeByTransfer),
    row("v1/finance/partner/inComeSummary/COD", get=IncomeByCod),
    row("v1/generate/print-label", get=PrintLabelsV1),
    row("v1/ob/order/<int:partner_id>/store", post=StorePracticeOrder),
    row("v1/ob/pickup/<int:partner_id>/store", post=StorePracticePickup),
    row("v1/check-awb/<str:no_resi>/<int:order_id>", get=CheckAirwayBill),
    row("v1/mitra/monitoring-pickup", get=PickupMonitorOfDesk),
    row("v1/order/<int:partner_id>", get=ListOrdersV1),
    row("v1/order/<int:partner_id>/cancel/<int:order_id>", put=CancelOrder),
    row("v1/order/<int:partner_id>/delete/<int:order_id>", delete=DeleteOrder),
    row("v1/order/<int:partner_id>/detail/<int:order_id>", get=OrderDetailV1),
    row("v1/order/<int:partner_id>/detail/update/<int:order_id>", get=EditForm),
    row("v1/order/<int:partner_id>/store", post=PlaceOrderV1),
    row("v1/order/<int:partner_id>/update-detail/<int:order_id>", put=UpdateOrderDetail),
    row("v1/order/<int:partner_id>/update/<int:order_id>", put=UpdateAirwayBill),
    row("v1/order/count/order-problem/<int:partner_id>", get=CountOrders),
    row("v1/order/metric-retur/<int:partner_id>", get=ReturnMetric),
    row("v1/order/retur-on-process/<int:partner_id>", get=ReturnsOnProcess),
    row("v1/order/revenue", get=RevenueSummary),
    row("v1/order/sheet/calculate", get=AskSheetCouriers),
    row("v1/order/sheet/data", get=SavedSheet),
    row("v1/order/sheet/drop-down", get=SheetChoicesV1),
    row("v1/order/sheet/last-update", get=SheetSavedAt),
    row("v1/order/sheet/save-submit", post=SaveOrSubmitSheet),
    row("v1/pickup/<int:partner_id>/store", post=RequestPickupsV1),
    row("v1/pickup/history", get=PickupHistoryV3),
    row("v1/pickup/history/detail/<int:pickup_id>", get=PickupDetailV1),
    row("v1/pickup/history/detail/order/<int:pickup_id>", get=PickupOrderIdsV1),
    row("v1/track", get=SearchAirwayBills),
    row("v2/admin/monitoring-pickup", get=PickupMonitorV2),
    row("v2/calculate", get=CalculateV2),
    row("v2/cart/bulk-store-web", post=SyncCartV2),
    row("v2/customers", get=ListCustomersV2),
    row("v2/feature/returnInsight", get=ReturnInsightV2),
    row("v2/generate/print-label", post=PrintLabels),
    row("v2/order/<int:partner_id>", get=ListOrdersV2),
    row("v2/order/<int:partner_id>/cancel/<int:order_id>", put=CancelOrder),
    row("v2/order/<int:partner_id>/store", post=PlaceOrderV1),
    row("v2/order/sheet/drop-down", get=SheetChoicesV2),
    row("v2/pickup/<int:partner_id>/store", post=RequestPickupsV2),
    row("v2/pickup/detail/order/<int:pickup_id>", get=PickupOrdersV2),
    row("v3/calculate", get=CalculateV3),
    row("v3/feature/returnInsight", get=ReturnInsightV3),
    row("v3/generate/print-label", post=PrintLabels),
    row("v3/order/<int:partner_id>", get=ListOrdersV3),
    row("v3/order/<int:partner_id>/store", post=PlaceOrderV3),
    row("v3/pickup/<int:partner_id>/store", post=RequestPickupV3),
    row("v3/pickup/history", get=PickupHistoryV3),
    row("v3/pickup/history/detail/<int:pickup_id>", get=PickupDetailV3),
    row("v4/pickup/<int:partner_id>/store", post=RequestPickupV3),
]
