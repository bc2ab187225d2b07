"""Which interpreter the set-up takes."""

import sys
from pathlib import Path

import pytest

from scripts import make_venv


def an_interpreter(path: Path, *, exits: int) -> str:
    path.write_text(f"#!/bin/sh\nexit {exits}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system's own interpreter would be; nothing is there."""
    path = tmp_path / "system-python3"
    monkeypatch.setattr(make_venv, "SYSTEM", str(path))
    return path


def test_the_systems_own_comes_first(system: Path) -> None:
    an_interpreter(system, exits=0)
    assert make_venv.interpreter(None) == str(system)


@pytest.mark.parametrize("is_there", [False, True], ids=["no-system-python", "an-old-one"])
def test_without_it_the_running_one_is_taken(system: Path, is_there: bool) -> None:
    if is_there:
        an_interpreter(system, exits=1)
    assert make_venv.interpreter(None) == sys.executable


def test_a_chosen_one_is_taken_or_none(system: Path, tmp_path: Path) -> None:
    an_interpreter(system, exits=0)
    chosen = an_interpreter(tmp_path / "chosen", exits=0)
    assert make_venv.interpreter(chosen) == chosen
    assert make_venv.interpreter(an_interpreter(tmp_path / "old", exits=1)) is None
    assert make_venv.interpreter(str(tmp_path / "missing")) is None


def test_an_environment_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    marked = an_interpreter(tmp_path / "marked", exits=0)
    monkeypatch.setenv("PYTHON", marked)
    assert make_venv.main() == 0
    folder = tmp_path / make_venv.FOLDER / "bin"
    folder.mkdir(parents=True)
    (folder / "python").touch()
    monkeypatch.setenv("PYTHON", str(tmp_path / "missing"))
    assert make_venv.main() == 0


def test_a_missing_interpreter_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHON", str(tmp_path / "missing"))
    assert make_venv.main() == 1
    assert "Python 3.11 or newer is needed" in capfd.readouterr().err
