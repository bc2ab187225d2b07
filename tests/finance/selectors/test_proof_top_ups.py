import pytest

from accounts.models import Partner
from finance.models import TopUp
from finance.selectors.proof.asking import ask as ask_rule
from finance.selectors.proof.top_ups import CREDITED
from shipping.sandbox.server import SandboxServer
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.top_up import ask, paid
from tests.factories.top_up import gateway as gateway


@pytest.mark.parametrize(
    "fault", [{"status": "expired"}, {"paid_rp": 49_999}, {"number": "TUX"}, {"partner": "rina"}]
)
def test_each_fault_is_found(
    gateway: SandboxServer,
    siti_partner: Partner,
    rina_partner: Partner,
    plants_faults: None,
    fault: dict[str, object],
) -> None:
    top_up = paid(gateway, siti_partner)
    ask(siti_partner)
    assert ask_rule(CREDITED).is_true
    values = {name: rina_partner if value == "rina" else value for name, value in fault.items()}

    TopUp.objects.filter(pk=top_up.pk).update(**values)

    assert ask_rule(CREDITED).offenders == (values.get("number", top_up.number),)
