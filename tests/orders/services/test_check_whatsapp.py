from collections.abc import Iterator

import pytest

from orders import ports
from orders.services.check_whatsapp import check_whatsapp


@pytest.fixture
def nobody_can_tell() -> Iterator[None]:
    known = list(ports._lookups)
    ports._lookups.clear()
    yield
    ports._lookups[:] = known


@pytest.mark.usefixtures("nobody_can_tell")
class TestWithoutAProvider:
    def test_a_mobile_number_counts_as_reachable(self) -> None:
        assert check_whatsapp("81234567890")
        assert check_whatsapp("+62 812-3456-7890")

    def test_landlines_and_nonsense_do_not(self) -> None:
        assert not check_whatsapp("021 2345 6789")
        assert not check_whatsapp("812")
        assert not check_whatsapp("delapan satu dua")


@pytest.mark.usefixtures("nobody_can_tell")
class TestWithAProvider:
    def test_its_word_counts(self) -> None:
        asked: list[str] = []

        def look(phone: str) -> bool:
            asked.append(phone)
            return phone == "622123456789"

        ports.provide_whatsapp_lookup(look)
        assert not check_whatsapp("0812 3456 7890")
        assert check_whatsapp("021 2345 6789")
        assert not check_whatsapp("812")
        assert asked == ["6281234567890", "622123456789"]

    def test_unless_it_cannot_tell(self) -> None:
        ports.provide_whatsapp_lookup(lambda phone: None)
        assert check_whatsapp("081234567890")
        assert not check_whatsapp("02123456789")
