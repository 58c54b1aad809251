"""Has the library checked off the UI thread and tells what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.core.i18n import gettext as _
from portfolio.core.progress import Progress
from portfolio.core.records import Problem

if TYPE_CHECKING:
    from portfolio.ui.window import Window


def check(window: Window) -> None:
    """Check the database and every file, with progress in the status bar."""
    desk = window.desk

    def work(progress: Progress) -> list[Problem]:
        from portfolio.core import tasks

        return tasks.check(desk.store, progress=progress)

    def then(problems: list[Problem]) -> None:
        if problems:
            desk.warn(problems)
        else:
            desk.say(_("The library is whole: every file is there and unchanged."))

    desk.jobs.run(_("Checking the library"), work, then=then, failed=desk.tell, owner=window)
