"""Words, tones and icons of imports; pages name only the value."""

from django.utils.translation import gettext_lazy as _

from komship.web.statuses import StatusLook, register_statuses
from products.states import ImportStage

register_statuses(
    "import",
    {
        ImportStage.FAULTY: StatusLook(_("Ada kesalahan"), "danger", "alert-circle"),
        ImportStage.READY: StatusLook(_("Siap diimpor"), "info", "clipboard-check"),
        ImportStage.RUNNING: StatusLook(_("Sedang diimpor"), "progress", "clock"),
        ImportStage.DONE: StatusLook(_("Selesai"), "success", "circle-check"),
    },
)
