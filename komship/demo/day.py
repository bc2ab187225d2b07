"""A seller's whole day, played over HTTP like her clients do it, against the running product."""

import base64
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from komship.demo.cast import PASSWORD, PIN
from komship.demo.stage import Stage
from komship.lib import clock
from komship.lib.http import HttpReply

ORDERS = 20
TRANSFERS = 6
FAULTS = ("timeout", "error_500", "error_500", "cut_json", "lost_answer", "lost_answer", "html")
PLACES = ("Cihapit", "Dago", "Gambir", "Cideng")
# How the day ends for the twenty parcels, in the order they were typed.
ENDS = ("delivered",) * 12 + ("returned",) * 3 + ("lost",) + ("problem",) * 2 + ("picked_up",) * 2
PATIENCE_S = 240


class Refused(RuntimeError):
    """The product answered otherwise than a client needs. `status` 0: it is not about one answer."""

    def __init__(self, text: str, *, status: int = 0) -> None:
        super().__init__(text)
        self.status = status


@dataclass
class Line:
    """One row of the printed table."""

    what: str
    result: str
    seconds: float


@dataclass
class Day:
    """Siti's day. Each act is a method; `lines` is what is printed in the end."""

    stage: Stage
    lines: list[Line] = field(default_factory=list)
    token: str = ""
    user_id: int = 0
    partner_id: int = 0
    orders: list[dict[str, Any]] = field(default_factory=list)

    @contextmanager
    def act(self, what: str) -> Iterator[Callable[[str], None]]:
        started, said = time.monotonic(), [""]
        yield lambda text: said.__setitem__(0, text)
        self.lines.append(Line(what, said[0], time.monotonic() - started))

    # ---- talking ---------------------------------------------------------------------------

    def call(self, path: str, body: Any = None, *, key: str = "", **params: object) -> Any:
        """One API call as the web client makes it; raises Refused unless it succeeds.

        A `key` makes a POST safe to repeat.
        """
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= {"Idempotency-Key": key} if key else {}
        web = self.stage.web
        if body is None:
            query = {name: str(value) for name, value in params.items()}
            reply = web.get(f"/api{path}", query, headers=headers)
        else:
            reply = web.post_json(f"/api{path}", body, headers=headers)
        return _answer(path, reply)

    def courier(self, path: str, body: dict[str, object]) -> Any:
        """The courier's control panel."""
        reply = self.stage.courier.post_json(f"/sandbox/{path}", body)
        if reply.status != 200:
            raise Refused(f"the courier answered {reply.status}: {reply.body[:300]}", status=reply.status)
        return json.loads(reply.body)

    # ---- acts ------------------------------------------------------------------------------

    def sign_in(self) -> None:
        with self.act("sign in as siti") as say:
            answer = self.call("/login", {"username_email": "siti", "password": PASSWORD})
            self.token, self.user_id = answer["data"]["token"], answer["data"]["id"]
            profile = self.call(f"/user/partner/get-profile/{self.user_id}")["data"][0]
            self.partner_id = profile["partner_detail"]["id"]
            say(f"partner {self.partner_id}")

    def type_orders(self) -> None:
        with self.act(f"type {ORDERS} orders, COD and transfer, two warehouses") as say:
            warehouses = self.call("/v3/address")["data"][:2]
            goods = self.call(
                f"/v3/partner-product/{self.partner_id}",
                warehouse_type="Private Warehouse",
                limit=20,
                offset=0,
                search="",
            )["data"]
            places = [self.place(name) for name in PLACES]
            for index in range(ORDERS):
                self._type_order(index, warehouses[index % 2], goods[index % len(goods)], places[index % 4])
            total = sum(order["grandtotal"] for order in self.orders)
            say(f"{len(self.orders)} orders for Rp {total:,}".replace(",", "."))

    def place(self, name: str) -> dict[str, Any]:
        found = self.call("/v2/destination", search=name)["data"]["data"]
        return dict(found[0])

    def _type_order(
        self, index: int, warehouse: dict[str, Any], product: dict[str, Any], place: dict[str, Any]
    ) -> None:
        method = "BANK TRANSFER" if index % 3 == 2 and index < 3 * TRANSFERS else "COD"
        cart = self.call("/v2/cart/bulk-store-web", [cart_item(product, 1 + index % 2)])["data"]
        asked = {
            "cart": ",".join(str(row["cart_id"]) for row in cart),
            "receiver_destination": place["id"],
            "payment_method": method,
            "partner_id": self.partner_id,
            "partner_address_id": warehouse["warehouse_id"],
        }
        rows = self.call("/v3/calculate", **asked)["data"]["data_regular"]
        chosen = next(row for row in rows if row["shipping_type"] in ("REG19", "CTC19"))
        stored = self.call(
            f"/v3/order/{self.partner_id}/store", order_body(index, warehouse, place, chosen, cart, method)
        )["data"]
        self.orders.append(
            {"id": stored["order_id"], "number": stored["order_no"], "method": method, **chosen}
        )

    def break_the_courier(self) -> None:
        with self.act("the courier gets ill") as say:
            for kind in FAULTS:
                self.courier("faults", {"endpoint": "pickupcashless", "kind": kind, "count": 1, "hold_s": 6})
            say(", ".join(FAULTS))

    def ask_pickup(self) -> None:
        with self.act("ask for pickup, one call per order") as say:
            tomorrow = f"{clock.today() + timedelta(days=1):%Y-%m-%d}"
            for order in self.orders:
                self.call(
                    f"/v4/pickup/{self.partner_id}/store",
                    {
                        "partner_name": "Siti Aminah",
                        "pickup_date": tomorrow,
                        "pickup_time": "10:00",
                        "pic": "Siti",
                        "pic_phone": "081234567801",
                        "vehicle": "MOTOR",
                        "order": order["id"],
                        "token": f"demo-{order['shipping_type']}-{self.orders.index(order) % 2}",
                    },
                )
            say(f"{len(self.orders)} asked")

    def wait_for_airway_bills(self) -> None:
        with self.act("wait for the airway bills") as say:
            found = self.until(lambda: [row for row in self._list() if row["airway_bill"]], ORDERS)
            by_number = {row["order_no"]: row["airway_bill"] for row in found}
            for order in self.orders:
                order["awb"] = by_number[order["number"]]
            say(f"{len(set(by_number.values()))} different airway bills")

    def print_labels(self) -> None:
        with self.act("print labels") as say:
            ids = ",".join(str(order["id"]) for order in self.orders)
            answer = self.call("/v2/generate/print-label", {"order_id": ids, "page": "page_6"})
            pdf = base64.b64decode(answer["data"]["base_64"])
            if not pdf.startswith(b"%PDF"):
                raise Refused("the labels are no PDF")
            say(f"one PDF, {len(pdf) // 1024} KiB")

    def carry(self) -> None:
        with self.act("the courier carries the parcels") as say:
            for order, end in zip(self.orders, ENDS, strict=True):
                self.courier(f"parcels/{order['awb']}/move", {"to": end})
            say("12 delivered, 3 returned, 1 lost, 2 with a problem, 2 picked up")

    def wait_for_news(self, poll: Callable[[], object]) -> None:
        """`poll` makes the product ask about all parcels at once instead of at their time."""
        with self.act("tracking") as say:
            poll()
            wanted = {"diterima": 12, "retur": 3, "dikirim": 4, "order_problem": 2}

            def reached() -> list[str]:
                counts = self.call(f"/v1/order/count/order-problem/{self.partner_id}")["data"]
                return [name for name, number in wanted.items() if counts[name] == number]

            self.until(reached, len(wanted))
            say(", ".join(f"{number} {name}" for name, number in wanted.items()))

    def look_at_the_money(self) -> int:
        with self.act("balance") as say:
            summary = self.call("/v1/dashboard/partner/balanceSummary")["data"]
            say(f"available {summary['balance']}, pending {summary['pending_balance']}")
            return int(summary["balance"])

    def withdraw(self, amount_rp: int) -> int:
        with self.act("ask for a withdrawal with PIN") as say:
            if not self.call("/v1/pin/auth", {"pin": PIN})["data"]["is_match"]:
                raise Refused("the PIN does not match")
            account = self.call("/v1/bank-account")["data"][0]
            body = {
                "user_id": self.user_id,
                "transaction_type": "withdraw_to_me",
                "nominal": amount_rp,
                "bank_name": account["bank_name"],
                "bank_no": account["account_no"],
                "bank_owner_name": account["account_name"],
                "notes": "-",
            }
            answer = self.call("/kmpoin/kmPoinWithdrawalRequest", body)
            say(f"Rp {amount_rp:,} requested".replace(",", "."))
            return int(answer["data"]["id"])

    # ---- waiting ---------------------------------------------------------------------------

    def _list(self) -> list[dict[str, Any]]:
        return list(self.call(f"/v2/order/{self.partner_id}", limit=50, offset=0)["data"])

    def until(self, look: Callable[[], list[Any]], count: int) -> list[Any]:
        """Look again and again until there are so many; raises Refused when patience ends."""
        give_up_at = time.monotonic() + PATIENCE_S
        while True:
            found = look()
            if len(found) >= count:
                return found
            if time.monotonic() > give_up_at:
                raise Refused(f"only {len(found)} of {count} after {PATIENCE_S} s")
            time.sleep(0.5)


def _answer(path: str, reply: HttpReply) -> Any:
    body = json.loads(reply.body) if reply.status == 200 else {}
    status = body.get("code") or reply.status
    if status != 200:
        raise Refused(f"{path} answered {reply.status}: {reply.body[:300]}", status=status)
    return body


def cart_item(product: dict[str, Any], quantity: int) -> dict[str, Any]:
    leaves = product.get("product_variant") or [{"option_id": 0, "name": ""}]
    return {
        "id": 0,
        "product_id": product["product_id"],
        "product_name": product["product_name"],
        "variant_id": leaves[0]["option_id"],
        "variant_name": leaves[0]["name"],
        "qty": quantity,
    }


def order_body(
    index: int, warehouse: dict[str, Any], place: dict[str, Any], chosen: dict[str, Any], *rest: Any
) -> dict[str, Any]:
    cart, method = rest
    return {
        "date": f"{clock.today():%Y-%m-%d}",
        "tariff_code": place["value"],
        "customer_id": None,
        "customer_name": f"Pembeli ke-{index + 1} 🌸",
        "customer_phone": f"8129000{index:04d}",
        "customer_destination_id": place["id"],
        "detail_address": f"Jl. Contoh No. {index + 1}, RT 01 RW 02",
        "is_whatsapp": 1,
        "is_komship": 1,
        "is_kompack": 0,
        "shipping": chosen["shipment_name"],
        "shipping_type": chosen["shipping_type"],
        "payment_method": method,
        "bank": 0,
        "partner_address_id": warehouse["warehouse_id"],
        "grandtotal": chosen["grandtotal"],
        "discount": 0,
        "cart": [row["cart_id"] for row in cart],
    }
