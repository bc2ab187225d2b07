import pytest
from django_otp.plugins.otp_static.models import StaticToken

from accounts.errors import (
    NoSecondFactor,
    OwnSecondFactor,
    SecondFactorCompulsory,
    SecondFactorMissing,
    TooManyTries,
    WrongCode,
)
from accounts.models import AccessToken, User
from accounts.selectors.second_factor import backup_codes_left, has_second_factor, needs_second_factor
from accounts.services import (
    begin_second_factor,
    confirm_second_factor,
    open_session,
    release_second_factor,
    remove_second_factor,
    renew_backup_codes,
    use_second_factor,
)
from accounts.services._issue_token import Device
from accounts.services._wrong_tries import PER_ACCOUNT_AND_ADDRESS
from komship.core.audit import SYSTEM, Actor
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput
from tests.factories.codes import wrong_code
from tests.factories.second_factor import app_code, set_up

HERE = "10.0.0.1"


def test_secret_stays_the_same_until_it_is_confirmed(siti: User) -> None:
    first = begin_second_factor(siti)
    assert begin_second_factor(siti) == first
    assert first.secret in first.uri
    assert not has_second_factor(siti.pk)


def test_wrong_code_switches_nothing_on(siti: User) -> None:
    begin_second_factor(siti)
    for code in (wrong_code(app_code(siti)), "", "abcdef", "12345"):
        with pytest.raises(WrongCode):
            confirm_second_factor(siti, code, ip=HERE, actor=SYSTEM)
    assert not has_second_factor(siti.pk)
    assert not StaticToken.objects.exists()


def test_nothing_to_confirm(siti: User) -> None:
    with pytest.raises(SecondFactorMissing):
        confirm_second_factor(siti, "123456", ip=HERE, actor=SYSTEM)


def test_no_code_works_twice(siti: User) -> None:
    set_up(siti)
    with pytest.raises(WrongCode):
        use_second_factor(siti, app_code(siti), ip=HERE)
    code = app_code(siti, steps=1)
    use_second_factor(siti, f" {code[:3]} {code[3:]} ", ip=HERE)
    with pytest.raises(WrongCode):
        use_second_factor(siti, code, ip=HERE)


def test_backup_codes_work_once_each_and_for_their_owner(siti: User, rina: User) -> None:
    codes, hers = set_up(siti), set_up(rina)
    assert len(set(codes)) == 10
    use_second_factor(siti, codes[0].upper(), ip=HERE)
    for code in (codes[0], hers[1], "", "x" * 8, "12345678"):
        with pytest.raises(WrongCode):
            use_second_factor(siti, code, ip="10.0.0.2")
    assert (backup_codes_left(siti.pk), backup_codes_left(rina.pk)) == (9, 10)


def test_guesses_are_limited_and_the_sign_in_is_not_touched(siti: User) -> None:
    set_up(siti)
    wrong = wrong_code(app_code(siti, steps=1))
    for _ in range(PER_ACCOUNT_AND_ADDRESS):
        with pytest.raises(WrongCode):
            use_second_factor(siti, wrong, ip=HERE)
    with pytest.raises(TooManyTries):
        use_second_factor(siti, app_code(siti, steps=1), ip=HERE)
    use_second_factor(siti, app_code(siti, steps=1), ip="10.0.0.2")


def test_new_backup_codes_end_the_old_ones(siti: User) -> None:
    with pytest.raises(SecondFactorMissing):
        renew_backup_codes(siti, "123456", ip=HERE, actor=SYSTEM)
    old = set_up(siti)
    new = renew_backup_codes(siti, old[0], ip=HERE, actor=SYSTEM)
    assert not set(old) & set(new)
    with pytest.raises(WrongCode):
        use_second_factor(siti, old[1], ip=HERE)


def test_sellers_may_go_back_and_operators_may_not(siti: User, wati: User) -> None:
    codes = set_up(siti)
    with pytest.raises(WrongCode):
        remove_second_factor(siti, "000000", ip=HERE, actor=SYSTEM)
    remove_second_factor(siti, codes[0], ip=HERE, actor=SYSTEM)
    assert (has_second_factor(siti.pk), needs_second_factor(siti), backup_codes_left(siti.pk)) == (
        False,
        False,
        0,
    )
    assert needs_second_factor(wati)
    with pytest.raises(SecondFactorCompulsory):
        remove_second_factor(wati, set_up(wati)[0], ip=HERE, actor=SYSTEM)


def by(user: User) -> Actor:
    return Actor(user_id=user.pk, label=user.username, channel="admin")


def test_a_lost_phone_is_released_by_somebody_else(wati: User, dewi: User) -> None:
    set_up(wati)
    set_up(dewi)
    open_session(wati, Device(ip=HERE))
    release_second_factor(wati.pk, reason=" Sudah ditelepon ", actor=by(dewi))
    assert not has_second_factor(wati.pk)
    assert backup_codes_left(wati.pk) == 0
    assert not AccessToken.objects.filter(user=wati).exists()
    entry = AuditEntry.objects.get(action="second_factor.released")
    assert (entry.user_id, entry.reason) == (dewi.pk, "Sudah ditelepon")
    assert has_second_factor(dewi.pk)
    set_up(wati)
    assert has_second_factor(wati.pk)


def test_what_is_not_released(wati: User, siti: User) -> None:
    set_up(wati)
    with pytest.raises(InvalidInput):
        release_second_factor(wati.pk, reason="  ", actor=SYSTEM)
    with pytest.raises(OwnSecondFactor):
        release_second_factor(wati.pk, reason="HP hilang", actor=by(wati))
    with pytest.raises(NoSecondFactor):
        release_second_factor(siti.pk, reason="HP hilang", actor=by(wati))
    assert has_second_factor(wati.pk)
    assert not AuditEntry.objects.filter(action="second_factor.released").exists()
