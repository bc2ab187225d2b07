"""Cancel and delete."""

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from orders.services.cancel_order import cancel_order
from orders.services.delete_order import delete_order


class CancelOrder(SellerEndpoint):
    message = "Order cancelled successfully"
    right = Right.ORDER_EDIT

    def perform(self, *, order_id: int) -> None:
        cancel_order(self.access.partner_id, order_id, actor=self.actor)


class DeleteOrder(SellerEndpoint):
    message = "Order deleted successfully"
    right = Right.ORDER_DELETE

    def perform(self, *, order_id: int) -> None:
        delete_order(self.access.partner_id, order_id, actor=self.actor)
