"""Measures the core's branch coverage during a whole run and fails the run when it is under the floor.

The floor, and what is measured, are in pyproject.toml. As a plugin it needs no second run, and its verdict comes before
pytest's closing line.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import coverage
import pytest
from coverage.exceptions import NoDataError

ROOT = Path(__file__).resolve().parents[1]


class CoverageGate:
    """A pytest plugin; `begin` must be called before anything that is to be measured is imported."""

    def __init__(self, root: Path = ROOT) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="laurel-coverage-")
        self._coverage = coverage.Coverage(
            data_file=str(Path(self._folder.name) / "data"),
            config_file=str(root / "pyproject.toml"),
            # Absolute, because tests start processes in other folders.
            source=[str(root / "portfolio" / "core")],
        )
        self._table = ""
        self._verdict = ""

    def begin(self) -> None:
        """Starts to measure, in this process and in those that it will start."""
        self._coverage.start()

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Adds up, and turns a run that passed into one that failed if the sum is under the floor."""
        self._coverage.stop()
        self._coverage.save()
        self._coverage.combine()
        self._judge(float(self._coverage.get_option("report:fail_under") or 0))  # type: ignore[arg-type]
        self._folder.cleanup()
        if self._verdict and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _judge(self, floor: float) -> None:
        out = io.StringIO()
        try:
            total = self._coverage.report(file=out)
        except NoDataError:
            return  # nothing of the core is there yet
        self._table = out.getvalue()
        if total < floor:
            self._verdict = f"branch coverage of portfolio/core is {total:.1f} %, under the floor of {floor:g} %"

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Shows the table, and counts a floor not reached as one more failure in the closing line."""
        terminalreporter.section("coverage of the core")
        terminalreporter.write_line(self._table.rstrip() or "nothing was measured")
        if not self._verdict:
            return
        failure = pytest.TestReport(
            nodeid="pyproject.toml::coverage",
            location=("pyproject.toml", None, "coverage"),
            keywords={},
            outcome="failed",
            longrepr=self._verdict,
            when="call",
        )
        terminalreporter.stats.setdefault("failed", []).append(failure)
        terminalreporter.write_line(self._verdict, red=True, bold=True)
