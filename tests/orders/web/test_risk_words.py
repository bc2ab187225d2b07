from orders.selectors.reputation import Reputation
from orders.selectors.return_insight import CourierRecord, PlaceInsight
from orders.web.risk_words import courier_notes, reputation_note


def test_a_district_says_more_than_its_city() -> None:
    insight = PlaceInsight(
        district="Sokaraja",
        city="Banyumas",
        in_district={"JNE": CourierRecord(20, 1), "SAP": CourierRecord(3, 3)},
        in_city={"JNE": CourierRecord(90, 30), "SAP": CourierRecord(40, 12)},
    )
    notes = courier_notes(insight, ["JNE", "SAP", "SICEPAT"])
    assert (notes["JNE"].label, notes["JNE"].tone) == ("retur 5 %", "success")
    assert notes["SAP"].text == "buruk: 12 dari 40 paket ke Banyumas kembali"
    assert (notes["SICEPAT"].label, notes["SICEPAT"].tone) == ("retur belum diketahui", "neutral")


def test_a_number_in_words() -> None:
    good = reputation_note(Reputation(sent=1_200, delivered=1_190, returned=7))
    assert (good.label, good.tone) == ("Reputasi baik", "success")
    assert good.text == "7 dari 1.200 paket ke nomor ini diretur (0,6 %), dari semua penjual."
    assert reputation_note(Reputation(0, 0, 0)).label == "Nomor baru"
    assert reputation_note(Reputation(4, 2, 2)).label == "Pernah retur"
