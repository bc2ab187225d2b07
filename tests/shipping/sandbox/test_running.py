"""What the sandbox remembers over a restart, and the command that runs it."""

import subprocess
import sys
from pathlib import Path

import pytest
import requests
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import override_settings

from shipping.sandbox.journal import Journal
from shipping.sandbox.parcels import Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from tests.factories.sandbox import dropoff_parcel, jne_of

# ---- memory ------------------------------------------------------------------------------


def test_state_file_survives_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "sandbox.jsonl"
    server = SandboxServer(state=state).start()
    awb = jne_of(server).book(dropoff_parcel()).awb
    server.world.move(server.world.find(awb), MoveOrder(to=Move.DELIVERED))
    requests.post(f"{server.url}/sandbox/time", json={"advance_days": 2}, timeout=5)
    scans = jne_of(server).track(awb).scans
    server.stop()
    again = SandboxServer(state=state).start()
    booked = jne_of(again).book(dropoff_parcel())
    assert (booked.awb, booked.is_existing) == (awb, True)
    assert jne_of(again).track(awb).scans == scans
    assert again.world.find(awb).has_ended
    assert again.world.offset.days == 2
    assert jne_of(again).book(dropoff_parcel(order_number="KOM2")).awb != awb
    again.stop()


def test_half_a_line_after_a_crash_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    path.write_text('{"kind":"clock","offset_s":5}\n{"kind":"clo')
    journal = Journal(path)
    assert list(journal.facts()) == [{"kind": "clock", "offset_s": 5}]
    journal.write(kind="clock", offset_s=7)
    journal.close()
    assert [fact["offset_s"] for fact in Journal(path).facts()] == [5, 7]
    journal.forget()
    assert not path.exists()


def test_without_a_file_nothing_is_written(tmp_path: Path) -> None:
    Journal(None).write(kind="clock")
    assert list(Journal(None).facts()) == []
    assert list(Journal(tmp_path / "absent").facts()) == []


# ---- command -----------------------------------------------------------------------------


def test_command_refuses_production_settings() -> None:
    with (
        override_settings(SETTINGS_MODULE="komship.settings.prod"),
        pytest.raises(CommandError, match="never runs with production"),
    ):
        call_command("run_sandbox", port=0)


def test_command_says_when_the_port_is_taken(sandbox: SandboxServer) -> None:
    with pytest.raises(CommandError, match="cannot be used"):
        call_command("run_sandbox", port=sandbox.server_address[1])


def test_command_serves_until_it_is_interrupted(tmp_path: Path) -> None:
    command = [sys.executable, "-u", "-m", "django", "run_sandbox", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--state", str(tmp_path / "s.jsonl"), "--latency-ms", "1", "--autoplay", "60"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    url = process.stdout.readline().partition(": ")[2].strip()
    stats = requests.get(f"{url}/sandbox/stats", timeout=5).json()
    assert stats["parcels"] == 0
    process.terminate()
    process.wait(timeout=10)
    process.stdout.close()
