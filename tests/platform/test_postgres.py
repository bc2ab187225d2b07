"""Which statements a connection keeps ready."""

import pytest
from django.db import connection, models
from django.db.models import F, Sum

from accounts.models import User
from komship.postgres.base import depends_on_whose
from komship.settings.databases import PREPARED_AFTER


def kept() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return {row[0] for row in cursor.fetchall()}


def ask_often(question: models.QuerySet[User]) -> str:
    for _ in range(PREPARED_AFTER + 1):
        list(question.all())
    return str(question.query).partition(" WHERE ")[0]


@pytest.mark.django_db
def test_what_finds_rows_by_a_key_is_planned_once() -> None:
    asked = ask_often(User.objects.filter(username="kept-ready").only("pk"))
    assert any(statement.startswith(asked) for statement in kept())


@pytest.mark.django_db
def test_a_page_is_planned_for_whoever_asks() -> None:
    asked = ask_often(User.objects.filter(username="never-kept").only("pk", "email").order_by("-pk")[:50])
    assert not any(statement.startswith(asked) for statement in kept())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "depends"),
    [
        (User.objects.filter(pk=1), False),
        (User.objects.filter(pk=1).order_by("pk")[:1], False),
        (User.objects.filter(pk=1)[:21], False),
        (User.objects.order_by("-pk")[:1], True),
        (User.objects.order_by("pk")[50:100], True),
        (User.objects.values("is_staff").annotate(all=Sum("pk")), True),
    ],
)
def test_pages_and_sums_depend_on_whose_rows_they_are(question: models.QuerySet[User], depends: bool) -> None:
    assert depends_on_whose(str(question.query)) is depends


@pytest.mark.django_db
def test_a_product_of_small_numbers_fits() -> None:
    """Sent as smallint it would not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s * %s", [30_000, 30_000])
        assert cursor.fetchone() == (900_000_000,)


@pytest.mark.django_db
def test_numbers_of_columns_keep_their_own_size() -> None:
    assert not User.objects.annotate(double=F("pk") * 2).filter(double=-2).exists()


@pytest.mark.django_db
def test_a_number_beyond_every_column_is_still_a_number() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s > 1", [10**30])
        assert cursor.fetchone() == (True,)
