"""Starts Laurel: `python3 main.py` opens the window, `python3 main.py help` lists what works without one.

Runs on any Python that can say that it is too old, and imports nothing but the standard library until the private
environment is there.
"""

import os.path
import sys

if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - as old as it gets
    try:
        from portfolio.bootstrap import ensure
    except SyntaxError:
        sys.exit("Laurel needs Python 3.11, 3.12, 3.13 or 3.14.")
    ensure("run")
    from portfolio.__main__ import main

    sys.exit(main(sys.argv[1:]))
