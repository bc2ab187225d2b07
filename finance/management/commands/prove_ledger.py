import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from finance.models import ProofFinding
from finance.selectors.balance_sheet import BalanceSheet, balance_sheet
from finance.selectors.proof.seals import unsealed_entries
from finance.services import prove_ledger
from komship.lib.errors import InvalidInput
from komship.lib.money import rupiah


class Command(BaseCommand):
    help = "Prove the books: every rule is asked of every row. Exits 1 when one is broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head",
            action="append",
            default=[],
            metavar="NUMBER:DIGEST",
            help="a head of the chain that was kept elsewhere and must still be in it (repeatable)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = prove_ledger(known_heads=options["head"])
        except InvalidInput as refused:
            raise CommandError(str(refused)) from refused
        for finding in run.findings.all():
            self._write_finding(finding)
        self._write_sheet(balance_sheet())
        self.stdout.write(
            f"\n{run.entries} entries, {run.postings} postings, {run.parcels} parcels"
            f" in {run.elapsed_ms} ms; {unsealed_entries()} entries not sealed yet"
        )
        self.stdout.write(f"head of the chain: {run.seal_head or 'none'}")
        self.stdout.write("The books are right." if run.is_true else "THE BOOKS ARE NOT RIGHT.")
        if not run.is_true:
            sys.exit(1)

    def _write_finding(self, finding: ProofFinding) -> None:
        verdict = "BROKEN" if finding.broken else "ok"
        self.stdout.write(f"{verdict:7} {finding.elapsed_ms:6} ms  {finding.rule}")
        if finding.broken:
            self.stdout.write(f"{'':19}{finding.broken} offenders, the first:")
            for offender in finding.offenders:
                self.stdout.write(f"{'':19}- {offender}")

    def _write_sheet(self, sheet: BalanceSheet) -> None:
        for title, lines, total_rp in (
            ("Assets", sheet.assets, sheet.assets_rp),
            ("Liabilities and equity", sheet.claims, sheet.claims_rp),
        ):
            self.stdout.write(f"\n{title:<40}{rupiah(total_rp):>24}")
            for line in lines:
                self.stdout.write(f"  {line.label:<38}{rupiah(line.amount_rp):>24}")
