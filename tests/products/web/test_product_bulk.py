import pytest
from django.test import Client

from accounts.models import Partner
from products.models import Product
from tests.factories.products import make_product, plain_draft

URL = "/produk/pilihan/"


def act(client: Client, action: str, *ids: object) -> str:
    answer = client.post(URL, {"aksi": action, "pilih": [str(pk) for pk in ids]}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_into_the_drawer_and_back(siti_web: Client, jilbab: Product, gamis: Product) -> None:
    assert "2 produk jadi draf." in act(siti_web, "draf", jilbab.pk, gamis.pk)
    assert not Product.objects.filter(is_published=True).exists()
    assert "1 produk dijual." in act(siti_web, "jual", gamis.pk)


def test_what_has_no_price_is_not_sold(siti_web: Client, siti_partner: Partner, jilbab: Product) -> None:
    free = make_product(siti_partner, plain_draft("Belum Ada Harga", price_rp=0, is_published=False))

    text = act(siti_web, "jual", free.pk, jilbab.pk)

    assert "0 produk dijual. 2 dilewati" in text


def test_delete(siti_web: Client, jilbab: Product, gamis: Product) -> None:
    assert "1 produk dihapus. 1 dilewati." in act(siti_web, "hapus", jilbab.pk, 10**9)
    assert list(Product.objects.filter(deleted_at=None)) == [gamis]


def test_nothing_chosen(siti_web: Client, jilbab: Product) -> None:
    assert "Pilih dulu produknya." in act(siti_web, "hapus")


@pytest.mark.parametrize(("action", "ids", "status"), [("curi", ["1"], 400), ("jual", ["x"], 404)])
def test_odd_requests(siti_web: Client, jilbab: Product, action: str, ids: list[str], status: int) -> None:
    assert siti_web.post(URL, {"aksi": action, "pilih": ids}).status_code == status


def test_strangers_and_staff(rina_web: Client, budi_web: Client, jilbab: Product) -> None:
    act(rina_web, "hapus", jilbab.pk)
    for action in ("jual", "draf", "hapus"):
        assert budi_web.post(URL, {"aksi": action, "pilih": [jilbab.pk]}).status_code == 403
    jilbab.refresh_from_db()
    assert (jilbab.is_published, jilbab.deleted_at) == (True, None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"stock_from": 11}, {"Gamis Polos"}),
        ({"stock_to": 13}, {"Jilbab Segi Empat"}),
        ({"stock_from": 1, "stock_to": 13, "q": "jilbab"}, {"Jilbab Segi Empat"}),
        ({"sold_from": 1}, set()),
        ({"sold_to": 0}, {"Gamis Polos", "Jilbab Segi Empat"}),
    ],
)
def test_the_list_narrowed_by_totals(
    siti_web: Client, jilbab: Product, gamis: Product, query: dict[str, str | int], found: set[str]
) -> None:
    text = siti_web.get("/produk/", query).content.decode()

    assert {name for name in ("Gamis Polos", "Jilbab Segi Empat") if f">{name}<" in text} == found
