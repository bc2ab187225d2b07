"""What the accounts app refuses. Messages are shown to people as they are."""

from django.utils.translation import gettext as _

from komship.lib.errors import Conflict, InvalidInput, Locked, NotAllowed, NotFound, Unavailable


class WrongCredentials(InvalidInput):
    """Also said of unknown and closed accounts, so that nobody learns which accounts exist."""

    code = "wrong_credentials"

    def __init__(self) -> None:
        super().__init__(_("Nama pengguna/e-mail atau kata sandi salah."))


class TooManyTries(Locked):
    code = "too_many_tries"

    def __init__(self, *, minutes: int) -> None:
        super().__init__(
            _("Terlalu banyak percobaan masuk. Coba lagi dalam %(minutes)d menit.") % {"minutes": minutes},
            minutes=minutes,
        )


class DeadToken(NotAllowed):
    code = "dead_token"

    def __init__(self) -> None:
        super().__init__(_("Sesi kamu sudah berakhir. Silakan masuk lagi."))


class PartnerNotServed(NotFound):
    """The partner does not exist or the caller does not work for it; the answer is the same."""

    code = "partner_not_found"

    def __init__(self) -> None:
        super().__init__(_("Penjual tidak ditemukan."))


class RightMissing(NotAllowed):
    code = "right_missing"

    def __init__(self) -> None:
        super().__init__(_("Akun kamu tidak punya hak untuk melakukan ini. Hubungi pemilik toko."))


class WarehouseNotFound(NotFound):
    code = "warehouse_not_found"

    def __init__(self) -> None:
        super().__init__(_("Alamat pickup tidak ditemukan."))


class WarehouseIsDefault(Conflict):
    code = "warehouse_is_default"

    def __init__(self) -> None:
        super().__init__(_("Alamat utama tidak bisa dihapus. Pilih alamat utama yang lain dulu."))


class WarehouseInUse(Conflict):
    code = "warehouse_in_use"

    def __init__(self) -> None:
        super().__init__(_("Alamat ini masih dipakai order atau pickup yang belum selesai."))


class PinAlreadySet(Conflict):
    code = "pin_already_set"

    def __init__(self) -> None:
        super().__init__(_("PIN sudah dibuat. Ubah lewat menu ubah PIN."))


class PinNotSet(Conflict):
    code = "pin_not_set"

    def __init__(self) -> None:
        super().__init__(_("Kamu belum membuat PIN."))


class PinMalformed(InvalidInput):
    code = "pin_malformed"

    def __init__(self) -> None:
        text = _("PIN harus 6 angka.")
        super().__init__(text, fields={"pin": [text]})


class PinLocked(Locked):
    code = "pin_locked"

    def __init__(self, *, until_text: str) -> None:
        super().__init__(
            _("PIN terkunci karena tiga kali salah. Coba lagi setelah pukul %(time)s WIB.")
            % {"time": until_text}
        )


class PinNotConfirmed(NotAllowed):
    code = "pin_not_confirmed"

    def __init__(self) -> None:
        super().__init__(_("Masukkan PIN lama dulu sebelum menggantinya."))


class NameTaken(Conflict):
    code = "name_taken"

    def __init__(self, field: str) -> None:
        super().__init__(_("Nama pengguna atau e-mail sudah dipakai."), field=field)


class PersonNotFound(NotFound):
    code = "person_not_found"

    def __init__(self) -> None:
        super().__init__(_("Pengguna tidak ditemukan."))


class WrongCode(InvalidInput):
    code = "wrong_code"

    def __init__(self) -> None:
        text = _("Kode salah. Periksa lagi kode yang kamu terima.")
        super().__init__(text, fields={"code": [text]})


class CodeExpired(Conflict):
    """Never asked for, too old, or used before."""

    code = "code_expired"

    def __init__(self) -> None:
        super().__init__(_("Kode sudah tidak berlaku. Minta kode baru."))


class TooManyCodeTries(TooManyTries):
    code = "too_many_code_tries"

    def __init__(self) -> None:
        Locked.__init__(self, _("Kode ini sudah terlalu sering salah. Minta kode baru."))


class CodeSentRecently(Locked):
    code = "code_sent_recently"

    def __init__(self, *, wait_s: int) -> None:
        text = _("Kode baru bisa diminta lagi dalam %(seconds)d detik.") % {"seconds": wait_s}
        super().__init__(text, wait_s=wait_s)


class TooManyCodes(Locked):
    code = "too_many_codes"

    def __init__(self) -> None:
        super().__init__(_("Terlalu banyak kode diminta hari ini. Coba lagi besok."))


class ChannelUnavailable(Unavailable):
    code = "channel_unavailable"

    def __init__(self) -> None:
        super().__init__(_("Kode lewat WhatsApp atau SMS belum tersedia. Pilih e-mail."))


class NotProven(NotAllowed):
    code = "not_proven"

    def __init__(self) -> None:
        super().__init__(_("Masukkan kode verifikasi dulu."))


class DeadLink(Conflict):
    code = "dead_link"

    def __init__(self) -> None:
        super().__init__(_("Tautan ini sudah tidak berlaku. Minta tautan baru."))


class WrongPassword(InvalidInput):
    """The password of somebody who is signed in already."""

    code = "wrong_password"

    def __init__(self) -> None:
        text = _("Kata sandi salah.")
        super().__init__(text, fields={"old_password": [text]})


class AddressTaken(Conflict):
    code = "address_taken"

    def __init__(self) -> None:
        super().__init__(_("E-mail ini sudah dipakai akun lain."))


class SameAddress(Conflict):
    code = "same_address"

    def __init__(self) -> None:
        super().__init__(_("E-mail baru sama dengan yang sekarang."))


class UsernameChanged(Conflict):
    code = "username_changed"

    def __init__(self) -> None:
        super().__init__(_("Nama pengguna hanya bisa diganti satu kali."))


class NotYours(NotAllowed):
    """A code for one's own address or number was asked for somebody else's."""

    code = "not_yours"

    def __init__(self) -> None:
        super().__init__(_("Kode hanya dikirim ke e-mail atau nomor akunmu sendiri. Periksa profilmu."))


class SecondFactorNeeded(NotAllowed):
    """The password was right, so she may be told."""

    code = "second_factor_needed"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Akun ini memakai verifikasi dua langkah. "
                "Tulis 6 angka dari aplikasimu tepat di belakang kata sandi."
            )
        )


class SecondFactorMissing(NotAllowed):
    code = "second_factor_missing"

    def __init__(self) -> None:
        super().__init__(_("Pasang verifikasi dua langkah dulu lewat halaman masuk."))


class SecondFactorCompulsory(NotAllowed):
    code = "second_factor_compulsory"

    def __init__(self) -> None:
        super().__init__(_("Operator wajib memakai verifikasi dua langkah."))


class NoSecondFactor(NotAllowed):
    code = "no_second_factor"

    def __init__(self) -> None:
        super().__init__(_("Akun ini tidak memakai verifikasi dua langkah."))


class OwnSecondFactor(NotAllowed):
    code = "own_second_factor"

    def __init__(self) -> None:
        super().__init__(_("Minta operator lain: verifikasi dua langkahmu sendiri tidak bisa kamu lepas."))


class WrongPin(InvalidInput):
    code = "wrong_pin"

    def __init__(self) -> None:
        text = _("PIN salah.")
        super().__init__(text, fields={"old_pin": [text]})


class ApiKeyNotFound(NotFound):
    code = "api_key_not_found"

    def __init__(self) -> None:
        super().__init__(_("Kunci API tidak ditemukan."))


class TooManyKeys(Conflict):
    code = "too_many_keys"

    def __init__(self) -> None:
        super().__init__(_("Paling banyak 10 kunci. Cabut yang tidak dipakai lagi."))


class KeyNotWelcome(NotAllowed):
    """Whatever the scopes: keys do not touch PINs, accounts, settings, or money on its way out."""

    code = "key_not_welcome"

    def __init__(self) -> None:
        super().__init__(_("Kunci API tidak bisa dipakai di sini. Masuk sebagai pengguna."))


class NoRehearsal(NotAllowed):
    code = "no_rehearsal"

    def __init__(self) -> None:
        super().__init__(_("Operasi ini tidak bisa dicoba dengan kunci uji."))


class RehearsalNeedsCourier(Conflict):
    code = "rehearsal_needs_courier"

    def __init__(self) -> None:
        super().__init__(_("Dengan kunci uji, hitung ongkir dulu (calculate), lalu ulangi dalam 15 menit."))
