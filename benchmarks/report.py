"""What is printed, and what was missed."""

from dataclasses import dataclass, field

from benchmarks.load import Result


@dataclass
class Report:
    """Lines as they are printed, and the budgets that were missed."""

    missed: list[str] = field(default_factory=list)
    # What rows are compared to, once it is known.
    floor: Result | None = None
    _last: str = ""

    def title(self, text: str) -> None:
        self._last = text
        print(f"\n{text}", flush=True)

    def row(self, name: str, result: Result, *, queries: int | None = None) -> None:
        ratio = f"{result.cpu_ms / self.floor.cpu_ms:6.1f}x" if self.floor else ""
        asked = f"{queries:3d}" if queries is not None else "  -"
        self._last = name
        print(
            f"{name:<46}{result.cpu_ms:8.2f} ms CPU {asked} queries {result.per_s:8.1f}/s"
            f"  p50 {result.p50_ms:7.1f}  p95 {result.p95_ms:7.1f} ms {ratio}",
            flush=True,
        )

    def budget(self, text: str, *, holds: bool) -> None:
        print(f"    {'ok    ' if holds else 'MISSED'} {text}", flush=True)
        if not holds:
            self.missed.append(f"{self._last}: {text}")
