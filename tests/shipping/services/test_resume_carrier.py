import pytest
from django.core.management import call_command

from komship.core.models import AuditEntry
from shipping.selectors.carrier_lines import interrupted_lines
from shipping.services import resume_carrier
from shipping.services._breaker import pause_carrier

pytestmark = pytest.mark.django_db


def test_every_line_is_open_again_and_somebody_did_it() -> None:
    pause_carrier("jne", seconds=300, reason="login refused")

    resume_carrier("jne", actor=None)

    assert interrupted_lines() == []
    assert AuditEntry.objects.get().target_key == "jne"


def test_command_lists_and_resumes(capsys: pytest.CaptureFixture[str]) -> None:
    pause_carrier("kiriminaja", seconds=300, reason="login refused")

    call_command("courier_lines")
    listed = capsys.readouterr().out
    call_command("courier_lines", resume="kiriminaja")

    assert listed.count("login refused") == 3
    assert capsys.readouterr().out == "Every line works.\n"
