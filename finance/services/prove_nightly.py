from datetime import datetime, time, timedelta

from finance.models import ProofRun
from finance.services.prove_ledger import prove_ledger
from komship.lib import clock

# When few parcels move. The books of the day before are closed then.
NIGHT_AT = time(2, 0)


def prove_nightly() -> int:
    """Prove the books once a night, from two o'clock in Jakarta on; returns how many proofs were made.

    A night that beat or the workers slept through is made up for as soon as they are back. Asked twice
    at once it proves twice, which harms nothing.
    """
    began = _night_began()
    if ProofRun.objects.filter(is_nightly=True, started_at__gte=began).exists():
        return 0
    prove_ledger(is_nightly=True)
    return 1


def _night_began() -> datetime:
    tonight = clock.wib_moment(clock.today(), NIGHT_AT)
    return tonight if clock.now() >= tonight else tonight - timedelta(days=1)
