"""django-axes under a heading that an operator understands."""

from axes.apps import AppConfig as Axes
from django.utils.translation import gettext_lazy as _


class SignInTries(Axes):
    verbose_name = _("Percobaan masuk")
