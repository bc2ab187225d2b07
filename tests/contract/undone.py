"""Blocks whose changes never last, so that one arrangement serves many tries."""

from django.db import transaction

from tests.contract.snapshots import KNOWN


class Undone(transaction.Atomic):
    """Always rolls back and, as the transactions of Django's TestCase do, hides from `durable`."""

    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)

    def __enter__(self) -> None:
        self._from_testcase = True
        self._moment = KNOWN.moment()
        super().__enter__()

    def __exit__(self, *failure: object) -> None:
        transaction.set_rollback(True)
        super().__exit__(*failure)  # type: ignore[arg-type]
        KNOWN.go_back(self._moment)


class Complaints:
    """Collects what failed in a row of tries, so that one failure does not hide the next."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def about(self, label: str) -> "_Try":
        return _Try(self, label)

    def demand_none(self) -> None:
        assert not self.found, "\n\n".join(self.found)


class _Try(Undone):
    def __init__(self, complaints: Complaints, label: str) -> None:
        super().__init__()
        self._complaints, self._label = complaints, label

    def __exit__(self, kind: object = None, error: object = None, trace: object = None) -> bool:  # type: ignore[override]
        super().__exit__(kind, error, trace)
        if isinstance(error, AssertionError):
            self._complaints.found.append(f"{self._label}: {error}")
            return True
        return False
