"""Failures told in the window: in words, without a traceback, and without personal data in what can be sent."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from portfolio.core import log
from portfolio.core.errors import Cancelled, PortfolioError
from portfolio.ui import errors, theme
from portfolio.ui.jobs import Jobs
from portfolio.ui.widgets.banner import MOST, Banners
from portfolio.ui.widgets.plain_label import PlainLabel
from portfolio.ui.widgets.report_dialog import ReportDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform
SECRET = "Nora Lind <nora@example.org>"


@pytest.fixture
def banners(qtbot: QtBot, qapp: QApplication) -> Iterator[Banners]:
    theme.apply(qapp, "light")
    window = QWidget()
    window.resize(600, 300)
    qtbot.addWidget(window)
    place = Banners(parent=window)
    place.resize(600, 200)
    window.show()
    errors.use(place)
    yield place
    window.close()


@pytest.fixture
def hooks() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook
    errors.install()
    yield
    sys.excepthook, threading.excepthook = before
    for dialog in dialogs():
        dialog.close()
        dialog.deleteLater()


def dialogs() -> list[ReportDialog]:
    return [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ReportDialog) and widget.isVisible()
    ]


def provoke() -> ValueError:
    """An error that went through our own code, with a name in its message."""
    jobs = Jobs()
    jobs.stop()
    try:
        try:
            jobs.run(SECRET, lambda progress: None)
        except RuntimeError as error:
            raise ValueError(SECRET) from error
    except ValueError as error:
        return error
    raise AssertionError("it did not fail")


def test_an_expected_failure_becomes_a_banner(banners: Banners) -> None:
    banner = errors.tell(PortfolioError("The file is gone.", "Choose it again."))
    assert banner is not None
    assert banners.isVisible()
    assert [label.text() for label in banner.findChildren(PlainLabel)] == ["The file is gone.", "Choose it again."]
    assert (banner.accessibleName(), banner.accessibleDescription()) == ("The file is gone.", "Choose it again.")
    assert dialogs() == []


def test_a_banner_is_closed_by_its_button_and_leaves_no_gap(banners: Banners, qtbot: QtBot) -> None:
    banner = errors.tell(PortfolioError("One."))
    assert banner is not None
    banner.close_button.click()
    assert banners.banners() == []
    assert not banners.isVisible()


def test_the_same_banner_does_not_pile_up_and_too_many_make_room(banners: Banners) -> None:
    for _ in range(4):
        errors.tell(PortfolioError("Again."))
    assert [banner.message for banner in banners.banners()] == ["Again."]
    for number in range(6):
        errors.tell(PortfolioError(f"No. {number}"))
    assert [banner.message for banner in banners.banners()] == [f"No. {number}" for number in range(6 - MOST, 6)]


def test_what_was_cancelled_is_not_told(banners: Banners) -> None:
    assert errors.tell(Cancelled()) is None
    assert banners.banners() == []


def test_details_can_be_copied(banners: Banners, qtbot: QtBot) -> None:
    failure = PortfolioError("Could not write.")
    failure.__cause__ = OSError(28, "No space left on device")
    banner = errors.tell(failure)
    assert banner is not None
    dialog = banner.open_details()
    dialog.copy_button.click()
    assert "No space left on device" in QGuiApplication.clipboard().text()
    dialog.close()


def test_markup_in_a_message_stays_text(banners: Banners) -> None:
    banner = errors.tell(PortfolioError("<h1>Big</h1>"))
    assert banner is not None
    label = banner.findChildren(PlainLabel)[0]
    assert label.sizeHint().height() < 40
    assert label.text() == "<h1>Big</h1>"


def test_a_report_holds_places_and_versions_but_no_names() -> None:
    text = errors.report(provoke())
    assert "ValueError\n" in text
    assert "after\nRuntimeError\n  portfolio.ui.jobs:" in text
    assert "Qt 6." in text
    assert "Nora" not in text
    assert "example.org" not in text
    assert "/" not in text.split("PySide6")[1].split("\n\n")[1]


def test_an_exception_that_nobody_caught_opens_one_dialog(hooks: None, qtbot: QtBot) -> None:
    error = provoke()
    sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    sys.excepthook(ZeroDivisionError, ZeroDivisionError(SECRET), None)
    (dialog,) = dialogs()
    qtbot.waitUntil(lambda: "ZeroDivisionError" in dialog.text.toPlainText())
    assert len(dialogs()) == 1
    assert not dialog.isModal()
    assert "Nora" not in dialog.text.toPlainText()


def test_an_exception_in_a_thread_reaches_the_ui_thread(hooks: None, qtbot: QtBot) -> None:
    thread = threading.Thread(target={"here": 1}.__getitem__, args=["missing"])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    assert "KeyError" in dialogs()[0].text.toPlainText()


def test_an_expected_failure_that_slipped_through_is_still_a_banner(hooks: None, banners: Banners) -> None:
    error = PortfolioError("The library is busy.")
    sys.excepthook(PortfolioError, error, None)
    assert [banner.message for banner in banners.banners()] == ["The library is busy."]
    assert dialogs() == []


def test_the_log_gets_the_place_and_not_the_words(hooks: None, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    error = provoke()
    sys.excepthook(ValueError, error, error.__traceback__)
    assert "ValueError" in caplog.text
    assert "Nora" not in caplog.text
    qtbot.waitUntil(lambda: bool(dialogs()))


def test_warnings_of_qt_go_to_the_log_without_paths(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, log.NAME)
    before = qInstallMessageHandler(None)
    try:
        errors.log_qt_messages()
        qWarning("cannot open /home/nora/lind.png today")
    finally:
        qInstallMessageHandler(before)
    assert "cannot open … today" in caplog.text
    assert "nora" not in caplog.text
    assert errors._LEVELS[QtMsgType.QtWarningMsg] == logging.WARNING
