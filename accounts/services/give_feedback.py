from django.utils.translation import gettext as _

from accounts.models import Feedback
from komship.lib.errors import InvalidInput
from komship.lib.text import fold_spaces

LONGEST_COMMENT = 1000


def give_feedback(partner_id: int, user_id: int, *, stars: int, comment: str = "") -> Feedback:
    """Keep what somebody thinks of us, one to five stars. Raises InvalidInput."""
    if not 1 <= stars <= 5:
        text = _("Pilih satu sampai lima bintang.")
        raise InvalidInput(text, fields={"stars": [text]})
    words = fold_spaces(comment)
    if len(words) > LONGEST_COMMENT:
        text = _("Paling banyak %(limit)d karakter.") % {"limit": LONGEST_COMMENT}
        raise InvalidInput(text, fields={"comment": [text]})
    return Feedback.objects.create(partner_id=partner_id, user_id=user_id, stars=stars, comment=words)
