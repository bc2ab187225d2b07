from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.services.make_api_key import LONGEST_NAME
from komship.web.forms import KomshipForm
from notifications.rules.webhooks import LONGEST_URL
from notifications.web.labels import SCOPES, TOPICS

LIVE, TEST = "live", "test"


class KeyForm(KomshipForm):
    name = forms.CharField(
        label=_("Nama"),
        max_length=LONGEST_NAME,
        help_text=_("Untuk apa kunci ini, misalnya Toko web."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    mode = forms.ChoiceField(
        label=_("Jenis"),
        choices=[
            (LIVE, _("Langsung: yang dikirim programmu benar-benar terjadi")),
            (TEST, _("Uji: semua dijawab seperti biasa, tetapi tidak ada yang disimpan")),
        ],
        widget=forms.RadioSelect,
        initial=LIVE,
    )
    scopes = forms.MultipleChoiceField(
        label=_("Yang boleh dilakukan"),
        choices=[(scope.value, label) for scope, label in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Beri seperlunya saja. PIN, akun, pengaturan, dan penarikan saldo tidak pernah bisa."),
    )
    life_days = forms.TypedChoiceField(
        label=_("Berlaku"),
        coerce=int,
        empty_value=None,
        required=False,
        initial=90,
        choices=[
            (90, _("90 hari")),
            (365, _("1 tahun")),
            (30, _("30 hari")),
            ("", _("Sampai dicabut")),
        ],
    )


class WebhookForm(KomshipForm):
    url = forms.CharField(
        label=_("Alamat"),
        max_length=LONGEST_URL,
        help_text=_("Diawali https://. Harus menjawab dengan kode 2xx dalam 10 detik."),
        widget=forms.URLInput({"autocomplete": "off", "placeholder": "https://tokomu.id/komship"}),
    )
    topics = forms.MultipleChoiceField(
        label=_("Kejadian"),
        choices=[(topic.value, label) for topic, label in TOPICS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
