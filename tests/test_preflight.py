"""Whether a window can be opened, said before Qt would abort: real sockets, a real X server, the real Qt beside it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio import preflight
from portfolio.preflight import check, install_command
from tests.needs import ROOT

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt always has a display")

OPEN_A_WINDOW = """\
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.show()
application.processEvents()
print(application.platformName())
"""
WITHOUT = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE")


@pytest.fixture(scope="module")
def x_display() -> Iterator[str]:
    """A living X display."""
    reader, writer = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "640x480x24", "-nolisten", "tcp"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(writer)
        with os.fdopen(reader) as told:
            yield f":{told.readline().strip()}"
        server.terminate()


@pytest.fixture
def wayland_socket(tmp_path: Path) -> Iterator[Path]:
    """A socket that somebody listens at, as a compositor would."""
    path = tmp_path / "wayland-7"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen(1)
        yield path


def _environ(**variables: str) -> dict[str, str]:
    return {**{key: value for key, value in os.environ.items() if key not in WITHOUT}, **variables}


def _qt(**variables: str) -> subprocess.CompletedProcess[str]:
    """What the real Qt does with these variables."""
    command = [sys.executable, "-c", OPEN_A_WINDOW]
    return subprocess.run(command, env=_environ(**variables), capture_output=True, text=True, check=False, timeout=60)


def _start(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Laurel itself, started with these variables."""
    command = [sys.executable, "-m", "portfolio", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=_environ(**variables), capture_output=True, text=True, check=False, timeout=60
    )


def _dead_display() -> str:
    """A display number that no server has."""
    return next(f":{number}" for number in range(4000, 5000) if not Path(f"/tmp/.X11-unix/X{number}").exists())


def test_no_display() -> None:
    outcome = check({})
    assert not outcome.ok
    assert "there is no display" in outcome.sentence()
    assert outcome.platform == ""


@pytest.mark.needs("qt")
def test_dead_display_is_a_sentence_where_qt_aborts() -> None:
    display = _dead_display()
    outcome = check({"DISPLAY": display})
    assert not outcome.ok
    assert repr(display) in outcome.reason
    assert not outcome.missing
    assert _qt(DISPLAY=display).returncode == -6


@pytest.mark.needs("qt")
def test_bogus_wayland_display_is_a_sentence_where_qt_aborts(tmp_path: Path) -> None:
    outcome = check({"WAYLAND_DISPLAY": "nobody", "XDG_RUNTIME_DIR": str(tmp_path)})
    assert not outcome.ok
    assert "'nobody'" in outcome.reason or outcome.missing
    assert _qt(WAYLAND_DISPLAY="nobody", XDG_RUNTIME_DIR=str(tmp_path)).returncode == -6


def test_a_wayland_socket_that_nobody_listens_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "_WAYLAND", {})  # this machine may lack the libraries, which come first
    monkeypatch.setattr(preflight, "_BASE", {})
    path = tmp_path / "wayland-0"
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(str(path))
    assert "no Wayland display answers" in check({"WAYLAND_DISPLAY": str(path)}).reason


def test_a_wayland_display(wayland_socket: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "_WAYLAND", {})
    monkeypatch.setattr(preflight, "_BASE", {})
    assert check({"WAYLAND_DISPLAY": str(wayland_socket)}) == preflight.Preflight("wayland")
    assert check({"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(wayland_socket.parent)}).ok
    assert check({"WAYLAND_SOCKET": "5", "XDG_SESSION_TYPE": "wayland"}).ok


@pytest.mark.needs("qt", "xvfb")
def test_a_living_x_display(x_display: str) -> None:
    assert check({"DISPLAY": x_display}) == preflight.Preflight("xcb")
    assert _qt(DISPLAY=x_display).stdout.strip() == "xcb"


@pytest.mark.needs("qt", "xvfb")
@pytest.mark.parametrize("variable", ["WAYLAND_DISPLAY", "XDG_SESSION_TYPE"])
def test_qt_falls_back_from_wayland_to_x(x_display: str, variable: str, tmp_path: Path) -> None:
    variables = {variable: "wayland", "DISPLAY": x_display, "XDG_RUNTIME_DIR": str(tmp_path)}
    assert check(variables) == preflight.Preflight("xcb")
    assert _qt(**variables).stdout.strip() == "xcb"


@pytest.mark.needs("qt", "xvfb")
def test_a_chosen_platform_is_not_fallen_back_from(x_display: str, tmp_path: Path) -> None:
    variables = {"QT_QPA_PLATFORM": "wayland", "DISPLAY": x_display, "XDG_RUNTIME_DIR": str(tmp_path)}
    assert not check(variables).ok
    assert _qt(**variables).returncode == -6
    assert check({**variables, "QT_QPA_PLATFORM": "wayland;xcb"}) == preflight.Preflight("xcb")


@pytest.mark.needs("qt")
def test_a_platform_that_qt_does_not_have() -> None:
    outcome = check({"QT_QPA_PLATFORM": "hologram"})
    assert "'hologram'" in outcome.reason
    assert "Unset QT_QPA_PLATFORM" in outcome.remedy
    assert _qt(QT_QPA_PLATFORM="hologram").returncode == -6


@pytest.mark.needs("qt")
@pytest.mark.parametrize("platform", ["offscreen", "minimal"])
def test_a_platform_without_a_display(platform: str) -> None:
    assert check({"QT_QPA_PLATFORM": platform}) == preflight.Preflight(platform)
    assert _qt(QT_QPA_PLATFORM=platform).stdout.strip() == platform


def test_another_host_that_is_not_there_is_not_waited_for() -> None:
    # 192.0.2.0/24 is nobody's (RFC 5737); left to itself libxcb waits for minutes.
    assert "does not answer" in (preflight._x11("192.0.2.1:0") or preflight.Preflight()).reason
    assert not preflight._remote_answers("127.0.0.1:4999")
    assert preflight._remote_answers(":0")
    assert preflight._remote_answers("unix:0")


def test_missing_libraries_come_with_the_command_that_installs_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(preflight, "_XCB", {"libxcb-nowhere.so.9": ("libxcb-nowhere9", "xcb-nowhere")})
    monkeypatch.setattr(preflight, "_PACKAGES", preflight._XCB)
    monkeypatch.setattr(preflight, "_BASE", {})
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    commands = {
        "apt-get": "sudo apt-get update && sudo apt-get install -y libxcb-nowhere9",
        "dnf": "sudo dnf install -y 'libxcb-nowhere.so.9()(64bit)'",
        "zypper": "sudo zypper install -y 'libxcb-nowhere.so.9()(64bit)'",
        "pacman": "sudo pacman -S --needed xcb-nowhere",
    }
    for tool, command in commands.items():
        folder = tmp_path / tool
        folder.mkdir()
        (folder / tool).write_text("#!/bin/sh\n", "utf-8")
        (folder / tool).chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))
        outcome = check({"DISPLAY": ":0"})
        assert outcome.missing == ("libxcb-nowhere.so.9",)
        assert outcome.sentence() == (
            "Laurel cannot open its window: a system library is missing (libxcb-nowhere.so.9). "
            f"Install it with: {command}"
        )
    monkeypatch.setenv("PATH", str(tmp_path))
    assert install_command(["libxcb-nowhere.so.9"]) == ""
    assert "packages of your system" in check({"DISPLAY": ":0"}).remedy


def test_ci_installs_every_debian_package_that_is_named_here() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    always_there = {"libc6", "libstdc++6", "libzstd1", "libfreetype6", "libx11-6", "libxcb1"}  # or pulled in by others
    named = {names[0] for names in {**preflight._BASE, **preflight._XCB}.values()}
    assert not {name for name in named - always_there if name not in script.split()}


def test_start_without_a_display_says_why_and_gives_3() -> None:
    done = _start()
    assert done.returncode == 3
    assert done.stderr.startswith("Laurel cannot open its window: there is no display")
    assert done.stdout == ""


def test_nothing_of_qt_is_loaded_by_looking() -> None:
    code = "import sys; from portfolio import preflight; preflight.check(); print('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
