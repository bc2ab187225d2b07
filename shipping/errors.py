"""What the shipping app refuses. Messages are shown to people as they are."""

from django.utils.translation import gettext as _

from komship.lib.errors import Conflict, InvalidInput, NotAllowed, NotFound


class DestinationNotFound(NotFound):
    code = "destination_not_found"

    def __init__(self) -> None:
        super().__init__(_("Kelurahan/kecamatan tujuan tidak ditemukan."))


class CourierNotFound(NotFound):
    code = "courier_not_found"

    def __init__(self) -> None:
        super().__init__(_("Ekspedisi tidak ditemukan."))


class CourierClosed(Conflict):
    code = "courier_closed"


class ServiceNotOffered(InvalidInput):
    code = "service_not_offered"

    def __init__(self) -> None:
        super().__init__(_("Layanan ekspedisi ini tidak tersedia."))


class NoPickupAddress(Conflict):
    code = "no_pickup_address"

    def __init__(self) -> None:
        super().__init__(_("Kamu harus melengkapi bagian Kelurahan/Kecamatan pada Alamat Pickup"))


class ParcelRefused(InvalidInput):
    """The courier cannot carry these values; `fields` names them when that is known."""

    code = "parcel_refused"


class BookingInFlight(Conflict):
    """The courier may have this parcel already, so nothing about it may change now."""

    code = "booking_in_flight"

    def __init__(self) -> None:
        super().__init__(_("Jawaban kurir untuk order ini belum pasti. Coba lagi beberapa menit lagi."))


class BookingClosed(Conflict):
    code = "booking_closed"

    def __init__(self) -> None:
        super().__init__(_("Pengiriman order ini sudah dibatalkan."))


class AlreadyBooked(Conflict):
    code = "already_booked"

    def __init__(self) -> None:
        super().__init__(_("Resi order ini sudah terbit, datanya tidak bisa diubah lagi."))


class AlreadyScanned(Conflict):
    code = "already_scanned"

    def __init__(self) -> None:
        super().__init__(_("Paket sudah di tangan kurir, jadi tidak bisa dibatalkan."))


class ShipmentNotFound(NotFound):
    code = "shipment_not_found"

    def __init__(self) -> None:
        super().__init__(_("Data riwayat perjalanan tidak ditemukan. Resi mungkin belum discan."))


class PickupSlotRefused(InvalidInput):
    code = "pickup_slot_refused"


class PickupTokenTaken(Conflict):
    code = "pickup_token_taken"

    def __init__(self) -> None:
        super().__init__(_("Token penjemputan ini sudah dipakai untuk alamat atau jadwal lain."))


class PushTooLarge(InvalidInput):
    """No carrier has so much to say at once."""

    code = "push_too_large"


class AirwayBillTaken(InvalidInput):
    """One airway bill is one parcel."""

    code = "airway_bill_taken"

    def __init__(self) -> None:
        text = _("Nomor resi ini sudah dipakai pesanan lain.")
        super().__init__(text, fields={"airway_bill": [text]})


class NotToBeJudged(Conflict):
    """A person may not put this parcel there."""

    code = "not_to_be_judged"

    def __init__(self) -> None:
        super().__init__(_("Status itu tidak bisa dipilih untuk paket ini."))


class CourierServiceNotFound(NotFound):
    code = "courier_service_not_found"

    def __init__(self) -> None:
        super().__init__(_("Layanan ekspedisi tidak ditemukan."))


class CourierServiceExists(Conflict):
    code = "courier_service_exists"


class FeeRatesRefused(InvalidInput):
    """`fields` names the rate or date that cannot be."""

    code = "fee_rates_refused"


class PersonNeeded(NotAllowed):
    """Decisions that are signed need somebody who can be asked about them."""

    code = "person_needed"

    def __init__(self) -> None:
        super().__init__(_("Keputusan ini hanya bisa dibuat oleh orang."))


class SecondPersonNeeded(Conflict):
    """Who proposed the rates may not agree to them."""

    code = "second_person_needed"

    def __init__(self) -> None:
        super().__init__(_("Usulan ini kamu buat sendiri. Minta rekan lain memutuskannya."))


class NoCodListRefused(InvalidInput):
    """`fields` has one entry per line of the file that cannot be taken in."""

    code = "no_cod_list_refused"


class NothingToPublish(Conflict):
    code = "nothing_to_publish"

    def __init__(self) -> None:
        super().__init__(_("Belum ada berkas yang menunggu konfirmasi. Unggah berkas dulu."))


class NoCodAreaNotFound(NotFound):
    code = "no_cod_area_not_found"

    def __init__(self) -> None:
        super().__init__(_("Kode pos ini tidak ada di daftar daerah tanpa COD."))


class DeskMissing(NotAllowed):
    code = "desk_missing"

    def __init__(self) -> None:
        super().__init__(_("Akunmu belum dihubungkan ke ekspedisi. Hubungi tim Komship."))
