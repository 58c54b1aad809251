"""Failures told in the window: expected ones in a banner, all others in a dialog with a report that can be sent.

`use(banners)` names the place of the banners; `tell(error)` shows one. `install()` catches what nobody caught: in
slots, in threads, everywhere. A report holds the kind of the exception, the lines of our own code, and versions. It
never holds the message of the exception, which may carry names or paths.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
from types import TracebackType

import PySide6
from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

import portfolio
from portfolio.core import log
from portfolio.core.errors import Cancelled, PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.ui.widgets.banner import Banner, Banners
from portfolio.ui.widgets.report_dialog import ReportDialog

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_PATH = re.compile(r"""(?:file:)?(?:[A-Za-z]:[\\/]|[\\/]{1,3}(?=[^\s\\/'"]))[^\s'"]+""")


class _Desk(QObject):
    """Carries failures of other threads to the UI thread and remembers where to show them."""

    crashed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.banners: Banners | None = None
        self.dialog: ReportDialog | None = None
        self.crashed.connect(self.show_crash, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def show_crash(self, error: BaseException) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.add_text("\n" + frames(error))
            return
        self.show_dialog(
            _("Something went wrong that we did not expect"),
            _("What you had saved is safe. You can go on, or close Laurel and start it again. ")
            + _("If you tell us, please copy this report: it holds nothing from your library."),
            report(error),
        )

    def show_dialog(self, headline: str, sentence: str, text: str) -> None:
        parent = QApplication.activeWindow()
        self.dialog = ReportDialog(headline, sentence, text, icon="circle-alert", parent=parent)
        self.dialog.show()


_desk: _Desk | None = None


def _get_desk() -> _Desk:
    global _desk
    if _desk is None or not isValid(_desk):
        _desk = _Desk()
    return _desk


def use(banners: Banners) -> None:
    """Show banners in this place from now on. For the window, once."""
    _get_desk().banners = banners


def tell(error: BaseException) -> Banner | None:
    """Tell the user of a failure, in a banner if it was to be expected and there is a place for it.

    Call it on the UI thread. Returns the banner; None when the user knows (they cancelled) or got the crash dialog.
    """
    if isinstance(error, Cancelled):
        return None
    desk = _get_desk()
    place = desk.banners if desk.banners is not None and isValid(desk.banners) else None
    if isinstance(error, PortfolioError) and place is not None:
        return place.say(error.message, error.hint, details=_details(error))
    if isinstance(error, PortfolioError):
        desk.show_dialog(error.message, error.hint, str(error))
    else:
        log.failed(error, "Unexpected failure")
        desk.show_crash(error)
    return None


def _details(error: PortfolioError) -> str:
    """What is worth copying beyond the message: what caused it, if anything did."""
    cause = error.__cause__
    return f"{error}\n\n{type(cause).__name__}: {cause}" if cause is not None else ""


def report(error: BaseException) -> str:
    """What a developer needs to find the fault, and nothing about the user."""
    import platform  # only for this, and it is slow to load

    lines = [
        f"Laurel {portfolio.__version__}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()} {platform.machine()}, {QApplication.platformName()}",
        "",
        frames(error),
    ]
    return "\n".join(lines)


def frames(error: BaseException) -> str:
    """The kind of each exception of the chain and the lines of our package that it went through, outermost first."""
    parts: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        parts.append("\n".join([_kind(link), *_places(link.__traceback__)]))
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\nafter\n".join(parts)


def _kind(error: BaseException) -> str:
    kind = type(error)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] == "portfolio":
            places.append(f"  {module}:{trace.tb_lineno} {trace.tb_frame.f_code.co_name}")
        trace = trace.tb_next
    return places


def install() -> None:
    """Catch what nobody caught, on every thread. Needs the QApplication; call it on the UI thread."""
    _get_desk()
    sys.excepthook = _on_exception
    threading.excepthook = _on_thread_exception


def _on_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QCoreApplication.quit()
        return
    _crash(error)


def _on_thread_exception(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
        _crash(args.exc_value)


def _crash(error: BaseException) -> None:
    if isinstance(error, PortfolioError) and threading.current_thread() is threading.main_thread():
        tell(error)  # expected, only not caught where it should have been
        return
    log.failed(error, "Unexpected failure")
    _get_desk().crashed.emit(error)


def log_qt_messages() -> None:
    """Send Qt's own warnings to the log instead of the terminal, without the paths that some of them hold."""
    qInstallMessageHandler(_on_qt_message)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    category = getattr(context, "category", None) or "qt"
    logging.getLogger(log.NAME).log(_LEVELS.get(kind, logging.WARNING), "%s: %s", category, _PATH.sub("…", message))
