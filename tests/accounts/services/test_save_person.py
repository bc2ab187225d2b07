from datetime import date

import pytest

from accounts.models import User
from accounts.services.save_person import PersonInput, save_person
from accounts.states import Gender
from komship.lib.errors import InvalidInput


def test_what_she_says_is_kept(siti: User) -> None:
    data = PersonInput(full_name=" Siti  Aminah ", gender=Gender.FEMALE, birth_on=date(1995, 12, 31))
    save_person(data, user_id=siti.pk)
    siti.refresh_from_db()
    assert (siti.full_name, siti.gender, siti.birth_on) == ("Siti Aminah", "female", date(1995, 12, 31))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("full_name", " "),
        ("full_name", "a" * 121),
        ("address_line", "a" * 256),
        ("birth_on", date(1899, 12, 31)),
        ("birth_on", date(2999, 1, 1)),
        ("gender", "x"),
        ("marital_status", "x"),
    ],
)
def test_refused_at_its_field(siti: User, field: str, value: object) -> None:
    values: dict[str, object] = {"full_name": "Siti"} | {field: value}
    with pytest.raises(InvalidInput) as refused:
        save_person(PersonInput(**values), user_id=siti.pk)  # type: ignore[arg-type]
    assert list(refused.value.fields) == [field]
