import pytest

from accounts.models import Feedback, Partner, User
from accounts.services.give_feedback import give_feedback
from komship.lib.errors import InvalidInput


def test_stars_and_words_are_kept(siti_partner: Partner, siti: User) -> None:
    give_feedback(siti_partner.pk, siti.pk, stars=5, comment=" Cepat  ")
    row = Feedback.objects.for_partner(siti_partner.pk).get()
    assert (row.user_id, row.stars, row.comment) == (siti.pk, 5, "Cepat")


@pytest.mark.parametrize(("stars", "comment"), [(0, ""), (6, ""), (3, "a" * 1001)])
def test_refused(siti_partner: Partner, siti: User, stars: int, comment: str) -> None:
    with pytest.raises(InvalidInput):
        give_feedback(siti_partner.pk, siti.pk, stars=stars, comment=comment)
    assert not Feedback.objects.exists()
