"""The parts of the window that the first paint does not need: toasts, the status of jobs, and drops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from portfolio.core.i18n import gettext as _
from portfolio.ui.drops import Drops
from portfolio.ui.widgets.job_status import SOON, JobStatus
from portfolio.ui.widgets.toast import Toasts

if TYPE_CHECKING:
    from portfolio.ui.window import Window


class FrameParts(QObject):
    """Made once, a moment after the window came up."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.toasts = Toasts(window.body)
        self.status = JobStatus(window.desk.jobs)
        self.drops = Drops(window)
        window.setAcceptDrops(True)
        bar = window.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.status, 1)
        bar.hide()
        self._bar, self._jobs = bar, window.desk.jobs
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(bar.show)
        self._jobs.started.connect(lambda _job: self._soon.start())
        self._jobs.finished.connect(self._maybe_hide)
        if window.is_sample():
            self._explain_sample(window)
        elif not window.desk.can_write:
            window.banner(_("This library is open for reading only."), _("Nothing that you see here can be changed."))

    def _explain_sample(self, window: Window) -> None:
        banner = window.banner(
            _("This is the sample library of an invented person."),
            _("Try everything; your own library stays as it is."),
        )
        banner.add_button(_("Remove the sample")).clicked.connect(window.sample_unwanted)

    def _maybe_hide(self) -> None:
        if not self._jobs.unfinished():
            self._soon.stop()
            self._bar.hide()
