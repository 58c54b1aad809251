"""The long jobs: they join the store with the capabilities, report progress, and can be cancelled.

Each is a plain function that the window's lane of jobs and the command line run alike.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from portfolio.core.progress import Progress, silent
from portfolio.core.store import Store
from portfolio.core.tasks.attach import Attached, attach_files, copy_out
from portfolio.core.tasks.check import check, info
from portfolio.core.tasks.export import export, missing_glyphs, render

__all__ = [
    "Attached",
    "attach_files",
    "check",
    "copy_out",
    "export",
    "info",
    "make_sample",
    "missing_glyphs",
    "render",
]


def make_sample(folder: Path, *, now: datetime, progress: Progress = silent) -> Store:
    """Make the sample library in the folder, afresh where one was before, and open it."""
    from portfolio.core import sample

    if folder.exists():
        sample.remove(folder)
    store = Store.create(folder, clock=lambda: now)
    try:
        sample.build(store, now=now, progress=progress)
    except BaseException:
        store.close()
        raise
    return store
