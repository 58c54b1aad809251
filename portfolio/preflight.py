"""Says, before Qt can abort the process, whether a window can be opened here, and if not what to do. Stdlib only.

Qt ends the whole process (SIGABRT) when no platform plugin starts, and an import fails when a system library is
missing. So its choice is made here first, in its own order: what QT_QPA_PLATFORM names; or else Wayland if
WAYLAND_DISPLAY or the session type say so, then X11 if DISPLAY is set (QGuiApplication, init_platform, Qt 6.11).
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

# soname: (Debian and Ubuntu, Arch). Fedora and openSUSE install by soname: every RPM provides those of its libraries.
_BASE = {
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libGL.so.1": ("libgl1", "libglvnd"),
    "libEGL.so.1": ("libegl1", "libglvnd"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype2"),
    "libX11.so.6": ("libx11-6", "libx11"),
    "libzstd.so.1": ("libzstd1", "zstd"),
    "libstdc++.so.6": ("libstdc++6", "gcc-libs"),
}
_XCB = {
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libx11"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
}
_WAYLAND = {
    "libwayland-client.so.0": ("libwayland-client0", "wayland"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "wayland"),
}
_PACKAGES = {**_BASE, **_XCB, **_WAYLAND}
# The names that the plugins of PySide6-Essentials answer to; those of the last row draw on the bare screen.
_PLATFORMS = {"xcb", "wayland", "wayland-egl", "wayland-brcm", "offscreen", "minimal", "minimalegl", "vnc"} | {
    "linuxfb", "eglfs", "vkkhrdisplay",
}  # fmt: skip


@dataclass(frozen=True)
class Preflight:
    """What Qt will do here: the platform that it will use, or why it can use none.

    `reason` is "" if a window can be opened, or else a clause without a full stop; `remedy` a whole sentence, which
    ends with a command if there is one; `missing` the sonames of system libraries that are not there.
    """

    platform: str = ""
    reason: str = ""
    remedy: str = ""
    missing: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether a window can be opened."""
        return not self.reason

    def sentence(self) -> str:
        """Why there is no window, and how to get it."""
        return f"Laurel cannot open its window: {self.reason}. {self.remedy}".rstrip()


def check(environ: Mapping[str, str] = os.environ) -> Preflight:
    """What will happen if a window is opened with these environment variables."""
    if not sys.platform.startswith("linux"):
        return Preflight("native")
    outcomes = [_try(platform, environ) for platform in _order(environ)]
    works = next((outcome for outcome in outcomes if outcome.ok), None)
    if works:
        return works
    if not outcomes:
        return _no_display()
    return next((outcome for outcome in outcomes if outcome.missing), outcomes[-1])  # what a command can mend first


def check_offscreen() -> Preflight:
    """Whether Qt can draw into memory here, as the tests do."""
    return check({"QT_QPA_PLATFORM": "offscreen"})


def install_command(sonames: Iterable[str]) -> str:
    """The command that installs those libraries here; "" for no libraries, or if the package manager is not known."""
    from shutil import which

    names = list(sonames)
    if not names:
        return ""
    debian = " ".join(dict.fromkeys(_PACKAGES[name][0] for name in names))
    arch = " ".join(dict.fromkeys(_PACKAGES[name][1] for name in names))
    rpm = " ".join(f"'{name}()(64bit)'" for name in names)
    root = "" if os.geteuid() == 0 else "sudo "
    commands = {
        "apt-get": f"{root}apt-get update && {root}apt-get install -y {debian}",
        "dnf": f"{root}dnf install -y {rpm}",
        "zypper": f"{root}zypper install -y {rpm}",
        "pacman": f"{root}pacman -S --needed {arch}",
    }
    return next((command for tool, command in commands.items() if which(tool)), "")


def _order(environ: Mapping[str, str]) -> list[str]:
    """The platforms in the order in which Qt tries them."""
    chosen = environ.get("QT_QPA_PLATFORM", "")
    if chosen:
        return [part.partition(":")[0] for part in chosen.split(";")]
    wayland = "WAYLAND_DISPLAY" in environ or environ.get("XDG_SESSION_TYPE") == "wayland"
    return ["wayland"] * wayland + ["xcb"] * bool(environ.get("DISPLAY"))


def _try(platform: str, environ: Mapping[str, str]) -> Preflight:
    if platform not in _PLATFORMS:
        return Preflight(
            reason=f"QT_QPA_PLATFORM names {platform!r}, which Qt does not have here",
            remedy="Unset QT_QPA_PLATFORM and start again.",
        )
    if platform.startswith("wayland"):
        return _missing({**_BASE, **_WAYLAND}) or _wayland(environ) or Preflight(platform)
    if platform == "xcb":
        # A display that is not there needs no libraries: what would be installed for it would not help.
        if not environ.get("DISPLAY"):
            return _no_display()
        return _missing({**_BASE, **_XCB}) or _x11(environ["DISPLAY"]) or Preflight(platform)
    return _missing(_BASE) or Preflight(platform)


def _missing(libraries: Iterable[str]) -> Preflight | None:
    names = tuple(name for name in libraries if not _loads(name))
    if not names:
        return None
    few = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    what, those = ("system libraries are", "them") if len(names) > 1 else ("a system library is", "it")
    command = install_command(names)
    remedy = (
        f"Install {those} with: {command}" if command else f"Install the packages of your system that have {those}."
    )
    return Preflight(reason=f"{what} missing ({few})", remedy=remedy, missing=names)


def _loads(soname: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _no_display() -> Preflight:
    reason = "there is no display (neither WAYLAND_DISPLAY nor DISPLAY is set)"
    remedy = "Start it in a desktop session, or over ssh with -X."
    command = install_command(name for name in _BASE if not _loads(name))
    return Preflight(
        reason=reason, remedy=f"{remedy} System libraries are missing as well: {command}" if command else remedy
    )


def _wayland(environ: Mapping[str, str]) -> Preflight | None:
    """None if a compositor answers where the variables say, otherwise what is wrong there."""
    import socket

    if environ.get("WAYLAND_SOCKET"):
        return None  # a connection that whoever started us has opened
    name = environ.get("WAYLAND_DISPLAY") or "wayland-0"
    path = Path(environ.get("XDG_RUNTIME_DIR") or "/") / name
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(3)
            client.connect(str(path))
    except OSError:
        return Preflight(
            reason=f"no Wayland display answers at {path} (WAYLAND_DISPLAY is {name!r})",
            remedy="Start it in a desktop session, or unset WAYLAND_DISPLAY.",
        )
    return None


def _x11(display: str) -> Preflight | None:
    """None if an X server lets us in there, otherwise what is wrong."""
    import ctypes

    dead = Preflight(
        reason=f"the display {display!r} does not answer or does not let this user in (DISPLAY)",
        remedy="Start it in a desktop session, or over ssh with -X.",
    )
    if not _remote_answers(display):
        return dead
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(os.fsencode(display), None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return dead if refused else None


def _remote_answers(display: str) -> bool:
    """False if the display is on another host that is not there: libxcb would wait for it for minutes."""
    import socket

    remote = re.fullmatch(r"(?:tcp/|inet6?/)?\[?([^/\[\]]+)\]?:(\d{1,5})(?:\.\d+)?", display)
    if not remote or remote[1] == "unix":
        return True
    try:
        socket.create_connection((remote[1], 6000 + int(remote[2])), timeout=3).close()
    except (OSError, OverflowError):
        return False
    return True
