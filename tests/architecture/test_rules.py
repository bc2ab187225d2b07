"""Every rule can fail: each is fed a file that breaks it, and one that does not."""

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

import pytest

from tests.architecture.project import Finding, Module, snippet
from tests.architecture.rules import (
    hygiene,
    imports,
    layers,
    mirror,
    money,
    sizes,
    templates,
    wording,
    writes,
)

Rule = Callable[[Module], Iterator[Finding]]

LONG_FUNCTION = "def f():\n" + "    x = 1\n" * 60
TWISTED = "def f(x):\n" + "".join(f"    if x == {i}:\n        return {i}\n" for i in range(8))
SIX = "def f(a, *, b, c, d, e, g):\n    pass\n"

BAD: list[tuple[Rule, str, str]] = [
    (sizes.check, "orders/rules.py", "x = 1\n" * 401),
    (sizes.check, "orders/rules.py", LONG_FUNCTION),
    (sizes.check, "tests/orders/test_x.py", "def f():\n" + "    x = 1\n" * 40),
    (sizes.check, "orders/rules.py", TWISTED),
    (sizes.check, "orders/rules.py", SIX),
    (writes.no_managers_at_the_doors, "orders/api/store.py", "Order.objects.get(pk=1)\n"),
    (writes.no_managers_at_the_doors, "orders/web/views/list.py", "Order._default_manager.all()\n"),
    (writes.no_managers_at_the_doors, "orders/tasks.py", "Order.objects.all()\n"),
    (writes.status_moves_in_one_place, "orders/services/x.py", "order.status = 'SHIPPED'\n"),
    (writes.status_moves_in_one_place, "orders/services/x.py", "a, order.status = 1, 2\n"),
    (writes.status_moves_in_one_place, "orders/services/x.py", "rows.filter(pk=1).update(status=2)\n"),
    (writes.status_moves_in_one_place, "orders/services/x.py", "setattr(order, 'status', 2)\n"),
    (imports.at_the_top, "orders/services/x.py", "def f():\n    import json\n"),
    (imports.at_the_top, "orders/apps.py", "def other():\n    from orders import handlers\n"),
    (imports.no_network_but_in_adapters, "orders/services/x.py", "import requests\n"),
    (imports.no_network_but_in_adapters, "orders/services/x.py", "from urllib import request\n"),
    (
        imports.no_network_but_in_adapters,
        "finance/services/x.py",
        "from komship.lib.http import X\n",
    ),
    (imports.no_network_but_in_adapters, "shipping/carriers/jne/client.py", "import requests\n"),
    (imports.no_model_signals, "orders/models/x.py", "from django.db.models.signals import post_save\n"),
    (imports.no_model_signals, "orders/models/x.py", "from django.dispatch import receiver\n"),
    (wording.no_dustbins, "orders/utils.py", ""),
    (wording.no_dustbins, "orders/common/dates.py", ""),
    (wording.no_dustbins, "orders/manager.py", "class Boss: ...\n"),
    (wording.public_doors_are_documented, "orders/services/x.py", "def place_order():\n    pass\n"),
    (money.no_floats, "finance/rules.py", "rate = 0.028\n"),
    (money.no_floats, "finance/rules.py", "def f(x: float) -> int: ...\n"),
    (money.no_floats, "komship/lib/money.py", "fee = amount * 28 / 1000\n"),
    (money.no_floats, "finance/models/x.py", "amount = models.DecimalField()\n"),
    (money.no_floats_near_rupiah, "orders/rules.py", "share = order.total_rp / count\n"),
    (money.no_floats_near_rupiah, "orders/rules.py", "total_rp /= 2\n"),
    (money.no_floats_near_rupiah, "shipping/rules/x.py", "fee = price_rp * 0.028\n"),
    (money.no_floats_near_rupiah, "shipping/rules/x.py", "fee = round(price_rp * rate_bp)\n"),
    (money.no_floats_near_rupiah, "products/services/x.py", "def f(price_rp: float) -> int: ...\n"),
    (money.no_floats_near_rupiah, "products/models/x.py", "price_rp = models.FloatField()\n"),
    (money.no_floats_near_rupiah, "komship/dashboard/x.py", "x = float(row.spent_rp)\n"),
    (money.no_floats_near_rupiah, "tickets/models/x.py", "class A:\n    refund_rp: Decimal | None = None\n"),
]

GOOD: list[tuple[Rule, str, str]] = [
    (sizes.check, "orders/rules.py", "class A:\n    def f(self, a, *, b, c, d, e):\n        pass\n"),
    (sizes.check, "tests/orders/test_x.py", SIX),
    (writes.no_managers_at_the_doors, "orders/selectors/x.py", "Order.objects.all()\n"),
    (writes.status_moves_in_one_place, "orders/services/_transition.py", "order.status = 1\n"),
    (writes.status_moves_in_one_place, "orders/services/x.py", "if order.status == 1: pass\n"),
    (imports.at_the_top, "orders/apps.py", "def ready(self):\n    from orders import handlers\n"),
    (
        imports.no_network_but_in_adapters,
        "shipping/carriers/jne/client.py",
        "from komship.lib.http import X\n",
    ),
    (imports.no_model_signals, "komship/celery.py", "from celery.signals import worker_ready\n"),
    (wording.no_dustbins, "orders/models/manager.py", "class OrderManager(Manager): ...\n"),
    (wording.public_doors_are_documented, "orders/services/x.py", "def _f(): ...\n"),
    (money.no_floats, "finance/rules.py", "fee = amount * 28 // 1000\n"),
    (money.no_floats, "shipping/rules.py", "kg = grams / 1000\n"),
    (money.no_floats_near_rupiah, "shipping/rules.py", "kg = grams / 1000 + round(hours)\n"),
    (money.no_floats_near_rupiah, "orders/rules.py", "each_rp = total_rp // count\n"),
    (money.no_floats_near_rupiah, "komship/lib/money.py", "def percent_number(bp):\n    return a_bp / 100\n"),
    (money.no_floats_near_rupiah, "tests/orders/x.py", "x = total_rp / 2\n"),
]


def case_id(case: object) -> str:
    return getattr(case, "__name__", None) or " ".join(str(case).split())[:40] or "empty"


@pytest.mark.parametrize(("rule", "path", "source"), BAD, ids=case_id)
def test_a_rule_sees_what_breaks_it(rule: Rule, path: str, source: str) -> None:
    assert list(rule(snippet(path, source)))


@pytest.mark.parametrize(("rule", "path", "source"), GOOD, ids=case_id)
def test_a_rule_leaves_good_code_alone(rule: Rule, path: str, source: str) -> None:
    assert not list(rule(snippet(path, source)))


TEMPLATE = PurePosixPath("templates/orders/x.html")


@pytest.mark.parametrize(
    "source",
    [
        "<h1>Pesanan</h1>",
        '<input placeholder="Cari nama">',
        '<a title="Cetak" href="/x">{{ name }}</a>',
        "{% if a %}Dikirim{% endif %}",
        '<input type="submit" value="Simpan">',
        '{% include "components/empty.html" with title="Belum ada" %}',
    ],
)
def test_bare_text_in_a_template_is_seen(source: str) -> None:
    assert list(templates.check(TEMPLATE, source))


@pytest.mark.parametrize(
    "source",
    [
        '<h1>{% translate "Pesanan" %}</h1>',
        "<p>{% blocktranslate %}Kamu punya {{ n }} pesanan{% endblocktranslate %}</p>",
        '<input placeholder="{% translate "Cari" %}" class="form-control">',
        '{% include "components/empty.html" with title=_("Belum ada") %}',
        "{# Parameters: rows #}<td>{{ row.number }} kg</td>",
        "<script>const a = 1</script>",
        '<button name="aksi" value="simpan">{% translate "Simpan" %}</button>',
        '<input type="hidden" name="aksi" value="simpan">',
    ],
)
def test_translated_text_in_a_template_passes(source: str) -> None:
    assert not list(templates.check(TEMPLATE, source))


def test_a_long_template_is_seen() -> None:
    assert list(sizes.check_template(TEMPLATE, "\n" * 151))
    assert not list(sizes.check_template(TEMPLATE, "\n" * 150))


def test_a_service_without_a_test_file_is_seen() -> None:
    service = PurePosixPath("orders/services/place_order.py")
    mirrored = PurePosixPath("tests/orders/services/test_place_order.py")
    private = PurePosixPath("orders/services/_transition.py")
    assert list(mirror.missing_tests([service, private]))
    assert not list(mirror.missing_tests([service, mirrored, private]))


@pytest.mark.parametrize(
    "line", ["see /" + "work/x", "to /" + "tmp/data", "from https://" + "pypi" + ".org/sim" + "ple"]
)
def test_machine_paths_and_registries_are_seen(line: str) -> None:
    assert list(hygiene.check(PurePosixPath("README.md"), line))


@pytest.mark.parametrize("line", ["GET /work-orders", "workflow/tmp", "{% url 'home' %}", "/api/v1/tmp-img"])
def test_ordinary_lines_pass(line: str) -> None:
    assert not list(hygiene.check(PurePosixPath("README.md"), line))


def test_third_party_assets_are_seen() -> None:
    assert list(hygiene.check_name(PurePosixPath("static/js/chart.min.js")))
    assert not list(hygiene.check_name(PurePosixPath("static/js/desk.js")))


@pytest.mark.parametrize(
    "edge", [("accounts", "orders", "x"), ("shipping", "finance", "x"), ("core", "accounts", "x")]
)
def test_an_upward_or_sideways_edge_is_seen(edge: layers.Edge) -> None:
    assert list(layers.upward([edge]))


def test_a_downward_edge_passes() -> None:
    assert not list(
        layers.upward([("orders", "shipping", "x"), ("orders", "orders", "x"), ("orders", "auth", "x")])
    )
