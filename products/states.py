"""The life of an import: checked, then ready or faulty; ready ones run and are done."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportStage(models.TextChoices):
    FAULTY = "faulty", _("Ada kesalahan")
    READY = "ready", _("Siap diimpor")
    RUNNING = "running", _("Sedang diimpor")
    DONE = "done", _("Selesai")
