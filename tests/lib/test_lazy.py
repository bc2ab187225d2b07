import importlib
import subprocess
import sys
from types import ModuleType

import pytest

from komship.lib.lazy import lazy

WORKER = """
import sys, komship.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
seldom = {"openpyxl", "PIL", "rapidfuzz", "segno", "unittest"}
print(sorted({"komship", "orders", *seldom} & set(sys.modules)))
print([name for name in sys.modules if name.startswith("reportlab.pdfgen")])
"""


def test_a_module_is_loaded_when_the_first_of_its_names_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    load = importlib.import_module

    def noted(name: str) -> ModuleType:
        asked.append(name)
        return load(name)

    monkeypatch.setattr(importlib, "import_module", noted)
    colours = lazy("colorsys")
    assert asked == []
    assert colours.rgb_to_hsv(1, 1, 1) == (0.0, 0.0, 1)
    assert colours.rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)
    assert asked == ["colorsys"]


def test_a_name_that_is_not_there_is_an_ordinary_error() -> None:
    with pytest.raises(AttributeError, match="no_such_colour"):
        _ = lazy("colorsys").no_such_colour


def test_a_web_worker_starts_without_libraries_it_seldom_needs() -> None:
    shown = subprocess.run([sys.executable, "-c", WORKER], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines() == ["['komship', 'orders']", "[]"]
