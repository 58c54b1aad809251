"""`python3 -m tests`: makes the environment if need be, runs the tests that can run here, and says what was left out.

`--all` forbids leaving anything out and holds the core to its coverage; further arguments are pytest's.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from portfolio.bootstrap import ROOT, ensure


def main(arguments: list[str]) -> int:
    """Runs pytest with these arguments in this process; gives its exit status."""
    import os

    import pytest

    from tests.coverage_gate import CoverageGate
    from tests.needs import NEEDS

    os.chdir(ROOT)
    plugins: list[object] = []
    if NEEDS["qt"].absent:
        arguments = ["-p", "no:pytest-qt", *arguments]
    if arguments == ["--all"]:  # a part of the tests covers a part of the core, which says nothing
        gate = CoverageGate()
        gate.begin()
        plugins.append(gate)
    return int(pytest.main(arguments, plugins=plugins))


if __name__ == "__main__":
    ensure("run", "dev")
    sys.exit(main(sys.argv[1:]))
