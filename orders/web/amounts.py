"""The amounts of an order, explained line by line; the desk shows them before, the detail page after."""

from typing import Protocol

from django.utils.translation import gettext as _

from komship.lib.money import percent_text, rupiah, rupiah_in_text

Lines = list[tuple[str, str]]


class Amounts(Protocol):
    """An order, or the price of one that is being typed. Whole rupiah and basis points."""

    @property
    def goods_rp(self) -> int: ...
    @property
    def shipping_rp(self) -> int: ...
    @property
    def discount_rp(self) -> int: ...
    @property
    def additional_rp(self) -> int: ...
    @property
    def buyer_fee_rp(self) -> int: ...
    @property
    def computed_total_rp(self) -> int: ...
    @property
    def total_rp(self) -> int: ...
    @property
    def cod_fee_bp(self) -> int: ...
    @property
    def cod_fee_rp(self) -> int: ...
    @property
    def cod_fee_vat_rp(self) -> int: ...
    @property
    def cashback_bp(self) -> int: ...
    @property
    def cashback_rp(self) -> int: ...
    @property
    def net_rp(self) -> int: ...


def buyer_pays(amounts: Amounts, *, is_cod: bool) -> Lines:
    """From the goods to what the buyer pays."""
    rows = [(_("Harga barang"), amounts.goods_rp), (_("Ongkir"), amounts.shipping_rp)]
    if amounts.discount_rp:
        rows.append((_("Potongan"), -amounts.discount_rp))
    other = amounts.additional_rp - amounts.buyer_fee_rp
    if other:
        rows.append((_("Biaya lain"), other))
    if amounts.buyer_fee_rp:
        rows.append((_("Biaya COD ditanggung pembeli"), amounts.buyer_fee_rp))
    if amounts.total_rp != amounts.computed_total_rp:
        rows.append((_("Diubah manual"), amounts.total_rp - amounts.computed_total_rp))
    label = _("Ditagih ke pembeli (COD)") if is_cod else _("Ditransfer pembeli ke kamu")
    return [(name, rupiah(amount)) for name, amount in [*rows, (label, amounts.total_rp)]]


def seller_gets(amounts: Amounts) -> Lines:
    """From what the buyer pays to what is left for the seller; nothing is left out."""
    rows = [(_("Dari pembeli"), amounts.total_rp)]
    if amounts.cod_fee_rp:
        fee = {"rate": percent_text(amounts.cod_fee_bp), "vat": rupiah_in_text(amounts.cod_fee_vat_rp)}
        rows.append((_("Biaya COD %(rate)s, termasuk PPN %(vat)s") % fee, -amounts.cod_fee_rp))
    rows.append((_("Ongkir ke kurir"), -amounts.shipping_rp))
    if amounts.cashback_rp:
        rate = {"rate": percent_text(amounts.cashback_bp)}
        rows.append((_("Cashback ongkir %(rate)s") % rate, amounts.cashback_rp))
    rows.append((_("Pendapatan bersih"), amounts.net_rp))
    return [(name, rupiah(amount)) for name, amount in rows]
