"""The ledger to look at: entries with their lines, accounts, sellers' bank accounts."""

import functools
from collections.abc import Callable, Iterable
from typing import Any, cast

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from accounts.admin import LookOnly, ReadOnlyAdmin
from finance.models import Account, BankAccount, Entry, Posting
from komship.lib.money import rupiah

MOST_COUNTED = 10_000


class BoundedPaginator(Paginator[Any]):
    """Counts no further than people page: the ledger has millions of rows."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        return rows.order_by()[:MOST_COUNTED].count() if isinstance(rows, QuerySet) else len(rows)


class InRupiah:
    """Amounts are written as people read them, on the page of a row and in the lines below it."""

    model: type[models.Model]

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[Any]:
        # Without a list of its own Django names amounts twice: as columns, and as what is only read.
        return list(dict.fromkeys(self.in_words(super().get_fields(request, obj))))  # type: ignore[misc]

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[Any]:
        names = [field.name for field in self.model._meta.concrete_fields if field.name.endswith("_rp")]
        return [*super().get_readonly_fields(request, obj), *self.in_words(names)]  # type: ignore[misc]

    def in_words(self, names: Iterable[Any]) -> list[Any]:
        return [
            _in_rupiah(self.model, name) if isinstance(name, str) and name.endswith("_rp") else name
            for name in names
        ]


class MoneyAdmin(InRupiah, ReadOnlyAdmin):
    """Rows with amounts, far too many to count."""

    paginator = BoundedPaginator

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return self.in_words(super().get_list_display(request))


@functools.cache
def _in_rupiah(model: type[models.Model], name: str) -> Callable[[models.Model], str]:
    field = cast("models.Field[Any, Any]", model._meta.get_field(name))

    @admin.display(description=field.verbose_name, ordering=name)
    def amount(row: models.Model) -> str:
        amount_rp: int | None = getattr(row, name)
        return "-" if amount_rp is None else rupiah(amount_rp)

    return amount


class PostingInline(InRupiah, LookOnly, TabularInline):
    model = Posting
    fields = ("account", "amount_rp", "balance_after_rp")
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Posting]:
        rows: QuerySet[Posting] = super().get_queryset(request)
        return rows.select_related("account").order_by("id")


@admin.register(Entry)
class EntryAdmin(MoneyAdmin):
    list_display = ("id", "posted_at", "kind", "reference", "actor", "memo", "reverses_id")
    list_filter = ("kind",)
    search_fields = ("=reference", "=idempotency_key")
    ordering = ("-id",)
    inlines = (PostingInline,)


@admin.register(Account)
class AccountAdmin(MoneyAdmin):
    list_display = ("code", "kind", "holder", "balance_rp", "may_go_negative", "lines")
    list_filter = ("kind",)
    list_select_related = ("holder",)
    search_fields = ("code", "holder__name")
    ordering = ("id",)

    @admin.display(description=_("baris"))
    def lines(self, row: Account) -> str:
        url = reverse("admin:finance_posting_changelist")
        return format_html('<a href="{}?account={}">{}</a>', url, row.code, gettext("Lihat"))


@admin.register(BankAccount)
class BankAccountAdmin(MoneyAdmin):
    list_display = ("id", "partner", "bank_name", "account_no", "account_name", "is_default", "deleted_at")
    list_select_related = ("partner",)
    search_fields = ("partner__name", "=account_no", "account_name")
