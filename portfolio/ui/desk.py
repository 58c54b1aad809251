"""What every view works with: the open library, the jobs lane, the settings, and the ways to tell people something."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from portfolio.core import settings as settings_file
from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.paths import Paths
from portfolio.core.settings import Settings
from portfolio.core.store import Batch, Store

if TYPE_CHECKING:
    from portfolio.core.records import Problem
    from portfolio.ui.jobs import Jobs
    from portfolio.ui.views.thumbnails import Thumbnails

T = TypeVar("T")
Verb = Callable[[Any], T]  # takes the session of store.read() or store.write(), which only the core knows


@dataclass(frozen=True)
class Offer:
    """A button in a message: what it says and what it does."""

    text: str
    take: Callable[[], object]


class Desk(QObject):
    """One open library and what belongs to it. Its signals are on the UI thread."""

    changed = Signal(object)  # frozenset[str]: the tables that were touched, collected over one turn of the event loop
    said = Signal(str, object)  # a sentence, an Offer or None
    failed = Signal(object)  # Exception
    warned = Signal(str)  # what part of a job could not do, a line each
    settings_changed = Signal()
    stepping = Signal()  # a step is about to be taken back or made again: save what is being typed
    _touched = Signal(object)

    def __init__(self, store: Store, paths: Paths, settings: Settings, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.store, self.paths, self.settings, self.now = store, paths, settings, now
        self.closed = False
        self._tables: frozenset[str] = frozenset()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._announce)
        self._touched.connect(self._collect, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = store.on_change(self._touched.emit)

    @property
    def today(self) -> date:
        """The day by the user's own clock."""
        return self.now().astimezone().date()

    @cached_property
    def jobs(self) -> Jobs:
        """The lane of what people wait for."""
        return self._lane()

    @cached_property
    def quiet(self) -> Jobs:
        """The lane of small pictures and previews: nobody waits for them in the status bar."""
        return self._lane()

    def _lane(self) -> Jobs:
        from portfolio.ui.jobs import Jobs

        return Jobs(self, failed=self.tell)

    @cached_property
    def thumbnails(self) -> Thumbnails:
        """Small pictures of evidence."""
        from portfolio.ui.views.thumbnails import Thumbnails

        return Thumbnails(self)

    @cached_property
    def copies(self) -> Path:
        """A folder for copies that were opened in other programs; it goes when the window closes."""
        return Path(tempfile.mkdtemp(prefix="laurel-"))

    @property
    def can_write(self) -> bool:
        """Whether the library was opened for changes."""
        return not self.store.read_only

    def ask(self, question: Verb[T]) -> T:
        """The answer to one question of core.lookup that needs a session."""
        with self.store.read() as session:
            return question(session)

    def write(self, label: str, verb: Verb[T], batch: Batch | None = None) -> T:
        """One change, one undo step. Raises PortfolioError."""
        with self.store.write(label, batch) as session:
            return verb(session)

    def change(self, label: str, verb: Verb[Any], *, done: str = "") -> bool:
        """The same, with failures told here; whether it worked. `done` is said afterwards, with an offer to undo."""
        try:
            self.write(label, verb)
        except PortfolioError as error:
            self.failed.emit(error)
            return False
        if done:
            self.said.emit(done, Offer(_("Undo"), self.undo))
        return True

    def say(self, sentence: str, offer: Offer | None = None) -> None:
        """Show a sentence for a moment."""
        self.said.emit(sentence, offer)

    def warn(self, problems: Sequence[Problem]) -> None:
        """Show what a job could not do while the rest of it went on."""
        self.warned.emit("\n".join(f"{one.where}: {one.what} {one.hint}".strip() for one in problems))

    def tell(self, error: Exception) -> None:
        """Show what went wrong."""
        self.failed.emit(error)

    def undo(self) -> None:
        """Take the last step back."""
        self._replay(self.store.undo)

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        self._replay(self.store.redo)

    def _replay(self, replay: Callable[[], str | None]) -> None:
        self.stepping.emit()
        try:
            replay()
        except PortfolioError as error:
            self.failed.emit(error)

    def remember(self, **values: Any) -> None:
        """Change settings and keep them."""
        self.settings = replace(self.settings, **values)
        try:
            settings_file.save(self.settings, self.paths.settings)
        except PortfolioError as error:
            self.failed.emit(error)
        self.settings_changed.emit()

    def close(self) -> None:
        """Stop the jobs and close the library."""
        if self.closed:
            return
        self.closed = True
        self._soon.stop()
        self._unsubscribe()
        for lane in ("jobs", "quiet"):
            if lane in self.__dict__:
                self.__dict__[lane].stop()
        if "thumbnails" in self.__dict__:
            self.thumbnails.close()
        if "copies" in self.__dict__:
            shutil.rmtree(self.copies, ignore_errors=True)
        self.store.close()

    @Slot(object)
    def _collect(self, tables: frozenset[str]) -> None:
        self._tables |= tables
        if not self.closed:
            self._soon.start()

    @Slot()
    def _announce(self) -> None:
        tables, self._tables = self._tables, frozenset()
        if not self.closed:
            self.changed.emit(tables)
