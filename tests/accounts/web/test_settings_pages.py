import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Feedback, Partner, PartnerSettings, SalesAdmin, SenderIdentity, User
from accounts.services.save_sales_admin import save_sales_admin
from accounts.services.save_sender_identity import SenderInput, save_sender_identity
from shipping.models import Courier
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import place

INDEX = "/pengaturan/"


def text_of(client: Client, path: str) -> str:
    page = client.get(path)
    assert page.status_code == 200, path
    return page.content.decode()


def test_the_owner_sees_every_tile(siti_web: Client) -> None:
    text = text_of(siti_web, INDEX)
    for name in ("profile", "team", "senders", "features", "feedback"):
        assert reverse(f"accounts:{name}") in text


def test_staff_sees_only_what_she_may_open(budi_web: Client) -> None:
    text = text_of(budi_web, INDEX)
    assert reverse("accounts:profile") in text
    for name in ("team", "senders", "features"):
        path = reverse(f"accounts:{name}")
        assert path not in text
        assert budi_web.get(path).status_code == 403


class TestProfile:
    path = "/pengaturan/profil/"

    def test_shows_both_parts_to_the_owner(self, siti_web: Client) -> None:
        text = text_of(siti_web, self.path)
        assert 'value="Toko Siti"' in text
        assert "Data diri" in text

    def test_keeps_the_business(
        self, siti_web: Client, siti_partner: Partner, couriers: dict[str, Courier]
    ) -> None:
        city = f"{place('Cihapit').city}, {place('Cihapit').province}"
        values = {
            "bagian": "usaha",
            "name": "Siti Hijab",
            "phone": "0812 0000 4444",
            "city": city.lower(),
            "sector": "1",
            "kind": "2",
        }
        assert siti_web.post(self.path, values).status_code == 302
        siti_partner.refresh_from_db()
        assert siti_partner.business_name == "Siti Hijab"
        assert siti_partner.business_phone == "6281200004444"
        assert siti_partner.business_address == city
        assert (siti_partner.business_category_ref, siti_partner.business_type_ref) == (1, 2)

    @pytest.mark.parametrize(
        "change", [{"name": ""}, {"name": "a" * 31}, {"phone": "12"}, {"city": "Atlantis"}, {"sector": "77"}]
    )
    def test_refuses_a_business_that_cannot_be(
        self, siti_web: Client, siti_partner: Partner, change: dict[str, str]
    ) -> None:
        values = {"bagian": "usaha", "name": "Baru", "phone": "081200004444", "city": "Bandung"} | change
        assert siti_web.post(self.path, values).status_code == 422
        siti_partner.refresh_from_db()
        assert siti_partner.business_name == "Toko Siti"

    def test_staff_changes_herself_only(self, budi_web: Client, budi: User, siti_partner: Partner) -> None:
        assert "Simpan usaha" not in text_of(budi_web, self.path)
        person = {"bagian": "orang", "full_name": "Budi Santoso", "gender": "male", "birth_on": "1999-01-31"}
        assert budi_web.post(self.path, person).status_code == 302
        budi.refresh_from_db()
        assert (budi.full_name, budi.gender) == ("Budi Santoso", "male")
        budi_web.post(self.path, {"bagian": "usaha", "name": "Toko Budi", "phone": "081200004444"})
        siti_partner.refresh_from_db()
        assert siti_partner.business_name == "Toko Siti"

    @pytest.mark.parametrize("change", [{"full_name": " "}, {"birth_on": "2999-01-01"}, {"gender": "x"}])
    def test_refuses_odd_people(self, siti_web: Client, siti: User, change: dict[str, str]) -> None:
        values = {"bagian": "orang", "full_name": "Siti Aminah"} | change
        assert siti_web.post(self.path, values).status_code == 422


class TestFeatures:
    path = "/pengaturan/fitur/"

    def test_switches_on_and_off(self, siti_web: Client, siti_partner: Partner) -> None:
        for state in ("1", "0"):
            siti_web.post(f"{self.path}allows_total_edit/", {"nyala": state})
            settings = PartnerSettings.objects.get(partner=siti_partner)
            assert settings.allows_total_edit is (state == "1")

    def test_says_what_is_missing(self, siti_web: Client, siti_partner: Partner) -> None:
        page = siti_web.post(f"{self.path}tracking_sales/", {"nyala": "1"}, follow=True)
        assert "minimal satu nama" in page.content.decode()
        assert not PartnerSettings.objects.get(partner=siti_partner).tracking_sales

    @pytest.mark.parametrize("feature", ["partner_id", "whatsapp_level", "bank_mutation"])
    def test_only_what_has_an_effect_is_offered(self, siti_web: Client, feature: str) -> None:
        assert siti_web.post(f"{self.path}{feature}/", {"nyala": "1"}).status_code == 404

    def test_names_of_sales_admins(self, siti_web: Client, siti_partner: Partner) -> None:
        assert siti_web.post(self.path, {"name": "Dewi"}).status_code == 302
        assert siti_web.post(self.path, {"name": "dewi"}).status_code == 422
        row = SalesAdmin.objects.for_partner(siti_partner.pk).get()
        assert "Dewi" in text_of(siti_web, self.path)
        siti_web.post(f"{self.path}admin/{row.pk}/hapus/")
        assert not SalesAdmin.objects.active().exists()


class TestSenders:
    path = "/pengaturan/pengirim/"

    def test_add_change_and_delete(self, siti_web: Client, siti_partner: Partner) -> None:
        new = {"name": "Butik Melati", "phone": "081200001111", "is_default": "on"}
        assert siti_web.post(self.path, new).status_code == 302
        row = SenderIdentity.objects.get(name="Butik Melati")
        assert row.is_default
        siti_web.post(f"{self.path}{row.pk}/", {"name": "Butik Mawar", "phone": "081200001111"})
        row.refresh_from_db()
        assert (row.name, row.is_default) == ("Butik Mawar", False)
        siti_web.post(f"{self.path}{row.pk}/hapus/")
        assert not SenderIdentity.objects.filter(pk=row.pk).exists()

    def test_the_shops_own_stays(self, siti_web: Client, siti_partner: Partner) -> None:
        own = SenderIdentity.objects.get(partner=siti_partner, is_own=True)
        page = siti_web.post(f"{self.path}{own.pk}/hapus/", follow=True)
        assert "tidak bisa diubah" in page.content.decode()
        assert (
            siti_web.post(f"{self.path}{own.pk}/", {"name": "Lain", "phone": "081200001111"}).status_code
            == 422
        )
        own.refresh_from_db()
        assert own.name == "Toko Siti"

    def test_others_are_not_found(self, rina_web: Client, siti_partner: Partner) -> None:
        row = save_sender_identity(SenderInput("Butik", "081200001111"), partner_id=siti_partner.pk)
        assert rina_web.get(f"{self.path}{row.pk}/").status_code == 404
        assert rina_web.post(f"{self.path}{row.pk}/hapus/").status_code == 404


def test_feedback_is_kept(siti_web: Client, siti_partner: Partner) -> None:
    assert siti_web.post("/masukan/", {"stars": "9"}).status_code == 422
    assert siti_web.post("/masukan/", {"stars": "4", "comment": " Cepat  sekali "}).status_code == 302
    row = Feedback.objects.for_partner(siti_partner.pk).get()
    assert (row.stars, row.comment) == (4, "Cepat sekali")


def test_the_last_name_switches_tracking_off(siti_web: Client, siti_partner: Partner) -> None:
    row = save_sales_admin("Dewi", partner_id=siti_partner.pk)
    siti_web.post("/pengaturan/fitur/tracking_sales/", {"nyala": "1"})
    assert PartnerSettings.objects.get(partner=siti_partner).tracking_sales
    siti_web.post(f"/pengaturan/fitur/admin/{row.pk}/hapus/")
    assert not PartnerSettings.objects.get(partner=siti_partner).tracking_sales
