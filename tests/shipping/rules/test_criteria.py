from shipping.rules.criteria import (
    Criterion,
    criteria_of,
    delivery_share_bp,
    island_number,
    matching,
)

JAVA, BALI, PAPUA = 1, 2, 8


def test_includes_and_excludes_pairs() -> None:
    inside = Criterion(origins=(JAVA,), destinations=(JAVA, BALI))
    outside = Criterion(excludes=True, origins=(JAVA,), destinations=(PAPUA,))

    assert inside.holds(JAVA, BALI)
    assert not inside.holds(BALI, JAVA)
    assert outside.holds(JAVA, BALI)
    assert outside.holds(BALI, PAPUA)
    assert not outside.holds(JAVA, PAPUA)


def test_nothing_named_means_everywhere_and_unknown_islands_are_served() -> None:
    assert Criterion().holds(JAVA, PAPUA)
    assert Criterion(destinations=(BALI,)).holds(PAPUA, BALI)
    assert Criterion(destinations=(BALI,)).holds(None, PAPUA)
    assert Criterion(excludes=True).holds(JAVA, None)


def test_first_that_holds_counts() -> None:
    near, far = Criterion(destinations=(JAVA,)), Criterion(delivery_bp=9_000)

    assert matching([near, far], JAVA, JAVA) is near
    assert matching([near, far], JAVA, PAPUA) is far
    assert matching([near], JAVA, PAPUA) is None


def test_rows_and_numbers() -> None:
    criterion = Criterion(excludes=True, origins=(JAVA,), delivery_bp=9_500, return_bp=2_500)

    assert criteria_of([criterion.to_json()]) == [criterion]
    assert island_number("Jawa") == JAVA
    assert island_number("") is None


def test_share_of_the_price() -> None:
    rows = [Criterion(destinations=(BALI,), delivery_bp=9_000).to_json()]

    assert delivery_share_bp([], JAVA, PAPUA) == 10_000
    assert delivery_share_bp(rows, JAVA, BALI) == 9_000
    assert delivery_share_bp(rows, JAVA, PAPUA) is None
