import pytest
from rest_framework.test import APIClient

from tests.factories.shipping import place

pytestmark = pytest.mark.usefixtures("couriers")


def test_search_answers_a_page(siti_api: APIClient) -> None:
    answer = siti_api.get("/api/v1/destination", {"search": "tunjungmuli"}).json()

    assert answer["data"]["total"] == 1
    assert answer["data"]["data"] == [
        {
            "id": place("Tunjungmuli").pk,
            "value": "SRG21708",
            "label": "Tunjungmuli, Karangmoncol, Purbalingga, Jawa Tengah 53355",
            "zip_code": "53355",
            "origin_code": "PWL10000",
            "subdistrict_name": "Tunjungmuli",
            "district_name": "Karangmoncol",
            "city_name": "Purbalingga",
            "province_name": "Jawa Tengah",
        }
    ]


def test_second_version_answers_alike(siti_api: APIClient) -> None:
    asked = {"search": "cihapit"}

    first = siti_api.get("/api/v1/destination", asked).json()
    second = siti_api.get("/api/v2/destination", asked).json()

    assert first["data"]["data"] == second["data"]["data"] != []


def test_one_place_by_id(siti_api: APIClient) -> None:
    found = siti_api.get("/api/v1/destination", {"destination_id": place("Dago").pk}).json()
    nothing = siti_api.get("/api/v1/destination", {"destination_id": 999_999_999}).json()

    assert found["data"]["subdistrict_name"] == "Dago"
    assert nothing == {"status": "success", "code": 200, "data": None}


def test_pages(siti_api: APIClient) -> None:
    first = siti_api.get("/api/v1/destination", {"search": "jakarta"}).json()["data"]
    second = siti_api.get("/api/v1/destination", {"search": "jakarta", "page": "2"}).json()["data"]

    assert len(first["data"]) == 50
    assert first["total"] == second["total"] == 50 + len(second["data"])
    assert not {row["id"] for row in first["data"]} & {row["id"] for row in second["data"]}


@pytest.mark.parametrize(
    "bad", [{"page": "x"}, {"page": "0"}, {"search": "x" * 201}, {"destination_id": "abc"}]
)
def test_bad_input(siti_api: APIClient, bad: dict[str, str]) -> None:
    answer = siti_api.get("/api/v1/destination", bad)

    assert answer.status_code == 400
    assert answer.json()["message"]


@pytest.mark.parametrize("search", ["';--", "((", "a & b", "! | :*", "🌸", "%%%", "\\"])
def test_nothing_typed_reaches_the_query_language(siti_api: APIClient, search: str) -> None:
    assert siti_api.get("/api/v2/destination", {"search": search}).status_code == 200


def test_origins_by_code_and_by_place(siti_api: APIClient) -> None:
    by_code = siti_api.get("/api/v1/origin", {"search": "bdo"}).json()["data"]
    by_place = siti_api.get("/api/v1/origin", {"search": "purwokerto"}).json()["data"]

    assert by_code == [{"value": "BDO10000", "label": "Bandung (BDO10000)"}]
    assert by_place == [{"value": "PWL10000", "label": "Banyumas (PWL10000)"}]


def test_provinces_by_name(siti_api: APIClient) -> None:
    rows = siti_api.get("/api/v1/provinces").json()["data"]
    names = [row["province_name"] for row in rows]

    assert names == sorted(names)
    assert "Jawa Tengah" in names
    assert [row["id"] for row in rows] == list(range(1, len(rows) + 1))


@pytest.mark.parametrize("path", ["v1/destination", "v2/destination", "v1/origin", "v1/provinces"])
def test_needs_a_token(nobody_api: APIClient, path: str) -> None:
    assert nobody_api.get(f"/api/{path}").status_code == 401
