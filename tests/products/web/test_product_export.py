from django.test import Client

from accounts.states import Right
from komship.core.drain import drain
from komship.core.jobs import Job
from products.models import Product
from tests.factories.accounts import make_staff
from tests.factories.cast import WebFor

PAGE = "/produk/ekspor/"
ALL = {"token": "t-1", "format": "csv", "isi": "semua"}


def test_the_page_asks_which_and_how(siti_web: Client, jilbab: Product) -> None:
    answer = siti_web.get(PAGE)

    assert "1 dijual, 0 draf" in answer.content.decode()
    assert answer.context["form"]["token"].value()


def test_a_file_is_made_in_the_background(siti_web: Client, jilbab: Product) -> None:
    answer = siti_web.post(PAGE, ALL)

    job = Job.objects.get()
    assert answer.headers["Location"] == f"/pekerjaan/{job.pk}/"
    drain()
    file = siti_web.get(f"/pekerjaan/{job.pk}/berkas/")
    text = b"".join(file.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert [line.count(jilbab.name) for line in text.splitlines()] == [0, 1]


def test_twice_is_one_file_and_another_choice_is_another(siti_web: Client, jilbab: Product) -> None:
    for changes in ({}, {}, {"format": "xlsx"}):
        siti_web.post(PAGE, ALL | changes)

    assert sorted(job.params["form"] for job in Job.objects.all()) == ["csv", "xlsx"]


def test_odd_choices(siti_web: Client, jilbab: Product) -> None:
    for changes in ({"format": "exe"}, {"isi": ""}, {"token": ""}):
        assert siti_web.post(PAGE, ALL | changes).status_code == 422
    assert not Job.objects.exists()


def test_the_file_is_for_those_who_see_products(siti_web: Client, jilbab: Product, web_for: WebFor) -> None:
    siti_web.post(PAGE, ALL)
    drain()
    page = f"/pekerjaan/{Job.objects.get().pk}/berkas/"
    partner = jilbab.partner

    assert web_for(make_staff("citra", partner, (Right.ORDER_VIEW,))).get(page).status_code == 404
    assert web_for(make_staff("dewi", partner, (Right.PRODUCT_VIEW,))).get(page).status_code == 200
