"""Shows every shared widget in one window and saves pictures of it: the place to look at before and after a change.

python tools/gallery.py FOLDER
Without a display: xvfb-run -a -s "-screen 0 2560x1600x24" python tools/gallery.py FOLDER
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QScrollArea,
    QSlider,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from portfolio.core.errors import Cancelled
from portfolio.core.progress import Progress
from portfolio.ui import icons, theme
from portfolio.ui.jobs import Jobs
from portfolio.ui.widgets.badge import Badge
from portfolio.ui.widgets.banner import Banners
from portfolio.ui.widgets.button import Button, IconButton
from portfolio.ui.widgets.cards import Card, CardList, CardRole
from portfolio.ui.widgets.chip import Chip
from portfolio.ui.widgets.chips_edit import ChipsEdit
from portfolio.ui.widgets.empty import EmptyState
from portfolio.ui.widgets.flow import FlowLayout
from portfolio.ui.widgets.job_status import JobStatus
from portfolio.ui.widgets.number_field import NumberField
from portfolio.ui.widgets.plain_label import ElidedLabel, PlainLabel
from portfolio.ui.widgets.report_dialog import ReportDialog
from portfolio.ui.widgets.search_field import SearchField
from portfolio.ui.widgets.section import Section
from portfolio.ui.widgets.segmented import Segmented
from portfolio.ui.widgets.sidebar import Sidebar
from portfolio.ui.widgets.toast import Toasts

SKILLS = ("Data analysis", "Design", "Docker", "Documentation", "Leadership", "Networking", "Python", "Security")
TOO_LONG = "a skill whose name goes on for longer than any pill should ever be"
CARDS = (
    Card(
        "Northlight Academy",
        "Applied Circular Economy Nanodegree for Working Engineers",
        "Northlight Academy  ·  26 Dec 2025  ·  85 h",
        ("docker", "leadership", "communication"),
        "Valid to Dec 2027",
        "ok",
        ("star", "paperclip"),
    ),
    Card(
        "Université du Lac",
        "Gestión de proyectos",
        "Université du Lac  ·  22 Dec 2025  ·  9 h",
        ("planning", "leadership", "testing", "security"),
        "No expiry",
    ),
    Card(
        "Meadow & Finch",
        "Inclusive Teaching",
        "Meadow & Finch  ·  20 Dec 2025  ·  26 h",
        ("teaching", "excel", "writing", "planning", "budgeting", "law", "care"),
        "Expires in 9 days",
        "warn",
        ("eye-off",),
    ),
    Card("Open Harbour", "Strategic Penetration Testing Badge", "Open Harbour  ·  2019", (TOO_LONG,), "Expired", "bad"),
    Card("جامعة المنارة", "شهادة Python", "جامعة المنارة  ·  2026", ("برمجة",), "Signature valid", "info"),
    Card("Quarry", "<b>Not markup</b> & never will be", "Quarry"),
)


class Model(QAbstractTableModel):
    """The same few cards over and over, and now and then one that is not there yet."""

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt
        return 0 if parent.isValid() else 400

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt
        return 0 if parent.isValid() else 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        card = CARDS[index.row() % len(CARDS)]
        if role == CardRole:
            return None if index.row() % 50 == 49 else card
        return card.spoken() if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None


class Gallery(QMainWindow):
    """Sidebar, list, detail pane and a column of plain controls."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs = Jobs(self)
        root = QWidget()
        self.setCentralWidget(root)
        self.toasts = Toasts(root)
        outer = QHBoxLayout(root)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.sidebar = sidebar()
        outer.addWidget(self.sidebar)
        right = QVBoxLayout()
        right.setSpacing(0)
        outer.addLayout(right, 1)
        self.banners = Banners()
        right.addWidget(self.banners)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        right.addWidget(self.splitter, 1)
        self._add_list()
        self.detail, self.controls = Detail(), Controls()
        for part in (self.detail, self.controls):
            self.splitter.addWidget(scrolled(part))
        self.splitter.setSizes([480, 460, 420])
        self.statusBar().addPermanentWidget(JobStatus(self.jobs), 1)
        self.statusBar().setSizeGripEnabled(False)

    def _add_list(self) -> None:
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 14, 0, 0)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 0, 16, 0)
        bar.setSpacing(8)
        self.search = SearchField("Search titles, issuers, skills…", "Search credentials")
        bar.addWidget(self.search, 1)
        bar.addWidget(IconButton("moon", "Switch light and dark", "plain", role="text"))
        bar.addWidget(Button("Add", "plus", "primary"))
        column.addLayout(bar)
        self.cards = CardList("Credentials")
        self._model = Model(self)
        self.cards.setModel(self._model)
        column.addWidget(self.cards, 1)
        self.splitter.addWidget(pane)

    def closeEvent(self, event: Any) -> None:  # noqa: N802 - Qt
        self.jobs.stop()
        super().closeEvent(event)


class Detail(QWidget):
    """The kind of pane in which an object is shown and edited."""

    def __init__(self) -> None:
        super().__init__()
        theme.set_ground(self, "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(18)
        column.addLayout(self._head())
        column.addWidget(self._actions())
        details = Section("Details")
        details.add_button("pencil", "Edit the details")
        details.add_field("&Issued", QLineEdit("22 December 2025"))
        self.kind = QComboBox()
        self.kind.addItems(["Certificate", "Badge", "Course", "Licence"])
        details.add_field("&Type", self.kind)
        details.add_field("&Link", wrong_line())
        column.addWidget(details)
        self.skills = ChipsEdit(
            "Skills", "Add a skill…", lambda typed: [s for s in SKILLS if typed.lower() in s.lower()]
        )
        self.skills.set_chips(["Docker", "Leadership", "Teaching in large groups", "Security"])
        part = Section("Skills")
        part.add(self.skills)
        column.addWidget(part)
        notes = Section("Notes")
        notes.add(QPlainTextEdit("Text in a field of several lines."))
        notes.add(ElidedLabel("a-file-name-that-is-longer-than-the-pane-is-wide-and-then-some-more-of-it.pdf", "small"))
        column.addWidget(notes)
        steps = [("Attach a file", "paperclip", print), ("Add a link", "link", print)]
        column.addWidget(
            EmptyState("paperclip", "No evidence yet", "Drop a file here, or add a link or a note.", steps)
        )
        column.addStretch()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Badge("Université du Lac", 68), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(PlainLabel("Gestión de proyectos, second edition", "title", wrap=True))
        words.addWidget(PlainLabel("Université du Lac", "soft"))
        holder = QWidget()
        chips = FlowLayout(holder)
        chips.addWidget(Chip("Valid to Dec 2028", "ok"))
        chips.addWidget(Chip("Expires soon", "warn", icon="clock"))
        chips.addWidget(Chip("Expired", "bad"))
        chips.addWidget(Chip("Shown", "info", icon="eye"))
        chips.addWidget(Chip("Private", icon="eye-off"))
        words.addWidget(holder)
        head.addLayout(words, 1)
        return head

    def _actions(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=8)
        row.addWidget(Button("Export PDF", "file-down", "primary"))
        row.addWidget(Button("Edit", "pencil"))
        row.addWidget(Button("Delete", "trash-2", "danger"))
        row.addWidget(Button("Quiet", "copy", "quiet"))
        row.addWidget(Button("A link", "", "link"))
        return holder


class Controls(QWidget):
    """Qt's own controls in each of their states."""

    def __init__(self) -> None:
        super().__init__()
        theme.set_ground(self, "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(14)
        column.addWidget(PlainLabel("Controls", "title"))
        schemes = [("light", "Light", "sun"), ("dark", "Dark", "moon"), ("system", "System", "monitor")]
        column.addWidget(Segmented("Colours", schemes))
        column.addLayout(self._ticks())
        fields = Section("Fields")
        number = NumberField("Hours", suffix=" h")
        number.setValue(12)
        fields.add_field("Hours", number)
        date = QDateEdit()
        date.setCalendarPopup(True)
        fields.add_field("Date", date)
        editable = QComboBox()
        editable.setEditable(True)
        editable.addItems(["Editable", "Other"])
        fields.add_field("Choice", editable)
        fields.add_field("Read only", read_only_line())
        fields.add_field("Off", disabled(QLineEdit("disabled")))
        fields.add_field("Off too", disabled(QComboBox()))
        column.addWidget(fields)
        buttons = QHBoxLayout()
        for button in (Button("Off", "plus", "primary"), Button("Off", "pencil"), IconButton("x", "Off", "plain")):
            buttons.addWidget(disabled(button))
        buttons.addStretch()
        column.addLayout(buttons)
        column.addWidget(self._tabs())
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setValue(40)
        column.addWidget(bar)
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setValue(40)
        column.addWidget(slider)
        column.addStretch()

    def _ticks(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        boxes = (("Ticked", 2, True), ("Partly", 1, True), ("Not", 0, True), ("Ticked, off", 2, False))
        for number, (text, state, on) in enumerate(boxes):
            box = QCheckBox(text)
            box.setTristate(state == 1)
            box.setCheckState(Qt.CheckState(state))
            box.setEnabled(on)
            grid.addWidget(box, number // 2, number % 2)
        for number, text in enumerate(("One", "The other")):
            radio = QRadioButton(text)
            radio.setChecked(number == 0)
            grid.addWidget(radio, 2, number)
        return grid

    def _tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        rows = QListWidget()
        rows.addItems(["First row", "Second row", "Third row"])
        rows.setCurrentRow(1)
        rows.setMaximumHeight(theme.px(110))
        tabs.addTab(rows, "Rows")
        tabs.addTab(QWidget(), "Another")
        return tabs


def matching(typed: str) -> list[str]:
    return [skill for skill in SKILLS if typed.lower() in skill.lower()]


def wrong_line() -> QLineEdit:
    line = QLineEdit("htp:/not-a-link")
    line.setProperty("wrong", True)
    return line


def read_only_line() -> QLineEdit:
    line = QLineEdit("cannot be changed")
    line.setReadOnly(True)
    return line


def disabled(widget: QWidget) -> QWidget:
    widget.setEnabled(False)
    return widget


def scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


def sidebar() -> Sidebar:
    made = Sidebar("Laurel", "Main")
    pages = (
        ("home", "Home", "house", None),
        ("credentials", "Credentials", "award", 2000),
        ("projects", "Projects", "folder-kanban", 12),
        ("skills", "Skills", "tags", 85),
        ("goals", "Goals", "target", 3),
        ("portfolios", "Portfolios", "book-user", 2),
    )
    for key, label, icon, count in pages:
        made.add_page(key, label, icon)
        made.set_count(key, count)
    made.add_action("import", "Import…", "import")
    made.add_page("settings", "Settings", "settings", foot=True)
    made.set_current("credentials")
    return made


def menu(parent: QWidget) -> QMenu:
    made = QMenu(parent)
    for icon, text, keys in (
        ("pencil", "&Edit", "F2"),
        ("copy", "&Duplicate", "Ctrl+D"),
        ("trash-2", "&Delete", "Del"),
    ):
        made.addAction(icons.icon(icon), text).setShortcut(keys)
    made.addSeparator()
    ticked = made.addAction("Show in portfolios")
    ticked.setCheckable(True)
    ticked.setChecked(True)
    made.addMenu("Move to").addAction("Somewhere")
    made.addAction("Not now").setEnabled(False)
    return made


def slow(progress: Progress) -> None:
    """A job that lasts until it is stopped."""
    for step in range(10_000):
        progress(38 + step // 100, 100, "certificate.pdf")
        time.sleep(0.01)
    raise Cancelled


def shots(window: Gallery, save: Callable[[str, QWidget], None]) -> None:
    """The window at rest, and everything that opens."""
    save("rest", window)
    window.detail.kind.showPopup()
    save("choice", window.detail.kind.view().window())
    window.detail.kind.hidePopup()
    window.detail.skills.setFocus()
    QTest.keyClicks(window.detail.skills.line, "d")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    save("completion", popup)
    window.detail.skills.line.clear()
    opened = menu(window)
    opened.popup(window.mapToGlobal(window.rect().center()))
    save("menu", opened)
    opened.close()
    dialog = ReportDialog(
        "Something went wrong", "What you had saved is safe.", "Laurel 0.1\nValueError\n  portfolio.ui:1", parent=window
    )
    dialog.show()
    save("report", dialog)
    dialog.close()


def main() -> None:
    """Take the pictures: two themes, three text scales; then the window from right to left, and compact."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setWindowIcon(icons.application_icon())
    for scheme, scale in (("light", 100), ("dark", 100), ("light", 150), ("dark", 200)):
        theme.apply(app, scheme, scale)  # type: ignore[arg-type]  # they are schemes
        window = stage(scale)

        def save(name: str, widget: QWidget, prefix: str = f"{scheme}-{scale}") -> None:
            QTest.qWait(80)
            widget.grab().save(str(folder / f"{prefix}-{name}.png"))

        shots(window, save)
        if scale == 100:
            mirrored(app, window, save)
        window.close()


def mirrored(app: QApplication, window: Gallery, save: Callable[[str, QWidget], None]) -> None:
    """From right to left, with the sidebar as icons alone."""
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window.sidebar.set_compact(True)
    save("mirrored", window)
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def stage(scale: int) -> Gallery:
    """The window with a message, a toast, a running job and the focus in the list."""
    window = Gallery()
    window.resize(min(2560, 1580 * scale // 100), min(1580, 1000 * scale // 100))
    window.show()
    window.banners.say(
        "The file “certificate.pdf” could not be read.",
        "Check that it still exists, then try again.",
        details="Errno 2",
    )
    window.banners.say("This library is open in another window.", "Changes can be made there.", "warn")
    window.toasts.show("Moved “Inclusive Teaching” to the trash", "Undo", print)
    window.jobs.run("Importing 12 files", slow)
    window.jobs.run("Checking", slow)
    window.cards.select_row(1)
    window.activateWindow()
    window.cards.setFocus()
    QTest.qWait(500)
    return window


if __name__ == "__main__":
    main()
