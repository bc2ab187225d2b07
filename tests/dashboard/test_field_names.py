"""The ops panel speaks Bahasa: every column it may show has a word."""

import pytest
from django.contrib import admin
from django.db.models import Field
from django.utils.translation import gettext, override

from komship.dashboard.field_names import FIELD_NAMES, has_no_word

OURS = (
    "komship.", "accounts.", "products.", "orders.", "shipping.", "finance.", "tickets.", "notifications.",
)  # fmt: skip


def shown_fields() -> dict[str, "Field[object, object]"]:
    """Columns of the models the panel lists, and of those that stand inside them."""
    models = {
        *admin.site._registry,
        *(line.model for one in admin.site._registry.values() for line in one.inlines),
    }
    return {
        f"{model._meta.label}.{field.name}": field
        for model in models
        if model.__module__.startswith(OURS)
        for field in model._meta.local_fields
        if not field.auto_created
    }


def test_every_column_of_the_panel_has_a_word() -> None:
    without = [name for name, field in shown_fields().items() if has_no_word(field)]
    assert [name for name in without if name.rpartition(".")[2] not in FIELD_NAMES] == []
    assert without, "the words are used"


def test_no_word_is_left_over() -> None:
    used = {field.name for field in shown_fields().values() if has_no_word(field)}
    assert FIELD_NAMES.keys() - used == set()


@pytest.mark.parametrize(
    ("column", "word"),
    [("core.Job.finished_at", "selesai"), ("shipping.UnknownCode.times_seen", "berapa kali")],
)
def test_the_word_of_the_model_goes_first(column: str, word: str) -> None:
    assert str(shown_fields()[column].verbose_name) == word


def test_every_list_of_ours_has_a_word() -> None:
    """Without one Django makes an English one of the class's name."""
    english = [
        model._meta.label
        for model in admin.site._registry
        if model.__module__.startswith(OURS)
        and str(model._meta.verbose_name).replace(" ", "") == model.__name__.lower()
    ]
    assert english == []


@pytest.mark.parametrize("text", ["Filters", "Type to search", "Select all rows"])
def test_the_theme_speaks_bahasa(text: str) -> None:
    with override("id"):
        assert gettext(text) != text
