from datetime import UTC, datetime

import pytest
from django.template import Context, Template

from komship.web.statuses import StatusLook, register_statuses, status_look

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


def rendered(source: str, **context: object) -> str:
    return Template("{% load komship %}" + source).render(Context(context)).strip()


def test_icons_are_silent_unless_they_have_a_label() -> None:
    assert 'aria-hidden="true"' in rendered('{% icon "truck" %}')
    labelled = rendered('{% icon "truck" label=words %}', words='Kurir "cepat"')
    assert 'role="img" aria-label="Kurir &quot;cepat&quot;"' in labelled
    assert "icons.svg#truck" in labelled


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ v|rupiah }}", 12_345, "Rp 12.345"),
        ("{{ v|rupiah }}", None, "–"),
        ("{{ v|signed_rupiah }}", 500, "+Rp 500"),
        ("{{ v|signed_rupiah }}", -500, "-Rp 500"),
        ("{{ v|signed_rupiah }}", None, "–"),
        ("{{ v|short_rupiah }}", 1_500_000, "Rp 1,5 jt"),
        ("{{ v|short_rupiah }}", None, "–"),
        ("{{ v|percent }}", 280, "2,8 %"),
        ("{{ v|moment }}", NOON, "21 Nov 2026 12.00"),
        ("{{ v|moment:'WIT' }}", NOON, "21 Nov 2026 14.00"),
        ("{{ v|day }}", NOON, "21 Nov 2026"),
        ("{{ v|iso }}", NOON, "2026-11-21T05:00:00+00:00"),
        ("{{ v|iso }}", None, ""),
        ("{{ v|phone }}", "6281234567890", "0812-3456-7890"),
        ("{{ v|number }}", 12_345, "12.345"),
        ("{{ v|number:99 }}", 100, "99+"),
        ("{{ v|number }}", None, "–"),
        ("{{ v|weight }}", 850, "850 g"),
        ("{{ v|weight }}", 1_250, "1,25 kg"),
        ("{{ v|weight }}", 2_000, "2 kg"),
        ("{{ v|initials }}", "Siti Rahma", "SR"),
        ("{{ v|first_word }}", "Siti Rahma", "Siti"),
    ],
)
def test_filters(source: str, value: object, shown: str) -> None:
    assert rendered(source, v=value) == shown


def test_short_moments_leave_out_the_year_of_now() -> None:
    assert rendered("{{ v|short_moment }}", v=datetime(2020, 1, 5, 5, 0, tzinfo=UTC)) == "5 Jan 2020 12.00"


def test_a_status_has_words_icon_and_tone() -> None:
    register_statuses("tes", {"sent": StatusLook("Dikirim", "progress", "truck-delivery")})
    html = rendered('{% status_badge "tes" "sent" %}')
    assert "Dikirim" in html
    assert "tone-progress" in html
    assert "#truck-delivery" in html
    assert rendered('{% status_label "tes" "sent" %}') == "Dikirim"


def test_an_unknown_status_shows_itself() -> None:
    assert status_look("tes", "ANEH").label == "ANEH"
    assert "ANEH" in rendered('{% status_badge "nowhere" "ANEH" %}')


def test_money_has_a_sign_only_when_asked() -> None:
    assert "money-in" not in rendered("{% money 5000 %}")
    assert "+Rp 5.000" in rendered("{% money 5000 signed=True %}")
    assert "money-out" in rendered("{% money v signed=True %}", v=-5000)
    assert "–" in rendered("{% money v signed=True %}", v=None)


def test_a_component_wraps_content_and_sees_nothing_of_the_page() -> None:
    source = '{% wrap "components/card.html" title=words %}<p>{{ inner }}</p>{% endwrap %}'
    html = rendered(source, words="A & B", inner="<i>", note="geheim")
    assert "A &amp; B" in html
    assert "<p>&lt;i&gt;</p>" in html
    assert "geheim" not in html
