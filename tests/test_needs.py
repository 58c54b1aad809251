"""How the tests behave: what they leave out they say, `--all` forbids it, and the core's coverage has a floor."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import ROOT

SAMPLE = """\
import pytest

def test_plain(): pass

@pytest.mark.needs({needs})
def test_that_needs(): pass
"""


def _pytest(folder: Path, *needs: str, options: tuple[str, ...] = ()) -> tuple[int, list[str]]:
    """The exit status and the lines of a run of two tests, one of them with these needs.

    They run in a project of their own, where no program is found and no corpus is beside it.
    """
    project = folder / "beside" / "project"
    for name in ("portfolio/__init__.py", "portfolio/preflight.py", "tests/__init__.py", "tests/needs.py",
                 "tests/conftest.py", "pyproject.toml"):  # fmt: skip
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, project / name)
    (project / "tests" / "test_sample.py").write_text(SAMPLE.format(needs=", ".join(map(repr, needs))), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options],
        cwd=project,
        env={**os.environ, "PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).splitlines()


def test_what_is_left_out_is_told_before_and_after(tmp_path: Path) -> None:
    status, lines = _pytest(tmp_path, "qpdf")
    assert status == 0
    told = [number for number, line in enumerate(lines) if line.startswith("1 test for want of qpdf (checks")]
    ran = next(number for number, line in enumerate(lines) if line.startswith("tests/test_sample.py .s"))
    assert [number < ran for number in told] == [True, False]
    assert "1 passed, 1 skipped" in lines[-1]


def test_all_forbids_it_before_anything_runs(tmp_path: Path) -> None:
    status, lines = _pytest(tmp_path, "qpdf", "java", options=("--all",))
    assert status == 1
    assert "no tests ran" in "\n".join(lines)
    assert any(line.startswith("1 test for want of java") for line in lines)


def test_all_forbids_nothing_that_is_there(tmp_path: Path) -> None:
    status, lines = _pytest(tmp_path, options=("--all",))
    assert status == 0
    assert "2 passed" in lines[-1]
    assert not any("LEFT OUT" in line for line in lines)


def test_all_only_counts_the_corpus(tmp_path: Path) -> None:
    status, lines = _pytest(tmp_path, "corpus", options=("--all",))
    assert status == 0
    assert any(line.startswith("1 test for want of corpus") for line in lines)


def test_a_need_that_nobody_knows_is_an_error(tmp_path: Path) -> None:
    status, lines = _pytest(tmp_path, "qpfd")
    assert status == pytest.ExitCode.USAGE_ERROR
    assert any("needs qpfd, unknown to tests/needs.py" in line for line in lines)


GATE = """\
import sys
from pathlib import Path
import pytest
from tests.coverage_gate import CoverageGate
root = Path(sys.argv[1])
gate = CoverageGate(root)
gate.begin()
sys.path.insert(0, str(root))
sys.exit(pytest.main(["-p", "no:cacheprovider", "--rootdir", str(root), str(root)], plugins=[gate]))
"""


@pytest.mark.parametrize(
    ("core", "test", "status", "closing"),
    [
        ("def f(x):\n    return 1 if x else 2\n", "assert f(0) + f(1) == 3", 0, "1 passed"),
        ("def f(x):\n    if x:\n        return 1\n    return 2\n", "assert f(1) == 1", 1, "1 failed, 1 passed"),
        ("", "", 0, "1 passed"),
    ],
)
def test_coverage_under_the_floor_fails_the_run(
    core: str, test: str, status: int, closing: str, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text(
        "[tool.coverage.run]\nbranch = true\nparallel = true\ndisable_warnings = ['no-data-collected']\n"
        "[tool.coverage.report]\nfail_under = 95\n",
        "utf-8",
    )
    if core:
        (tmp_path / "portfolio" / "core").mkdir(parents=True)
        (tmp_path / "portfolio" / "core" / "covered.py").write_text(core, "utf-8")
        test = (
            f"import sys; sys.path.insert(0, {str(tmp_path / 'portfolio' / 'core')!r}); from covered import f; {test}"
        )
    (tmp_path / "test_sample.py").write_text(f"def test_sample():\n    {test or 'pass'}\n", "utf-8")
    outside = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-c", GATE, str(tmp_path)], cwd=ROOT, env=outside, capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stdout + done.stderr
    assert closing in done.stdout.splitlines()[-1]
    assert ("under the floor of 95 %" in done.stdout) == bool(status)
