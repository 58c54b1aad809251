"""What all tests share: no display, no home, and nothing left out in silence."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import hypothesis
import pytest

from tests.needs import NEEDS, report

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# One seed for everybody: a property that fails for one fails for all. HYPOTHESIS_PROFILE=search looks further.
hypothesis.settings.register_profile("same", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.register_profile("search", deadline=None, max_examples=2000, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

UI = Path(__file__).parent / "ui"
_left_out = pytest.StashKey[dict[str, int]]()
_home = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Adds `--all`; knows pytest-qt's settings also where that plugin cannot be loaded."""
    parser.addoption("--all", action="store_true", help="fail before running if a test would be left out")
    if not pluginmanager.has_plugin("pytest-qt"):
        parser.addini("qt_api", "unused: pytest-qt is not loaded")
        parser.addini("qt_log_level_fail", "unused: pytest-qt is not loaded")


def pytest_configure(config: pytest.Config) -> None:
    """Gives the run an empty home for its data and settings: no test may meet the developer's own library."""
    home = config.stash[_home] = tempfile.TemporaryDirectory(prefix="laurel-tests-")
    config.add_cleanup(home.cleanup)
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        os.environ[variable] = str(Path(home.name) / variable.lower())
    config.stash[_left_out] = {}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leaves the window's tests out where Qt cannot be imported: they would be errors, not failures."""
    return True if UI in (collection_path, *collection_path.parents) and NEEDS["qt"].absent else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks what cannot run here as skipped, with the reason."""
    for item in items:
        names = {str(name) for mark in item.iter_markers("needs") for name in mark.args}
        unknown = names - NEEDS.keys()
        if unknown:
            raise pytest.UsageError(f"{item.nodeid} needs {', '.join(sorted(unknown))}, unknown to tests/needs.py.")
        absent = sorted(name for name in names if NEEDS[name].absent)
        if absent:
            for name in absent:
                config.stash[_left_out][name] = config.stash[_left_out].get(name, 0) + 1
            item.add_marker(pytest.mark.skip(reason=f"{', '.join(absent)} not found"))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Says before the run what is left out, and with `--all` lets nothing be."""
    lines = _lines(session.config)
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and lines:
        reporter.section("LEFT OUT", yellow=True, bold=True)
        for line in lines:
            reporter.write_line(line)
    forbidden = [name for name in session.config.stash[_left_out] if NEEDS[name].required]
    if session.config.getoption("--all") and (forbidden or _ui_left_out(session.config)):
        pytest.exit("--all forbids leaving tests out; install what they need (see above)", returncode=1)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Says again after the run what was left out; pytest's own closing line comes after this."""
    lines = _lines(config)
    if lines:
        terminalreporter.section("LEFT OUT", yellow=True, bold=True)
        for line in lines:
            terminalreporter.write_line(line)


def _ui_left_out(config: pytest.Config) -> bool:
    wanted = [config.invocation_params.dir / str(argument).partition("::")[0] for argument in config.args]
    return NEEDS["qt"].absent and any(path in UI.parents or UI in (path, *path.parents) for path in wanted)


def _lines(config: pytest.Config) -> list[str]:
    folders = {"qt": "the whole of tests/ui"} if _ui_left_out(config) else {}
    return report(config.stash[_left_out], whole_folders=folders)
