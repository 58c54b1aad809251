"""The private environment: made once, mended when interrupted, never half-made. Real processes, no network."""

from __future__ import annotations

import ast
import base64
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from portfolio import bootstrap
from tests.needs import ROOT

# Outside this environment, as a user's Python is.
PYTHON = str(getattr(sys, "_base_executable", sys.executable))
PROGRAM = """\
import sys
from portfolio.bootstrap import ensure
ensure(*sys.argv[1].split(","))
import importlib.metadata
print(sys.prefix)
print(sorted(d.name for d in importlib.metadata.distributions() if d.name.startswith("laurel-test")))
print(sys.argv[2:], sys.flags.dev_mode)
"""


@dataclass
class Checkout:
    """A project folder with a program of three lines, and an index of packages that is a folder."""

    root: Path
    index: Path
    home: Path
    settings: dict[str, str] = field(default_factory=dict)

    def lock(self, name: str, *packages: str, spoil: bool = False) -> None:
        """Writes requirements/NAME.txt for these packages (name==version) of the index."""
        lines = []
        for package in packages:
            digest = hashlib.sha256(_wheel(self.index, *package.split("==")).read_bytes()).hexdigest()
            lines.append(f"{package} --hash=sha256:{digest[::-1] if spoil else digest}\n")
        (self.root / "requirements" / f"{name}.txt").write_text("".join(lines), "utf-8")

    def command(self, names: str, *arguments: str) -> list[str]:
        return [PYTHON, "-X", "dev", "program.py", names, *arguments]

    def environ(self) -> dict[str, str]:
        """No network, no cache, no home of the developer's."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "COVERAGE_", "PYTHON"))}
        offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.index), "PIP_CONFIG_FILE": os.devnull}
        places = {"XDG_CACHE_HOME": str(self.home / "cache"), "LOCALAPPDATA": str(self.home / "cache")}
        return {**kept, **offline, **places, **self.settings}

    def run(self, names: str = "run", *arguments: str) -> subprocess.CompletedProcess[str]:
        command = self.command(names, *arguments)
        return subprocess.run(
            command, cwd=self.root, env=self.environ(), capture_output=True, text=True, check=False, timeout=120
        )


def _wheel(folder: Path, name: str, version: str) -> Path:
    """A package of one module, as a wheel."""
    stem = name.replace("-", "_")
    path = folder / f"{stem}-{version}-py3-none-any.whl"
    info = f"{stem}-{version}.dist-info"
    files = {
        f"{stem}.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    sums = {at: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()) for at, text in files.items()}
    record = [f"{at},sha256={sums[at].decode().rstrip('=')},{len(text)}" for at, text in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,"]) + "\n"
    with zipfile.ZipFile(path, "w") as wheel:
        for at, text in files.items():
            wheel.writestr(at, text)
    return path


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    made = Checkout(tmp_path / "a checkout", tmp_path / "index", tmp_path / "home")
    for folder in (made.root / "portfolio", made.root / "requirements", made.index, made.home):
        folder.mkdir(parents=True)
    shutil.copy(ROOT / "portfolio" / "bootstrap.py", made.root / "portfolio")
    (made.root / "program.py").write_text(PROGRAM, "utf-8")
    made.lock("run", "laurel-test-run==1.0")
    made.lock("dev", "laurel-test-dev==1.0")
    return made


def test_first_run_makes_the_environment_and_second_run_only_uses_it(checkout: Checkout) -> None:
    first = checkout.run("run", "one two", "--three")
    assert first.returncode == 0, first.stderr
    prefix, packages, arguments = first.stdout.splitlines()
    assert Path(prefix) == checkout.root / ".venv"
    assert packages == "['laurel-test-run']"
    assert arguments == "['one two', '--three'] True"  # the interpreter's own options come along
    assert "making a private environment" in first.stderr

    began = time.monotonic()
    second = checkout.run("run", "one two", "--three")
    assert (second.returncode, second.stdout, second.stderr) == (0, first.stdout, "")
    assert time.monotonic() - began < 2


def test_dev_is_added_on_top_of_run(checkout: Checkout) -> None:
    assert checkout.run("run").returncode == 0
    made = (checkout.root / ".venv" / "pyvenv.cfg").stat().st_mtime_ns
    both = checkout.run("run,dev")
    assert both.stdout.splitlines()[1] == "['laurel-test-dev', 'laurel-test-run']", both.stderr
    assert checkout.run("run").stderr == ""
    assert (checkout.root / ".venv" / "pyvenv.cfg").stat().st_mtime_ns == made


def test_another_lock_file_makes_it_anew_without_what_is_gone(checkout: Checkout) -> None:
    checkout.lock("run", "laurel-test-run==1.0", "laurel-test-old==1.0")
    assert checkout.run("run").stdout.splitlines()[1] == "['laurel-test-old', 'laurel-test-run']"
    checkout.lock("run", "laurel-test-run==2.0")
    again = checkout.run("run")
    assert again.stdout.splitlines()[1] == "['laurel-test-run']", again.stderr


def test_empty_lock_file(checkout: Checkout) -> None:
    checkout.lock("run")
    done = checkout.run("run")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1] == "[]"


def test_offline_is_a_sentence_and_the_next_start_sets_up(checkout: Checkout) -> None:
    # A port that nobody listens at refuses at once, as a network that is not there does after a while.
    checkout.settings = {
        "PIP_NO_INDEX": "0",
        "PIP_FIND_LINKS": "",
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "1",
    }
    offline = checkout.run("run")
    assert offline.returncode == 1
    assert "package index cannot be reached" in offline.stderr
    assert "Traceback" not in offline.stderr
    assert offline.stdout == ""
    checkout.settings = {}
    assert checkout.run("run").stdout.splitlines()[1] == "['laurel-test-run']"


def test_a_package_that_is_not_the_locked_one_is_refused(checkout: Checkout) -> None:
    checkout.lock("run", "laurel-test-run==1.0", spoil=True)
    done = checkout.run("run")
    assert done.returncode == 1
    assert "not the one that Laurel's lock file names" in done.stderr
    assert not list(checkout.root.glob(".venv/**/laurel_test_run.py"))


def test_failing_to_add_dev_leaves_the_program_working(checkout: Checkout) -> None:
    assert checkout.run("run").returncode == 0
    checkout.lock("dev", "laurel-test-dev==1.0", spoil=True)
    assert checkout.run("run,dev").returncode == 1
    again = checkout.run("run")
    assert (again.returncode, again.stderr) == (0, "")
    checkout.lock("dev", "laurel-test-dev==1.0")
    mended = checkout.run("run,dev")
    assert mended.returncode == 0, mended.stderr
    assert "making a private environment" not in mended.stderr


def test_a_package_without_a_hash_is_refused(checkout: Checkout) -> None:
    lock = checkout.root / "requirements" / "run.txt"
    lock.write_text(lock.read_text("utf-8").partition(" --hash")[0], "utf-8")
    done = checkout.run("run")
    assert done.returncode == 1
    assert "hash" in done.stderr.lower()


@pytest.mark.needs("posix")
@pytest.mark.parametrize("stage", ["bin/python", ".laurel/run.begun"])
def test_killed_while_setting_up_is_mended(checkout: Checkout, stage: str) -> None:
    with subprocess.Popen(
        checkout.command("run"), cwd=checkout.root, env=checkout.environ(), stderr=subprocess.PIPE, process_group=0
    ) as process:
        deadline = time.monotonic() + 60
        while not (checkout.root / ".venv" / stage).exists():
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.002)
        os.killpg(process.pid, signal.SIGKILL)
    assert not (checkout.root / ".venv" / ".laurel" / "run").exists()
    mended = checkout.run("run")
    assert mended.returncode == 0, mended.stderr
    assert mended.stdout.splitlines()[1] == "['laurel-test-run']"
    assert checkout.run("run").stderr == ""


def test_what_an_interrupted_setup_left_is_never_taken_for_done(checkout: Checkout) -> None:
    assert checkout.run("run").returncode == 0
    state = checkout.root / ".venv" / ".laurel"
    (state / "run.begun").touch()  # as if the power had failed after the stamp of an earlier time
    next(checkout.root.glob(".venv/**/laurel_test_run.py")).unlink()
    assert "making a private environment" in checkout.run("run").stderr
    assert list(checkout.root.glob(".venv/**/laurel_test_run.py"))


def test_two_at_the_same_time_set_up_once(checkout: Checkout) -> None:
    environ = checkout.environ()
    processes = [
        subprocess.Popen(
            checkout.command("run"), cwd=checkout.root, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    outputs = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    assert all(b"['laurel-test-run']" in out for out, _ in outputs)
    assert sum(b"making a private environment" in told for _, told in outputs) == 1


def test_an_environment_that_somebody_else_made_is_left_alone(checkout: Checkout) -> None:
    theirs = checkout.root / ".venv"
    theirs.mkdir()
    (theirs / "pyvenv.cfg").write_text("theirs", "utf-8")
    done = checkout.run("run")
    assert done.returncode == 0, done.stderr
    assert str(checkout.home / "cache") in done.stdout.splitlines()[0]
    assert sorted(theirs.iterdir()) == [theirs / "pyvenv.cfg"]
    assert checkout.run("run").stderr == ""


@pytest.mark.needs("posix")
def test_a_folder_that_cannot_be_written_uses_the_cache(checkout: Checkout) -> None:
    (checkout.root / ".venv").write_text("no folder can be made here, for root neither", "utf-8")
    done = checkout.run("run")
    assert done.returncode == 0, done.stderr
    assert str(checkout.home / "cache") in done.stdout.splitlines()[0]
    (checkout.home / "cache").rename(checkout.home / "gone")
    (checkout.home / "cache").write_text("nor here", "utf-8")
    neither = checkout.run("run")
    assert neither.returncode == 1
    assert re.search(r"can write neither to .*\.venv nor to .*cache", neither.stderr)


def test_python_that_has_gone_is_noticed(checkout: Checkout) -> None:
    assert checkout.run("run").returncode == 0
    python = checkout.root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python.unlink()
    assert checkout.run("run").returncode == 0


@pytest.mark.parametrize("version", [(3, 8, 18, "final", 0), (3, 10, 1, "final", 0), (3, 15, 0, "final", 0)])
def test_another_python_gets_one_sentence(version: tuple[object, ...]) -> None:
    code = f"import sys; sys.version_info = {version!r}; import portfolio.bootstrap"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Laurel needs Python 3.11, 3.12, 3.13 or 3.14; this is Python 3.{version[1]}.")
    assert done.stderr.count("\n") == 1


def test_what_an_old_python_must_read_has_no_new_grammar() -> None:
    for path in (
        "main.py",
        "portfolio/__init__.py",
        "portfolio/bootstrap.py",
        "tests/__init__.py",
        "tests/__main__.py",
    ):
        ast.parse((ROOT / path).read_text("utf-8"), feature_version=(3, 7))
    # Python 3.6 takes this line for a syntax error.
    assert "from __future__ import annotations" not in (ROOT / "portfolio" / "bootstrap.py").read_text("utf-8")


def test_only_the_standard_library_is_imported_before_the_environment_is_there() -> None:
    code = (
        "import sys; before = set(sys.modules); import portfolio.bootstrap, portfolio.preflight;"
        "print(sorted({m.partition('.')[0] for m in set(sys.modules) - before} - sys.stdlib_module_names))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['portfolio']"


def test_the_lock_names_no_host_and_pins_all_by_hash() -> None:
    pinned: dict[str, str] = {}
    for name in ("run", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        assert "://" not in text
        entries = re.findall(r"^(\S+)==(\S+)(.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
        assert len(entries) > 10
        for package, version, rest in entries:
            assert "--hash=sha256:" in rest, package
            assert pinned.setdefault(package, version) == version, f"{package} differs between run.txt and dev.txt"


def test_explanations_name_the_cause() -> None:
    told = [
        "Collecting x\n",
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n",
    ]
    assert "disk is full" in bootstrap._explain(told)
    assert "no build" in bootstrap._explain(["ERROR: No matching distribution found for x==1\n"])
    assert bootstrap._explain(["ERROR: something else\n"]).endswith("(pip: ERROR: something else)")
    assert "said nothing" in bootstrap._explain([])
