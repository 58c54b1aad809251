"""The part of the status bar that shows the job that runs, how far it is, and Stop."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from portfolio.core.i18n import gettext as _
from portfolio.core.i18n import ngettext
from portfolio.ui import theme
from portfolio.ui.jobs import Job, Jobs
from portfolio.ui.widgets.announce import announce
from portfolio.ui.widgets.button import Button
from portfolio.ui.widgets.plain_label import ElidedLabel, PlainLabel

SOON = 250  # milliseconds before a job is worth showing
STEPS = 1000


class JobStatus(QWidget):
    """Hidden while nothing runs. Stop asks the running job to stop; those that wait go on."""

    def __init__(self, jobs: Jobs, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self.label = ElidedLabel("", "soft")
        self.others = PlainLabel("", "faint")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop_button = Button(_("Stop"), "circle-stop", "quiet")
        self.stop_button.clicked.connect(self.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 4, 2)
        row.setSpacing(10)
        for widget in (self.label, self.others, self.bar, self.stop_button):
            row.addWidget(widget, 1 if widget is self.label else 0)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self.show)
        jobs.started.connect(self._on_started)
        jobs.progressed.connect(self._on_progressed)
        jobs.finished.connect(self._on_finished)
        self._fit()
        self.hide()

    @Slot()
    def stop(self) -> None:
        """Ask the running job to stop."""
        if self._job is not None:
            self._job.cancel()
            self.stop_button.setEnabled(False)
            self.label.setText(_("Stopping…"))

    @Slot(object)
    def _on_started(self, job: Job) -> None:
        self._job = job
        self.setAccessibleName(job.label)
        self.label.setText(job.label)
        self.bar.setAccessibleName(job.label)
        self.bar.setRange(0, 0)
        self.stop_button.setEnabled(True)
        self.stop_button.setAccessibleName(_("Stop: {job}").format(job=job.label))
        self._count()
        if self.isHidden():
            self._soon.start()

    @Slot(object, int, int, str)
    def _on_progressed(self, job: Job, done: int, total: int, label: str) -> None:
        if job is not self._job or job.cancelled:
            return
        self.label.setText(f"{job.label} – {label}" if label else job.label)
        if total > 0:
            self.bar.setRange(0, STEPS)
            self.bar.setValue(min(STEPS, done * STEPS // total))
        else:
            self.bar.setRange(0, 0)
        self._count()

    @Slot(object)
    def _on_finished(self, job: Job) -> None:
        if job is self._job and self.isVisible():
            announce(self, _("{job}: finished").format(job=job.label))
        if not self._jobs.unfinished():
            self._job = None
            self._soon.stop()
            self.hide()

    def _count(self) -> None:
        waiting = len(self._jobs.unfinished()) - 1
        self.others.setVisible(waiting > 0)
        self.others.setText(ngettext("{n} more waits", "{n} more wait", waiting).format(n=waiting))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "bar"):
            self._fit()

    def _fit(self) -> None:
        self.bar.setFixedWidth(theme.px(140))
