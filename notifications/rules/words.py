"""The words of messages."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.states import CodePurpose

# Where a mailed link leads, below the installation's public address.
LINK_PATHS = {
    CodePurpose.VERIFY_EMAIL: "/verifikasi/{token}/",
    CodePurpose.RESET_PASSWORD: "/kata-sandi/baru/?code={token}",
    CodePurpose.CHANGE_EMAIL: "/ganti-email/{token}/",
    CodePurpose.USE_SHIPPING: "/aktivasi/komship/{token}/",
    CodePurpose.USE_FULFILMENT: "/aktivasi/kompack/{token}/",
}


@dataclass(frozen=True)
class Words:
    subject: str
    text: str


def code_words(purpose: str, *, code: str) -> Words:
    """A code of a few digits, which its owner types."""
    about = str(CodePurpose(purpose).label)
    text = _(
        "%(code)s adalah kode Komship kamu untuk %(about)s. Berlaku 5 menit. "
        "Jangan berikan kepada siapa pun, termasuk yang mengaku dari Komship."
    )
    subject = _("Kode Komship kamu: %(code)s") % {"code": code}
    return Words(subject, text % {"code": code, "about": about})


def link_words(purpose: str, *, name: str, link: str, until: str) -> Words:
    """A mail with one link to follow, by a time in Jakarta."""
    about = str(CodePurpose(purpose).label)
    text = _(
        "Halo %(name)s,\n\n"
        "Buka tautan ini untuk %(about)s:\n\n%(link)s\n\n"
        "Tautan berlaku sampai %(until)s WIB dan hanya bisa dipakai sekali. "
        "Kalau kamu tidak memintanya, abaikan e-mail ini.\n\nKomship"
    )
    values = {"name": name, "about": about, "link": link, "until": until}
    return Words(_("Komship: tautan untuk %(about)s") % {"about": about}, text % values)


def link_path(purpose: str, token: str) -> str:
    return LINK_PATHS[CodePurpose(purpose)].format(token=token)
