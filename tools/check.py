"""Runs every check of the code in one command: style, format, types, and who may import whom.

`python3 tools/check.py` runs all; names (`lint format types layers`) run those; `--fix` lets ruff mend what it can.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from portfolio.bootstrap import ROOT, ensure

# Those that exist: a folder that is not there yet is no error.
TYPED = [name for name in ("portfolio", "tests", "tools", "bench", "main.py") if (ROOT / name).exists()]
CHECKS = {
    "lint": ["ruff", "check", "--quiet"],
    "format": ["ruff", "format", "--check", "--quiet"],
    "types": ["mypy", "--no-error-summary", *TYPED],
    "layers": ["importlinter.cli", "--no-logo"],
}
FIXES = {"lint": ["ruff", "check", "--quiet", "--fix"], "format": ["ruff", "format", "--quiet"]}
# import-linter has no __main__ of its own.
LAYERS = "import sys; from importlinter.cli import lint_imports_command as run; sys.argv[0] = 'lint-imports'; run()"


def main(arguments: list[str]) -> int:
    """Runs the checks named, or all; prints what each found and one summary; gives 1 if any found something."""
    names = [argument for argument in arguments if argument != "--fix"] or list(CHECKS)
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"There is no check called {unknown[0]}; there are {', '.join(CHECKS)}.", file=sys.stderr)
        return 2
    results = {name: _run(name, fix="--fix" in arguments) for name in names}
    for name, (passed, seconds) in results.items():
        print(f"{'ok    ' if passed else 'FAILED'}  {name:7} {seconds:5.1f} s")
    return 0 if all(passed for passed, _ in results.values()) else 1


def _run(name: str, *, fix: bool) -> tuple[bool, float]:
    """Whether the check passed and how long it took; what it found is printed."""
    import subprocess
    import time

    module, *options = FIXES.get(name, CHECKS[name]) if fix else CHECKS[name]
    start = ["-c", LAYERS] if name == "layers" else ["-m", module]
    began = time.monotonic()
    done = subprocess.run([sys.executable, *start, *options], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"--- {name}\n{done.stdout}{done.stderr}")
    return done.returncode == 0, time.monotonic() - began


if __name__ == "__main__":
    ensure("run", "dev")
    sys.exit(main(sys.argv[1:]))
