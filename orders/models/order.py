from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import Cast, Concat, Reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import SalesAdmin, SenderIdentity, Warehouse
from finance.states import PaymentMethod
from orders.models.customer import Customer
from orders.states import COUNTED, ENDED, OrderStatus
from products.models import Product, Variant
from shipping.models import CourierService, Destination, FeeWindow, Shipment

LIVE = Q(deleted_at__isnull=True)

STATUS_CHOICES = [
    (OrderStatus.CREATED.value, _("Pesanan dibuat")),
    (OrderStatus.BOOKING.value, _("Menunggu resi")),
    (OrderStatus.PACKING.value, _("Siap dijemput")),
    (OrderStatus.SHIPPED.value, _("Dikirim")),
    (OrderStatus.DELIVERED.value, _("Diterima")),
    (OrderStatus.RETURNED.value, _("Retur")),
    (OrderStatus.CANCELLED.value, _("Dibatalkan")),
    (OrderStatus.LOST.value, _("Hilang")),
    (OrderStatus.DAMAGED.value, _("Rusak")),
]
METHOD_CHOICES = [
    (PaymentMethod.COD.value, _("COD")),
    (PaymentMethod.BANK_TRANSFER.value, _("Transfer")),
]

# Each word of the buyer's name with its seller in front: a search then reads the words of one seller,
# not those of all buyers in the house who are called the same.
NAME_WORDS = SearchVector(
    Func(
        F("recipient_name"),
        Value("[^[:alnum:]]*([[:alnum:]]+)"),
        Concat(Value(" p", TextField()), Cast("partner_id", TextField()), Value(r"x\1", TextField())),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    ),
    config="simple",
)


def name_word(partner_id: int, word: str) -> str:
    """A word of a buyer's name as NAME_WORDS has it."""
    return f"p{partner_id}x{word}"


class OrderQuerySet(models.QuerySet["Order"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)

    def live(self) -> Self:
        """Not deleted. Cancelled orders are live: sellers still see them."""
        return self.filter(LIVE)

    def counted(self) -> Self:
        """Neither deleted nor cancelled."""
        return self.filter(LIVE, status__in=COUNTED)

    def ended(self) -> Self:
        """Taken or refused by the buyer."""
        return self.filter(status__in=ENDED)


class Order(models.Model):
    """One parcel for one buyer: what was agreed, in the amounts that were quoted.

    `number` is the idempotency reference at the courier and in the ledger; it is never reused.
    """

    number = models.CharField(_("nomor"), max_length=20, unique=True)
    partner = models.ForeignKey("accounts.Partner", on_delete=models.PROTECT, related_name="orders")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="orders")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="orders")
    sender = models.ForeignKey(
        SenderIdentity, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    # Who closed the sale; her name stays when the seller deletes it from the list.
    sales_admin = models.ForeignKey(
        SalesAdmin, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    shipment = models.OneToOneField(
        Shipment, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # Lets a client repeat a store call: the same key is the same order.
    request_key = models.CharField(max_length=200, null=True, blank=True, editable=False)

    status = models.CharField(
        _("status"), max_length=10, choices=STATUS_CHOICES, default=OrderStatus.CREATED.value
    )
    is_problem = models.BooleanField(_("bermasalah"), default=False)
    return_state = models.PositiveSmallIntegerField(_("retur"), default=0)
    # When the seller has looked into a return that came home; None while nobody has.
    return_checked_at = models.DateTimeField(_("retur diperiksa"), null=True, blank=True)
    booking_note = models.CharField(_("catatan pemesanan resi"), max_length=300, blank=True)
    ordered_on = models.DateField(_("tanggal"))
    created_at = models.DateTimeField(_("dibuat"))
    updated_at = models.DateTimeField(_("diubah"))
    edited_at = models.DateTimeField(_("disunting"), null=True, blank=True)
    edited_by_label = models.CharField(_("disunting oleh"), max_length=200, blank=True)
    # How often it was edited: who edits says which version she has seen.
    edits = models.PositiveSmallIntegerField(_("kali disunting"), default=0, db_default=0)
    # The edit that last changed its pieces; a stock reference is spent once.
    stock_version = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    deleted_at = models.DateTimeField(_("dihapus"), null=True, blank=True)

    recipient_name = models.CharField(_("nama penerima"), max_length=60)
    recipient_phone = models.CharField(_("telepon penerima"), max_length=20)
    address_line = models.CharField(_("alamat"), max_length=300)
    destination = models.ForeignKey(Destination, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(_("kelurahan"), max_length=80)
    district = models.CharField(_("kecamatan"), max_length=80)
    city = models.CharField(_("kota"), max_length=80)
    province = models.CharField(_("provinsi"), max_length=80)
    postal_code = models.CharField(_("kode pos"), max_length=5)
    tariff_code = models.CharField(_("kode tujuan"), max_length=10)
    origin_code = models.CharField(_("kode asal"), max_length=10)

    courier_name = models.CharField(_("ekspedisi"), max_length=30)
    service_code = models.CharField(_("layanan"), max_length=20)
    service = models.ForeignKey(CourierService, on_delete=models.PROTECT, related_name="+", db_index=False)
    fee_window = models.ForeignKey(FeeWindow, on_delete=models.PROTECT, related_name="+")
    weight_g = models.PositiveIntegerField(_("berat (g)"))
    billed_kg = models.PositiveSmallIntegerField(_("berat tagih (kg)"))
    piece_count = models.PositiveIntegerField(_("jumlah barang"))

    payment_method = models.CharField(_("pembayaran"), max_length=14, choices=METHOD_CHOICES)
    bank_name = models.CharField(_("bank"), max_length=60, blank=True)
    bank_account_number = models.CharField(_("rekening"), max_length=40, blank=True)
    bank_account_holder = models.CharField(_("atas nama"), max_length=60, blank=True)
    goods_rp = models.BigIntegerField(_("harga barang"))
    shipping_rp = models.BigIntegerField(_("ongkir"))
    discount_rp = models.BigIntegerField(_("potongan"), default=0)
    additional_rp = models.BigIntegerField(_("biaya lain"), default=0)
    buyer_fee_rp = models.BigIntegerField(_("biaya COD ditanggung pembeli"), default=0, db_default=0)
    total_rp = models.BigIntegerField(_("total"))
    computed_total_rp = models.BigIntegerField(_("total terhitung"))
    cod_fee_bp = models.PositiveSmallIntegerField(_("tarif COD (bp)"), default=0)
    cod_fee_rp = models.BigIntegerField(_("biaya COD"), default=0)
    cod_fee_vat_rp = models.BigIntegerField(_("PPN dalam biaya COD"), default=0)
    cashback_bp = models.PositiveSmallIntegerField(_("cashback (bp)"), default=0)
    cashback_rp = models.BigIntegerField(_("cashback"), default=0)
    promised_days = models.PositiveSmallIntegerField(_("janji tiba (hari)"), null=True, blank=True)
    return_discount_bp = models.PositiveSmallIntegerField(_("diskon retur (bp)"), default=10_000)
    net_rp = models.BigIntegerField(_("pendapatan bersih"))
    note = models.CharField(_("catatan"), max_length=200, blank=True)
    # Its village may be a guess from the zip: who edits it is asked to look.
    is_from_sheet = models.BooleanField(_("pesanan massal"), default=False, db_default=False)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("pesanan")
        verbose_name_plural = _("pesanan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "request_key"], name="order_request_once"),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in OrderStatus]),
                name="order_status_known",
            ),
            models.CheckConstraint(condition=Q(return_state__lte=2), name="order_return_known"),
            models.CheckConstraint(
                condition=Q(goods_rp__gte=0, shipping_rp__gte=0, discount_rp__gte=0)
                & Q(additional_rp__gte=0, cod_fee_rp__gte=0, cashback_rp__gte=0),
                name="order_amounts_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(
                    computed_total_rp=F("goods_rp") + F("shipping_rp") - F("discount_rp") + F("additional_rp")
                ),
                name="order_total_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(net_rp=F("total_rp") - F("cod_fee_rp") - F("shipping_rp") + F("cashback_rp")),
                name="order_net_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(buyer_fee_rp__gte=0, buyer_fee_rp__lte=F("additional_rp")),
                name="order_buyer_fee_is_additional",
            ),
            models.CheckConstraint(
                condition=Q(payment_method="cod") | Q(cod_fee_rp=0),
                name="order_fee_only_for_cod",
            ),
            models.CheckConstraint(condition=LIVE | Q(status="created"), name="order_deleted_while_created"),
            models.CheckConstraint(
                condition=Q(status__in=["created", "booking"]) | Q(shipment__isnull=False),
                name="order_on_its_way_has_shipment",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["partner", "-id"], name="order_recent", condition=LIVE),
            # The tabs of the list are counted from here, under most of its filters, without the wide rows.
            models.Index(
                fields=["partner", "status", "-id"],
                include=["is_problem", "ordered_on", "payment_method", "warehouse", "courier_name"],
                name="order_by_status",
                condition=LIVE,
            ),
            models.Index(
                fields=["partner", "-id"],
                name="order_problem",
                condition=LIVE & Q(is_problem=True),
            ),
            models.Index(
                fields=["partner", "return_state", "-id"],
                name="order_return_open",
                condition=LIVE & Q(status="returned", return_checked_at__isnull=True),
            ),
            models.Index(
                fields=["partner", "-return_checked_at"],
                name="order_return_checked",
                condition=LIVE & Q(return_checked_at__isnull=False),
            ),
            # Numbers about a seller's sales are read from here, without her orders' wide rows.
            models.Index(
                fields=["partner", "ordered_on"],
                include=[
                    "status",
                    "destination",
                    "created_by",
                    "sales_admin",
                    "payment_method",
                    "piece_count",
                    "total_rp",
                    "net_rp",
                ],
                name="order_numbers",
                condition=LIVE,
            ),
            # Adds up a day of all sellers (komship.dashboard).
            models.Index(fields=["ordered_on"], name="order_of_day", condition=LIVE),
            models.Index(fields=["customer", "-id"], name="order_by_customer"),
            # What other rates would have meant; instead of an index of the service alone.
            models.Index(fields=["service", "ordered_on"], name="order_by_service"),
            # How parcels of all sellers ended at a place, by courier.
            models.Index(
                fields=["destination", "ordered_on"],
                include=["courier_name", "status"],
                name="order_ended_at",
                condition=Q(status__in=sorted(status.value for status in ENDED)),
            ),
            models.Index(OpClass("number", name="text_pattern_ops"), name="order_number_prefix"),
            models.Index(
                OpClass(Reverse("recipient_phone"), name="text_pattern_ops"),
                name="order_phone_reversed",
            ),
            GinIndex(NAME_WORDS, name="order_recipient_words"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_cod(self) -> bool:
        return self.payment_method == PaymentMethod.COD

    @property
    def stock_reference(self) -> str:
        """Under which its pieces are reserved: its number, until an edit has changed them."""
        return f"{self.number}/{self.stock_version}" if self.stock_version else self.number


class OrderLineQuerySet(models.QuerySet["OrderLine"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(order__partner_id=partner_id)


class OrderLine(models.Model):
    """One article of an order, with the words and the price of the day it was sold."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+", db_index=False)
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+")
    option_ref = models.BigIntegerField(_("opsi"), null=True, blank=True)
    product_name = models.CharField(_("produk"), max_length=60)
    variant_name = models.CharField(_("varian"), max_length=120, blank=True)
    sku = models.CharField(_("SKU"), max_length=30, blank=True)
    image_url = models.CharField(max_length=300, blank=True)
    price_rp = models.BigIntegerField(_("harga"))
    quantity = models.PositiveIntegerField(_("jumlah"))
    weight_g = models.PositiveIntegerField(_("berat (g)"))

    objects = OrderLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("isi pesanan")
        verbose_name_plural = _("isi pesanan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "variant"], name="order_line_once_per_variant"),
            models.CheckConstraint(condition=Q(quantity__gte=1, price_rp__gte=0), name="order_line_sane"),
        ]
        indexes: ClassVar = [
            # Orders with an article, without the lines' rows.
            models.Index(fields=["product", "order"], name="order_line_of_product"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.product_name}"

    @property
    def subtotal_rp(self) -> int:
        return self.quantity * self.price_rp
