from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.states import Gender, MaritalStatus
from komship.core.audit import Actor, record
from komship.lib import clock
from komship.lib.errors import InvalidInput
from komship.lib.text import fold_spaces

LONGEST_NAME, LONGEST_ADDRESS = 120, 255


@dataclass(frozen=True, kw_only=True)
class PersonInput:
    """What a person says about herself. Username, e-mail and phone change elsewhere, with a proof."""

    full_name: str
    gender: str = Gender.UNKNOWN
    marital_status: str = MaritalStatus.UNKNOWN
    birth_on: date | None = None
    address_line: str = ""


def save_person(data: PersonInput, *, user_id: int, actor: Actor | None = None) -> None:
    """Store a person's own data. Raises InvalidInput (with `fields`)."""
    values = asdict(data) | {
        "full_name": fold_spaces(data.full_name),
        "address_line": fold_spaces(data.address_line),
    }
    problems: dict[str, list[str]] = {}
    if not 1 <= len(str(values["full_name"])) <= LONGEST_NAME:
        problems["full_name"] = [_("Isi nama, paling banyak %(limit)d karakter.") % {"limit": LONGEST_NAME}]
    if len(str(values["address_line"])) > LONGEST_ADDRESS:
        problems["address_line"] = [_("Paling banyak %(limit)d karakter.") % {"limit": LONGEST_ADDRESS}]
    if data.birth_on is not None and not date(1900, 1, 1) <= data.birth_on <= clock.today():
        problems["birth_on"] = [_("Tanggal lahir tidak masuk akal.")]
    if data.gender not in Gender.values:
        problems["gender"] = [_("Pilih dari daftar.")]
    if data.marital_status not in MaritalStatus.values:
        problems["marital_status"] = [_("Pilih dari daftar.")]
    if problems:
        raise InvalidInput(next(iter(problems.values()))[0], fields=problems)
    with transaction.atomic():
        User.objects.filter(pk=user_id).update(**values)
        shown = {name: str(value or "") for name, value in values.items()}
        record("person.saved", f"accounts.user:{user_id}", actor=actor, change=(None, shown))
