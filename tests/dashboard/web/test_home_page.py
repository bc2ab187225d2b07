from datetime import UTC, date, datetime

import pytest

from finance.selectors.balances import FiveNumbers, ParcelExpectations
from komship.dashboard.selectors.home import FirstSteps, WaitingParcels
from komship.dashboard.web import home_page
from komship.lib import clock
from orders.selectors.counts import DayOfOrders, OrderCounts


def counts(problems: int = 0, **statuses: int) -> OrderCounts:
    return OrderCounts(by_status=statuses, problems=problems)


def money(available_rp: int = 0, pending_rp: int = 0, on_problem_rp: int = 0) -> FiveNumbers:
    parcels = ParcelExpectations(pending_rp, on_problem_rp, expected_return_cost_rp=0)
    return FiveNumbers(available_rp, held_rp=0, withdrawing_rp=0, parcels=parcels)


@pytest.mark.parametrize(
    ("utc_hour", "words"),
    [
        (20, "Selamat pagi"),
        (3, "Selamat pagi"),
        (4, "Selamat siang"),
        (8, "Selamat sore"),
        (11, "Selamat malam"),
    ],
)
def test_greetings_follow_the_jakarta_clock(utc_hour: int, words: str) -> None:
    with clock.pretend(datetime(2026, 11, 20, utc_hour, 30, tzinfo=UTC)):
        assert home_page.greeting() == words


class TestCards:
    def test_each_number_links_to_its_rows(self) -> None:
        cards = home_page.order_cards(counts(problems=2, created=57, shipped=280), with_money=True)
        assert [(card.value, card.url) for card in cards] == [
            ("57", "/pesanan/?tab=created"),
            ("2", "/pesanan/?tab=problem"),
        ]
        assert [card.tone for card in cards] == ["info", "warning"]

    def test_no_problem_is_no_warning(self) -> None:
        assert home_page.order_cards(counts(), with_money=True)[1].tone == "neutral"

    def test_who_sees_no_money_sees_more_of_the_parcels(self) -> None:
        cards = home_page.order_cards(counts(packing=4, shipped=5), with_money=False)
        assert [card.value for card in cards] == ["0", "4", "5", "0"]

    def test_money(self) -> None:
        available, pending = home_page.money_cards(money(150_000, 70_000), counts(shipped=3))
        assert (available.value, available.tone) == ("Rp 150.000", "success")
        assert "Rp\N{NO-BREAK SPACE}150.000" in available.hint
        assert (pending.value, pending.hint) == ("Rp 70.000", "3 paket di jalan")

    def test_debts_are_red_and_parcels_may_be_unknown(self) -> None:
        available, pending = home_page.money_cards(money(-5_000), None)
        assert (available.value, available.tone) == ("-Rp 5.000", "danger")
        assert pending.hint == ""


class TestTodos:
    def test_nothing_to_do(self) -> None:
        assert home_page.todos(counts(shipped=9, delivered=9), money(), WaitingParcels()) == []

    def test_the_most_urgent_comes_first(self) -> None:
        orders = counts(problems=1, created=2, packing=3, booking=4)
        todos = home_page.todos(orders, None, WaitingParcels(5, 6))
        assert [todo.title for todo in todos] == [
            "1 paket terkendala",
            "5 paket lama tidak bergerak",
            "6 retur belum dicek",
            "2 pesanan perlu pickup",
            "3 paket menunggu kurir",
            "4 resi sedang dipastikan",
        ]
        assert all(todo.url for todo in todos)

    def test_problems_say_what_is_at_stake(self) -> None:
        (todo,) = home_page.todos(counts(problems=1), money(on_problem_rp=250_000), WaitingParcels())
        assert "Rp\N{NO-BREAK SPACE}250.000" in todo.text
        (todo,) = home_page.todos(counts(problems=1), money(), WaitingParcels())
        assert "Rp" not in todo.text


def test_steps_know_what_is_done() -> None:
    done = FirstSteps(has_warehouse=True, has_product=False, has_order=False, has_pickup=False)
    assert [step.done for step in home_page.steps(done)] == [True, False, False, False]
    assert home_page.steps(done)[2].url == "/pesanan/baru/"


class TestTrend:
    def test_sums_and_rows(self) -> None:
        days = [DayOfOrders(date(2026, 11, 20), 3, 300_000), DayOfOrders(date(2026, 11, 21), 2, 150_000)]
        trend = home_page.trend(days)
        assert (trend["orders"], trend["total_rp"], trend["today"].orders) == (5, 450_000, 2)
        assert trend["data"]["labels"] == ["20 Nov", "21 Nov"]
        assert trend["data"]["rows"][0] == ["20 Nov", "3", "Rp 300.000"]
        assert not trend["is_empty"]

    def test_a_month_without_orders(self) -> None:
        assert home_page.trend([DayOfOrders(date(2026, 11, 21), 0, 0)])["is_empty"]
