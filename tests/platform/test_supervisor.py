"""The supervisor: restarts, orderly ends, and no process left behind."""

import io
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from komship.embedded import supervisor as supervising
from komship.embedded.supervisor import Child, Supervisor
from komship.settings.environment import ROOT

PATIENCE_S = 20.0


def python(code: str) -> list[str]:
    return [sys.executable, "-u", "-c", code]


SLEEPER = python("import time; print('up'); time.sleep(60)")


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A zombie waits for its new parent to be noticed; it runs nothing any more.
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def play(supervisor: Supervisor, steps: Callable[[], None]) -> None:
    """Run the supervisor while `steps` happen in another thread, then stop it.

    The supervisor itself needs the main thread: only there may signals be handled.
    """
    failures: list[BaseException] = []

    def act() -> None:
        try:
            steps()
        except BaseException as error:
            failures.append(error)
        finally:
            supervisor.stop()

    actor = threading.Thread(target=act)
    actor.start()
    supervisor.run()
    actor.join()
    if failures:
        raise failures[0]


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervising, "FIRST_PAUSE_S", 0.05)


def pid_of(folder: Path, name: str) -> int:
    file = folder / f"{name}.pid"
    wait_for(lambda: file.exists() and file.read_text().strip() != "")
    return int(file.read_text())


def test_a_killed_child_comes_back(tmp_path: Path) -> None:
    out = io.StringIO()
    supervisor = Supervisor([Child("one", SLEEPER), Child("two", SLEEPER)], pid_folder=tmp_path, out=out)

    def steps() -> None:
        first, other = pid_of(tmp_path, "one"), pid_of(tmp_path, "two")
        wait_for(lambda: out.getvalue().count("up") == 2)
        os.kill(first, signal.SIGKILL)
        wait_for(lambda: out.getvalue().count("one | up") == 2)
        assert pid_of(tmp_path, "one") != first
        assert pid_of(tmp_path, "two") == other

    play(supervisor, steps)
    assert "one | ended with SIGKILL; starts again in 0.05 s" in out.getvalue()
    assert not list(tmp_path.glob("*.pid"))


def test_pauses_grow_while_a_child_keeps_failing(tmp_path: Path) -> None:
    out = io.StringIO()
    supervisor = Supervisor([Child("bad", python("raise SystemExit(3)"))], pid_folder=tmp_path, out=out)
    play(supervisor, lambda: wait_for(lambda: out.getvalue().count("ended with code 3") >= 3))
    pauses = [float(text) for text in re.findall(r"again in ([\d.]+) s", out.getvalue())]
    assert pauses[:3] == [0.05, 0.1, 0.2]


def test_a_healthy_life_resets_the_pause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervising, "HEALTHY_AFTER_S", 0.0)
    out = io.StringIO()
    supervisor = Supervisor([Child("bad", python("raise SystemExit(3)"))], pid_folder=tmp_path, out=out)
    play(supervisor, lambda: wait_for(lambda: out.getvalue().count("ended with code 3") >= 3))
    assert set(re.findall(r"again in ([\d.]+) s", out.getvalue())) == {"0.05"}


def test_children_may_finish_their_work(tmp_path: Path) -> None:
    out = io.StringIO()
    code = (
        "import signal, sys, time\n"
        "def end(*_): time.sleep(0.3); print('finished'); sys.exit()\n"
        "signal.signal(signal.SIGTERM, end); print('up'); time.sleep(60)"
    )
    supervisor = Supervisor([Child("slow", python(code))], pid_folder=tmp_path, out=out)
    play(supervisor, lambda: wait_for(lambda: "up" in out.getvalue()))
    assert "slow | finished" in out.getvalue()
    assert "starts again" not in out.getvalue()


def test_a_child_that_ignores_the_request_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervising, "STOP_WITHIN_S", 0.2)
    code = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up'); time.sleep(60)"
    out = io.StringIO()
    supervisor = Supervisor([Child("deaf", python(code))], pid_folder=tmp_path, out=out)
    pids: list[int] = []

    def steps() -> None:
        wait_for(lambda: "up" in out.getvalue())
        pids.append(pid_of(tmp_path, "deaf"))

    play(supervisor, steps)
    assert not alive(pids[0])


def test_children_of_a_killed_child_go_with_it(tmp_path: Path) -> None:
    code = (
        "import subprocess, sys, time\n"
        "print('grandchild', subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid)\n"
        "time.sleep(60)"
    )
    out = io.StringIO()
    supervisor = Supervisor([Child("master", python(code))], pid_folder=tmp_path, out=out)

    def steps() -> None:
        wait_for(lambda: bool(re.search(r"grandchild \d+\n", out.getvalue())))
        grandchild = int(re.findall(r"grandchild (\d+)", out.getvalue())[0])
        os.kill(pid_of(tmp_path, "master"), signal.SIGKILL)
        wait_for(lambda: not alive(grandchild))

    play(supervisor, steps)


def test_children_get_their_environment_and_no_input(tmp_path: Path) -> None:
    code = "import os, sys, time; print(os.environ['COLOUR'], repr(sys.stdin.read())); time.sleep(60)"
    out = io.StringIO()
    child = Child("env", python(code), {"COLOUR": "blue"})
    play(
        Supervisor([child], pid_folder=tmp_path, out=out),
        lambda: wait_for(lambda: "env | blue ''" in out.getvalue()),
    )


def test_long_lines_do_not_stop_the_output(tmp_path: Path) -> None:
    code = "import time; print('x' * 3_000_000); print('after'); time.sleep(60)"
    out = io.StringIO()
    supervisor = Supervisor([Child("loud", python(code))], pid_folder=tmp_path, out=out)
    play(supervisor, lambda: wait_for(lambda: "loud | after" in out.getvalue()))
    assert "too long to show" in out.getvalue()


SCRIPT = """
import sys
from pathlib import Path
from komship.embedded.supervisor import Child, Supervisor
argv = [sys.executable, "-u", "-c", "import time; print('up'); time.sleep(60)"]
Supervisor([Child("one", argv), Child("two", argv)], pid_folder=Path(sys.argv[1])).run()
print("orderly end")
"""


def start_apart(folder: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", SCRIPT, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    seen = "".join(process.stdout.readline() for _ in range(2))
    assert "one | up" in seen
    assert "two | up" in seen
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_stops_all(tmp_path: Path, number: signal.Signals) -> None:
    process = start_apart(tmp_path)
    pids = [pid_of(tmp_path, "one"), pid_of(tmp_path, "two")]
    process.send_signal(number)
    out, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    assert out.endswith("orderly end\n")
    assert not any(alive(pid) for pid in pids)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent died")
def test_a_killed_supervisor_takes_its_children_along(tmp_path: Path) -> None:
    process = start_apart(tmp_path)
    pids = [pid_of(tmp_path, "one"), pid_of(tmp_path, "two")]
    process.kill()
    process.communicate(timeout=PATIENCE_S)
    wait_for(lambda: not any(alive(pid) for pid in pids))
