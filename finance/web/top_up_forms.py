from django.utils.translation import gettext_lazy as _

from finance.rules import MAXIMUM_TOP_UP_RP, MINIMUM_TOP_UP_RP
from komship.web.forms import KomshipForm, RupiahField

# What people type anyway, one tap away.
PRESETS_RP = (50_000, 100_000, 200_000, 500_000, 1_000_000)


class TopUpForm(KomshipForm):
    """`preset` is the value of the tapped button; the field is read when none was."""

    amount = RupiahField(
        label=_("Nominal lain"), min_value=MINIMUM_TOP_UP_RP, max_value=MAXIMUM_TOP_UP_RP, required=True
    )
