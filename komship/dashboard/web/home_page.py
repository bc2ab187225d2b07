"""The home page in words: numbers with their proof, what needs the seller now, the first steps."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from finance.selectors.balances import FiveNumbers
from komship.dashboard.selectors.home import FirstSteps, WaitingParcels
from komship.lib.clock import JAKARTA, now
from komship.lib.money import rupiah, rupiah_in_text
from komship.web.charts import Series, chart_data
from komship.web.formats import count_text, day_text
from komship.web.navigation import url_or_none
from orders.selectors.counts import DayOfOrders, OrderCounts
from orders.states import OrderStatus

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Card:
    """A number and the address of the rows that prove it."""

    label: str
    value: str
    icon: str
    tone: str
    url: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing waiting for the seller."""

    title: str
    text: str
    icon: str
    tone: str
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    text: str
    url: str
    done: bool


def greeting() -> str:
    """By the Jakarta clock, as people greet each other."""
    hour = now().astimezone(JAKARTA).hour
    if hour < 11:
        return _("Selamat pagi")
    if hour < 15:
        return _("Selamat siang")
    return _("Selamat sore") if hour < 18 else _("Selamat malam")


def orders_url(tab: str) -> str:
    base = url_or_none("orders:list")
    return f"{base}?tab={tab}" if base else ""


def money_url(anchor: str = "") -> str:
    base = url_or_none("finance:money")
    return f"{base}{anchor}" if base else ""


def order_cards(counts: OrderCounts, *, with_money: bool) -> list[Card]:
    """Two for those who also see the money, four for those who only pack and send."""
    waiting = Card(
        _("Perlu pickup"),
        count_text(counts.of(OrderStatus.CREATED)),
        "truck-loading",
        "info",
        orders_url("created"),
        _("Pesanan baru yang belum dijemput"),
    )
    problems = Card(
        _("Kendala"),
        count_text(counts.problems),
        "alert-triangle",
        "warning" if counts.problems else "neutral",
        orders_url("problem"),
        _("Paket yang tertahan di jalan"),
    )
    if with_money:
        return [waiting, problems]
    packing, shipped = counts.of(OrderStatus.PACKING), counts.of(OrderStatus.SHIPPED)
    return [
        waiting,
        Card(_("Siap dijemput"), count_text(packing), "package", "neutral", orders_url("packing")),
        Card(_("Di jalan"), count_text(shipped), "truck-delivery", "neutral", orders_url("shipped")),
        problems,
    ]


def money_cards(money: FiveNumbers, counts: OrderCounts | None) -> list[Card]:
    """Available money first; pending money is what parcels on the road will bring."""
    on_road = counts.of(OrderStatus.SHIPPED) if counts else None
    return [
        Card(
            _("Saldo tersedia"),
            rupiah(money.available_rp),
            "wallet",
            "danger" if money.available_rp < 0 else "success",
            money_url(),
            _("Bisa ditarik %(amount)s") % {"amount": rupiah_in_text(money.withdrawable_rp)},
        ),
        Card(
            _("Saldo tertunda"),
            rupiah(money.pending_rp),
            "hourglass",
            "neutral",
            money_url("#tertunda"),
            ""
            if on_road is None
            else ngettext("%(n)s paket di jalan", "%(n)s paket di jalan", on_road)
            % {"n": count_text(on_road)},
        ),
    ]


def todos(counts: OrderCounts, money: FiveNumbers | None, parcels: WaitingParcels) -> list[Todo]:
    """What needs the seller now, the most urgent first; nothing that is zero."""
    waiting, packing = counts.of(OrderStatus.CREATED), counts.of(OrderStatus.PACKING)
    booking = counts.of(OrderStatus.BOOKING)
    at_risk = (
        _("%(amount)s uang COD ikut tertahan.") % {"amount": rupiah_in_text(money.pending_on_problem_rp)}
        if money and money.pending_on_problem_rp
        else _("Jawab kurir sebelum paketnya diretur.")
    )
    rows = [
        (
            counts.problems,
            Todo(_("%(n)s paket terkendala"), at_risk, "alert-triangle", "warning", orders_url("problem")),
        ),
        *_parcel_todos(parcels),
        (
            waiting,
            Todo(
                _("%(n)s pesanan perlu pickup"),
                _("Pilih alamat dan jam, kurir menjemput."),
                "truck-loading",
                "info",
                url_or_none("pickups:new") or orders_url("created"),
            ),
        ),
        (
            packing,
            Todo(
                _("%(n)s paket menunggu kurir"),
                _("Cetak label dan tempel sebelum dijemput."),
                "printer",
                "progress",
                orders_url("packing"),
            ),
        ),
        (
            booking,
            Todo(
                _("%(n)s resi sedang dipastikan"),
                _("Kurir belum menjawab; kami tanyakan terus sampai pasti."),
                "clock",
                "neutral",
                orders_url("booking"),
            ),
        ),
    ]
    return [
        Todo(todo.title % {"n": count_text(count)}, todo.text, todo.icon, todo.tone, todo.url)
        for count, todo in rows
        if count
    ]


def _parcel_todos(parcels: WaitingParcels) -> list[tuple[int, Todo]]:
    """Parcels after booking that nobody would miss in time."""
    return [
        (
            parcels.quiet,
            Todo(
                _("%(n)s paket lama tidak bergerak"),
                _("Lama tidak discan. Tanyakan ke kurir sebelum hilang."),
                "hourglass",
                "warning",
                url_or_none("parcels:attention") or orders_url("shipped"),
            ),
        ),
        (
            parcels.unopened,
            Todo(
                _("%(n)s retur belum dicek"),
                _("Cek isinya supaya yang baik bisa dijual lagi."),
                "arrow-back-up",
                "info",
                url_or_none("returns:list") or orders_url("returned"),
            ),
        ),
    ]


def steps(done: FirstSteps) -> list[Step]:
    """The way to the first parcel; each step stays open until it is really done."""
    rows = (
        (
            done.has_warehouse,
            "shipping:addresses",
            _("Isi alamat penjemputan"),
            _("Tempat kurir mengambil paketmu."),
        ),
        (done.has_product, "products:list", _("Tambah produk"), _("Nama, berat, harga, dan stok.")),
        (
            done.has_order,
            "orders:desk",
            _("Buat pesanan pertama"),
            _("Ongkir dan biaya COD dihitung otomatis."),
        ),
        (done.has_pickup, "pickups:new", _("Minta pickup"), _("Resi terbit dan label siap dicetak.")),
    )
    return [Step(title, text, url_or_none(view) or "", finished) for finished, view, title, text in rows]


def trend(days: list[DayOfOrders]) -> dict[str, Any]:
    """The chart of the last 30 days and the sums above it."""
    labels = [day_text(day.on).rsplit(" ", 1)[0] for day in days]
    data = chart_data(
        _("Tanggal"),
        labels,
        [
            Series(_("Pesanan"), [day.orders for day in days]),
            Series(_("Nilai"), [day.total_rp for day in days], money=True, only_in_table=True),
        ],
    )
    return {
        "data": data,
        "orders": sum(day.orders for day in days),
        "total_rp": sum(day.total_rp for day in days),
        "today": days[-1],
        "is_empty": not any(day.orders for day in days),
    }
