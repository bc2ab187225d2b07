"""Every component renders by itself: without a request, without a query, with escaped texts."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from komship.web.charts import Series, chart_data

TEMPLATES = Path(settings.BASE_DIR) / "templates"
COMPONENTS = sorted(path.name for path in (TEMPLATES / "components").glob("*.html"))
EVIL = '<script>alert("x")</script>'


def show(name: str, **context: Any) -> str:
    return render_to_string(f"components/{name}.html", context)


@pytest.mark.parametrize("name", COMPONENTS)
def test_the_first_thing_is_its_parameters(name: str) -> None:
    source = (TEMPLATES / "components" / name).read_text()
    assert source.startswith("{% comment %}\n")
    assert len(source.split("{% endcomment %}")[0]) > 60


@pytest.mark.parametrize("name", COMPONENTS)
def test_no_component_knows_the_request(name: str) -> None:
    source = (TEMPLATES / "components" / name).read_text().split("{% endcomment %}")[1]
    assert not re.search(r"\b(request|user|perms|shell)\b\.", source)


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("alert", {"title": EVIL, "text": EVIL}),
        ("breadcrumbs", {"parent_label": EVIL, "parent_url": "/", "label": EVIL}),
        ("card", {"title": EVIL, "note": EVIL}),
        ("copy_button", {"text": EVIL, "label": EVIL}),
        ("empty_state", {"title": EVIL, "text": EVIL, "action_label": EVIL, "action_url": "/"}),
        ("facts", {"facts": [(EVIL, EVIL)]}),
        ("page_header", {"title": EVIL, "subtitle": EVIL}),
        ("progress", {"label": EVIL, "value": 1, "total": 2}),
        ("stat_card", {"label": EVIL, "value": EVIL, "hint": EVIL}),
        ("status_badge", {"label": EVIL}),
        ("timeline", {"items": [{"title": EVIL, "text": EVIL}]}),
        ("toast", {"text": EVIL, "tone": "info"}),
        ("chart", {"id": "c", "caption": EVIL, "data": chart_data(EVIL, [EVIL], [Series(EVIL, [1])])}),
    ],
)
def test_texts_are_escaped(name: str, context: dict[str, Any]) -> None:
    html = show(name, **context)
    assert "<script>alert" not in html
    assert "alert" in html


def test_a_number_with_proof_is_a_link() -> None:
    assert show("stat_card", label="Saldo", value="Rp 1", url="/uang/").strip().startswith("<a href")
    assert show("stat_card", label="Saldo", value="Rp 1").strip().startswith("<div")


def test_zero_is_a_count_and_none_is_not() -> None:
    tabs = [
        {"label": "A", "url": "?tab=a", "active": True, "count": 0},
        {"label": "B", "url": "?tab=b", "count": None},
    ]
    html = show("tabs", tabs=tabs, label="Bagian")
    assert html.count("tab-count") == 1
    assert html.count("aria-current") == 1
    assert "hx-get" not in html
    assert show("tabs", tabs=tabs, label="Bagian", htmx=True).count("hx-get") == 2


def test_a_job_asks_again_until_it_is_done() -> None:
    running = show("job", url="/kerja/1/", label="Label", value=3, total=10, failed=1, text="Mencetak")
    assert 'hx-get="/kerja/1/"' in running
    assert "1 gagal" in running
    done = show("job", url="/kerja/1/", label="Label", value=10, total=10, text="Selesai", done=True)
    assert "hx-get" not in done


def test_progress_can_be_read_without_seeing_it() -> None:
    html = show("progress", label="Label", value=340, total=1000)
    assert 'max="1000" value="340"' in html
    assert 'aria-label="Label"' in html
    assert "is-done" not in html


def test_a_danger_is_announced() -> None:
    assert 'role="alert"' in show("alert", tone="danger", text="x")
    assert 'role="alert"' not in show("alert", tone="info", text="x")


def test_skeleton_rows_are_announced_once() -> None:
    assert show("skeleton_rows", rows="12", columns="123").count('role="status"') == 1


def test_a_chart_is_also_a_table() -> None:
    value = Series("Nilai", [1000, 2000], money=True, only_in_table=True)
    data = chart_data("Hari", ["1 Nov", "2 Nov"], [Series("Pesanan", [3, 4]), value])
    assert data["series"] == [{"label": "Pesanan", "values": [3, 4], "tone": "brand"}]
    assert data["rows"] == [["1 Nov", "3", "Rp 1.000"], ["2 Nov", "4", "Rp 2.000"]]
    html = show("chart", id="c", caption="Tren", data=data)
    assert "<caption" in html
    assert '<script id="c" type="application/json">' in html


def test_a_chart_of_money_says_so() -> None:
    assert chart_data("Hari", ["1 Nov"], [Series("Cair", [1000], money=True)])["money"] is True
