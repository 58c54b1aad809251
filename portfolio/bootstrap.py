"""Makes the private environment that Laurel runs in, and runs the program in it. Standard library only.

The file must stay readable for Python 3.6, or an old Python meets a SyntaxError instead of a sentence. What is kept
in the environment's own folder `.laurel`: `lock`, held while somebody sets up; `NAME.begun` while the packages of
requirements/NAME.txt are being installed; `NAME`, the digest of what is installed, written last. So what was
interrupted is never taken for done. Packages are checked against the hashes of the lock and never built here.
"""

import sys

OLDEST, NEWEST = (3, 11), (3, 14)


def _python_problem() -> str:
    """The sentence for a Python that Laurel does not run on; "" for one that it does."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return ""
    from shutil import which

    found = [name for name in ("python3.14", "python3.13", "python3.12", "python3.11") if which(name)]
    hint = " Start it with %s." % found[0] if found else ""  # noqa: UP031 - as old as it gets
    here = "%d.%d" % sys.version_info[:2]  # noqa: UP031
    return "Laurel needs Python 3.11, 3.12, 3.13 or 3.14; this is Python %s.%s" % (here, hint)  # noqa: UP031


if _python_problem():
    sys.exit(_python_problem())

import contextlib
import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WINDOWS = os.name == "nt"
_STARTED_FOR = "LAUREL_STARTED_IN"


class SetupError(Exception):
    """The environment cannot be made: a whole sentence or two, what was wrong and what to do."""


def ensure(*names: str, root: Path = ROOT) -> None:
    """Returns inside an environment that has the packages of requirements/NAME.txt for each name.

    From outside it, the program is started again with the Python of that environment, and this call does not return.
    Leaves with status 1 and a sentence on stderr if the environment cannot be made.
    """
    came_from = os.environ.pop(_STARTED_FOR, "")
    try:
        place = _prepare(names, root)
        if _inside(place):
            return
        if came_from == str(place):
            raise SetupError(f"The environment in {place} does not work. Remove that folder and start again.")
        status = _start_again(place)
    except SetupError as problem:
        sys.exit(str(problem))
    except (OSError, RuntimeError) as problem:  # RuntimeError: nobody's home is known
        sys.exit(f"Laurel could not set itself up: {problem}.")
    except KeyboardInterrupt:
        say("stopped; the next start sets up what is missing")
        status = 130
    sys.exit(status)


def say(line: str) -> None:
    """Tells on stderr what is being done: stdout belongs to the program."""
    print(f"[setup] {line}", file=sys.stderr, flush=True)


def _prepare(names: Sequence[str], root: Path) -> Path:
    """The folder of the environment, made or completed if need be."""
    wanted = {name: _digest(root / "requirements" / f"{name}.txt") for name in names}
    places = [root / ".venv", _cache_folder() / f"environment-{hashlib.sha256(bytes(root)).hexdigest()[:12]}"]
    for place in places:
        if _ready(place, wanted):
            return place
    for place in places:
        if _usable(place):
            with _locked(place) as lock:
                if not _ready(place, wanted):
                    _complete(place, wanted, root, lock)
            return place
    raise SetupError(f"Laurel can write neither to {places[0]} nor to {places[1]}. Make one of them writable.")


def _digest(requirements: Path) -> str:
    """What an environment is recognised by: the lock file and the Python that it was made for."""
    python = f"{sys.implementation.cache_tag} {sys.platform} {sys.maxsize}"
    return hashlib.sha256(requirements.read_bytes() + python.encode()).hexdigest()


def _cache_folder() -> Path:
    if WINDOWS:
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "laurel" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "laurel"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "laurel"


def _python(place: Path) -> Path:
    return place / "Scripts" / "python.exe" if WINDOWS else place / "bin" / "python"


def _inside(place: Path) -> bool:
    return Path(sys.prefix).resolve() == place.resolve()


def _ready(place: Path, wanted: dict[str, str]) -> bool:
    """Whether every wanted set of packages is there, whole, for this Python; its Python may have been uninstalled."""
    state = place / ".laurel"
    return _python(place).exists() and all(
        not (state / f"{name}.begun").exists() and _read(state / name) == digest for name, digest in wanted.items()
    )


def _read(stamp: Path) -> str:
    try:
        return stamp.read_text("ascii")
    except (OSError, ValueError):
        return ""


def _usable(place: Path) -> bool:
    """Whether an environment of ours can be here. One that somebody else made is left alone."""
    if not WINDOWS and os.pathsep in str(place):
        return False  # venv refuses: such a folder cannot be named in PATH
    try:
        if place.exists() and any(place.iterdir()) and not (place / ".laurel").is_dir():
            say(f"{place} was not made by Laurel and is left alone")
            return False
        (place / ".laurel").mkdir(parents=True, exist_ok=True)
        (place / ".laurel" / "lock").open("ab").close()
    except OSError:
        return False
    return True


@contextlib.contextmanager
def _locked(place: Path) -> Iterator[int]:
    """Holds the environment for this process alone, waiting for another that is setting it up."""
    with (place / ".laurel" / "lock").open("r+b") as handle:
        if not _lock(handle.fileno(), wait=False):
            say("another Laurel is setting up; waiting for it")
            _lock(handle.fileno(), wait=True)
        yield handle.fileno()


if sys.platform == "win32":

    def _lock(handle: int, wait: bool) -> bool:
        import msvcrt
        import time

        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
                return True
            except OSError:
                if not wait:
                    return False
                time.sleep(0.3)

else:

    def _lock(handle: int, wait: bool) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


def _complete(place: Path, wanted: dict[str, str], root: Path, lock: int) -> None:
    """Adds what is missing; starts from nothing if what is there is for another lock file or was interrupted."""
    missing = [name for name in wanted if not _ready(place, {name: wanted[name]})]
    if any(_stale(place / ".laurel", name) for name in missing) or not _python(place).exists():
        if _inside(place):
            outside = f"{getattr(sys, '_base_executable', 'python3')} {' '.join(sys.orig_argv[1:])}"
            raise SetupError(f"The environment in {place} is out of date. Run this outside it: {outside}")
        _create(place)
        missing = list(wanted)
    pip = _pip(place)
    for name in missing:
        _install(pip, place / ".laurel", name, root, lock)
        (place / ".laurel" / name).write_text(wanted[name], "ascii")
        (place / ".laurel" / f"{name}.begun").unlink()
    say("ready")


def _stale(state: Path, name: str) -> bool:
    return (state / name).exists() or (state / f"{name}.begun").exists()


def _create(place: Path) -> None:
    import shutil
    import venv

    say(f"making a private environment in {place} (once)")
    for entry in [*place.iterdir(), *(place / ".laurel").iterdir()]:
        if entry.is_dir() and not entry.is_symlink():
            if entry.name != ".laurel":
                shutil.rmtree(entry)
        elif entry.name != "lock":
            entry.unlink()
    # No pip inside: it may be the part of Python that the system has left out, and the one outside serves as well.
    venv.EnvBuilder(with_pip=False, symlinks=not WINDOWS, prompt="laurel").create(place)


def _pip(place: Path) -> list[str]:
    """The command of a pip that installs into the environment: one from outside it, or else Python's own copy."""
    import re
    import subprocess

    for python in dict.fromkeys([sys.executable, getattr(sys, "_base_executable", sys.executable)]):
        told = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, text=True, check=False)
        version = re.match(r"pip (\d+)\.(\d+)", told.stdout)
        if version and (int(version[1]), int(version[2])) >= (22, 3):  # the first with --python
            return [python, "-m", "pip", "--python", str(_python(place))]
    own = [str(_python(place)), "-m"]
    if subprocess.run([*own, "ensurepip", "--default-pip"], capture_output=True, check=False).returncode == 0:
        return [*own, "pip"]
    raise SetupError(
        "Python has no pip here, which Laurel needs once to set itself up. Install it "
        "(Debian and Ubuntu: sudo apt-get install python3-venv; Fedora: sudo dnf install python3-pip; "
        "Arch: sudo pacman -S python-pip; openSUSE: sudo zypper install python3-pip) and start again."
    )


def _install(pip: list[str], state: Path, name: str, root: Path, lock: int) -> None:
    """Installs requirements/NAME.txt. The mark that it has begun stays only if this process is killed.

    pip fails before it changes anything or takes back what it did, so an orderly failure leaves what was there whole.
    """
    import subprocess

    say(f"installing {'what Laurel runs on' if name == 'run' else 'what the tests need'}")
    begun = state / f"{name}.begun"
    begun.touch()
    options = ["--no-input", "--disable-pip-version-check", "--no-warn-script-location", "--progress-bar=off"]
    locked = ["--only-binary=:all:", "--require-hashes", "-r", str(root / "requirements" / f"{name}.txt")]
    elsewhere = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_QUIET", "PYTHONHOME", "PYTHONPATH")
    settings = {key: value for key, value in os.environ.items() if key not in elsewhere}
    with subprocess.Popen(
        [*pip, "install", *options, *locked],
        env={**settings, "PIP_USER": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        # If only this process is killed, pip keeps the lock, and nobody clears the folder under its hands.
        pass_fds=() if WINDOWS else (lock,),
    ) as process:
        assert process.stdout is not None
        told = [line for line in process.stdout if _relay(line)]
    if process.returncode:
        begun.unlink()
        raise SetupError(_explain(told))


def _relay(line: str) -> bool:
    """Shows the download that has begun, which may take a while; always true."""
    words = line.split()
    if len(words) == 4 and words[0] == "Downloading" and words[2].startswith("("):  # its name (6.6 MB)
        say(f"downloading {words[1].rpartition('/')[2].partition('-')[0]} {words[2]} {words[3]}")
    elif "WARNING: Retrying" in line:
        say("the package index does not answer; trying again")
    return True


_CAUSES = (
    (("No space left on device",), "The disk is full. Free about 500 MB and start again."),
    (
        ("DO NOT MATCH THE HASHES",),
        (
            "A package is not the one that Laurel's lock file names, so it was not installed. "
            "Something between this computer and the package index changes files; try another network."
        ),
    ),
    (
        ("Retrying", "Could not fetch URL", "ConnectionError", "Connection refused", "Network is unreachable",
         "ProxyError", "SSLError", "Temporary failure in name resolution", "getaddrinfo failed", "timed out"),
        (
            "The package index cannot be reached, and Laurel has to download its parts once. "
            "Check the connection and the proxy, and start again."
        ),
    ),
    (
        ("No matching distribution found", "Could not find a version"),
        "The package index has no build of one of Laurel's parts for this system and this Python.",
    ),
)  # fmt: skip


def _explain(told: Sequence[str]) -> str:
    """pip's output as a sentence of ours, with its own last error below."""
    text = "".join(told)
    sentence = next((said for marks, said in _CAUSES if any(mark in text for mark in marks)), "pip failed.")
    errors = [line.strip() for line in told if line.startswith("ERROR")] or [line.strip() for line in told[-3:]]
    return f"Laurel could not be set up. {sentence}\n(pip: {errors[-1] if errors else 'said nothing'})"


def _start_again(place: Path) -> int:
    """Runs the same command with the environment's Python. Returns only on Windows, which has no exec."""
    command = [str(_python(place)), *sys.orig_argv[1:]]
    os.environ.pop("__PYVENV_LAUNCHER__", None)  # macOS: it would lead the new Python back to the old one
    os.environ[_STARTED_FOR] = str(place)
    sys.stdout.flush()
    sys.stderr.flush()
    if not WINDOWS:
        os.execv(command[0], command)
    import signal
    import subprocess

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program; this process waits for its answer
    return subprocess.call(command)
