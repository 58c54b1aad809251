"""The shared widgets, by the keys and clicks that people use on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from portfolio.core.progress import Progress
from portfolio.ui import theme
from portfolio.ui.jobs import Jobs
from portfolio.ui.widgets.badge import initials
from portfolio.ui.widgets.button import Button, IconButton
from portfolio.ui.widgets.cards import Card, CardList, CardRole
from portfolio.ui.widgets.chip import Chip
from portfolio.ui.widgets.chips_edit import ChipsEdit
from portfolio.ui.widgets.empty import EmptyState
from portfolio.ui.widgets.flow import FlowLayout
from portfolio.ui.widgets.job_status import JobStatus
from portfolio.ui.widgets.number_field import NumberField
from portfolio.ui.widgets.plain_label import ElidedLabel, PlainLabel, plain_tip
from portfolio.ui.widgets.search_field import SearchField
from portfolio.ui.widgets.section import Section
from portfolio.ui.widgets.segmented import Segmented
from portfolio.ui.widgets.sidebar import Sidebar
from portfolio.ui.widgets.toast import Toasts

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
MARKUP = "<img src='x'><b>Acme</b> & Söhne"


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light", 100)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply(qapp, "light", 100)


class Window(QWidget):
    """A window with one column, shown and active."""

    def __init__(self, qtbot: QtBot, *widgets: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        for widget in widgets:
            column.addWidget(widget)
        self.resize(600, 500)
        qtbot.addWidget(self)
        self.show()
        qtbot.waitExposed(self)
        self.activateWindow()


class Model(QAbstractTableModel):
    """Cards as a view of the library would give them."""

    def __init__(self, cards: list[Card | None], parent: QWidget) -> None:
        super().__init__(parent)
        self.cards, self.asked = cards, 0

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self.cards)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - the same
        return 0 if parent.isValid() else 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        self.asked += 1
        card = self.cards[index.row()]
        if role == CardRole:
            return card
        named = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return card.spoken() if card is not None and named else None


FULL = Card(
    "Northlight",
    "Title " * 40,
    "Subtitle " * 40,
    tuple("abcdefghij") * 4,
    "Valid to Dec 2027",
    "ok",
    ("star", "eye-off"),
)


@pytest.fixture
def cards(qtbot: QtBot) -> Iterator[CardList]:
    view = CardList("Credentials")
    view.setModel(Model([Card("Acme", f"Card {row}") for row in range(1000)], view))
    window = Window(qtbot, view)
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    yield view
    window.close()


def painted(widget: QWidget, rect: QRect) -> set[int]:
    """The colours in a part of what a widget shows."""
    image: QImage = widget.grab(rect).toImage()
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


# --- cards


def test_keys_move_through_the_cards(cards: CardList) -> None:
    cards.select_row(0)
    for key, row in ((Key.Key_Down, 1), (Key.Key_End, 999), (Key.Key_Up, 998), (Key.Key_Home, 0)):
        QTest.keyClick(cards, key)
        assert (cards.currentIndex().row(), cards.selected_rows()) == (row, [row])
    QTest.keyClick(cards, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert cards.selected_rows() == [0, 1]
    QTest.keyClick(cards, Key.Key_PageDown)
    assert 2 < cards.currentIndex().row() < 10


def test_enter_and_double_click_open_a_card(cards: CardList, qtbot: QtBot) -> None:
    cards.select_row(3)
    with qtbot.waitSignal(cards.opened) as opened:
        QTest.keyClick(cards, Key.Key_Return)
    assert opened.args is not None
    assert opened.args[0].row() == 3
    with qtbot.waitSignal(cards.opened) as opened:
        place = cards.visualRect(cards.model().index(1, 0)).center()
        QTest.mouseClick(cards.viewport(), LEFT, pos=place)
        QTest.mouseDClick(cards.viewport(), LEFT, pos=place)
    assert opened.args is not None
    assert opened.args[0].row() == 1


def test_letters_go_to_whoever_searches_and_read_no_rows(cards: CardList, qtbot: QtBot) -> None:
    cards.select_row(0)
    model = cards.model()
    assert isinstance(model, Model)
    QApplication.processEvents()
    before = model.asked
    with qtbot.waitSignal(cards.typed) as typed:
        QTest.keyClicks(cards, "x")
    assert typed.args == ["x"]
    assert model.asked - before < 100


def test_tab_leaves_the_list(qtbot: QtBot) -> None:
    view, after = CardList("Credentials"), QLineEdit()
    view.setModel(Model([Card("Acme", "One"), Card("Acme", "Two")], view))
    window = Window(qtbot, view, after)
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    QTest.keyClick(view, Key.Key_Tab)
    assert after.hasFocus()
    window.close()


def test_only_what_is_in_sight_is_painted(cards: CardList) -> None:
    model = cards.model()
    assert isinstance(model, Model)
    model.asked = 0
    cards.viewport().grab()
    assert 0 < model.asked < 200


@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("width", [200, 340, 900])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_a_full_card_stays_within_its_box(qtbot: QtBot, scale: int, width: int, direction: Qt.LayoutDirection) -> None:
    view = CardList("Credentials")
    view.setModel(Model([FULL, None], view))
    view.setLayoutDirection(direction)
    qtbot.addWidget(view)
    theme.apply(QApplication.instance(), "light", scale)  # type: ignore[arg-type]  # a QApplication it is
    view.resize(width, 3 * view.rowHeight(0))
    view.show()
    ground = {theme.color("window").rgb()}
    height = view.rowHeight(0)
    assert height > theme.px(80)
    assert painted(view.viewport(), QRect(0, 0, 15, height)) == ground
    right = view.viewport().width()
    assert painted(view.viewport(), QRect(right - 15, 0, 15, height)) == ground
    assert painted(view.viewport(), QRect(0, height - 3, right, 3)) == ground
    middle = 16 + theme.px(14 + 18)  # of the badge, from the leading edge
    badge = middle if direction == Qt.LayoutDirection.LeftToRight else right - middle
    assert painted(view.viewport(), QRect(badge - 8, theme.px(20), 16, 16)) != {theme.color("card").rgb()}


def test_focus_and_selection_are_shown_by_more_than_the_ground(cards: CardList) -> None:
    cards.select_row(1)
    rect = cards.visualRect(cards.model().index(1, 0))
    edge = QRect(rect.left() + 200, rect.top() + 2, 40, 6)
    assert theme.color("focus").rgb() in painted(cards.viewport(), edge)
    other = edge.translated(0, rect.height())
    assert theme.color("focus").rgb() not in painted(cards.viewport(), other)


def test_a_card_speaks_all_that_it_shows() -> None:
    assert Card("s", "T", "S", ("a", "b"), "Expired", "bad").spoken() == "T, S, Expired, a, b"
    assert Card("s", "T").spoken() == "T"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Universitat de València", "UV"),
        ("Open University", "OU"),
        ("acme", "A"),
        ("of the people", "OT"),
        ("City & Guilds", "CG"),
        ("北京大学", "北"),
        ("", ""),
        ("&&&", ""),
        ("3D Institute", "3I"),
        ("ßtraße", "SS"),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


# --- search, chips, choices


def test_search_waits_for_a_pause_and_says_nothing_twice(qtbot: QtBot) -> None:
    field = SearchField("Search…", "Search credentials")
    window = Window(qtbot, field)
    told: list[str] = []
    field.searched.connect(told.append)
    field.setFocus()
    QTest.keyClicks(field, "nur")
    assert told == []
    qtbot.waitUntil(lambda: told == ["nur"])
    QTest.keyClick(field, Key.Key_Return)
    qtbot.wait(90)
    assert told == ["nur"]
    QTest.keyClick(field, Key.Key_Escape)
    assert told == ["nur", ""]
    with qtbot.waitSignal(field.descended):
        QTest.keyClick(field, Key.Key_Down)
    window.close()


def test_the_cross_of_the_search_field_is_there_when_there_is_something_to_clear(qtbot: QtBot) -> None:
    field = SearchField("Search…", "Search credentials")
    window = Window(qtbot, field)
    (cross,) = field.findChildren(IconButton)
    assert not cross.isVisible()
    with qtbot.waitSignal(field.searched):
        QTest.keyClicks(field, "x")
    assert cross.isVisible()
    assert field.rect().contains(cross.geometry())
    with qtbot.waitSignal(field.searched) as told:
        QTest.mouseClick(cross, LEFT)
    assert told.args == [""]
    assert not cross.isVisible()
    field.set_text("saved view")
    with qtbot.assertNotEmitted(field.searched, wait=120):
        pass
    window.close()


@pytest.fixture
def skills(qtbot: QtBot) -> Iterator[ChipsEdit]:
    words = ["Docker", "Documentation", "Python"]
    field = ChipsEdit(
        "Skills", "Add a skill", lambda typed: [word for word in words if word.lower().startswith(typed.lower())]
    )
    window = Window(qtbot, field)
    field.setFocus()
    qtbot.waitUntil(field.line.hasFocus)
    yield field
    window.close()


def test_enter_and_comma_add_chips_and_backspace_removes_the_last(skills: ChipsEdit) -> None:
    told: list[list[str]] = []
    skills.changed.connect(told.append)
    QTest.keyClicks(skills.line, "first aid")
    QTest.keyClick(skills.line, Key.Key_Return)
    QTest.keyClicks(skills.line, "law,")
    assert told == [["first aid"], ["first aid", "law"]]
    QTest.keyClick(skills.line, Key.Key_Backspace)
    assert skills.chips() == ["first aid"]
    assert told[-1] == ["first aid"]


def test_a_chip_is_added_once_whatever_its_case_and_spaces(skills: ChipsEdit) -> None:
    for typed in ("Python", "python", "  PYTHON  ", "   "):
        QTest.keyClicks(skills.line, typed)
        QTest.keyClick(skills.line, Key.Key_Return)
    assert skills.chips() == ["Python"]


def test_completion_is_offered_and_taken_by_keys(skills: ChipsEdit, qtbot: QtBot) -> None:
    skills.set_chips(["Docker"])
    QTest.keyClicks(skills.line, "doc")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert skills.chips() == ["Docker", "Documentation"], "what is there already is not offered"
    assert skills.line.text() == ""
    assert QApplication.activePopupWidget() is None


def test_what_is_typed_can_be_added_past_the_completion(skills: ChipsEdit) -> None:
    for key in (Key.Key_Return, Key.Key_Comma):
        QTest.keyClicks(skills.line, "do" if key == Key.Key_Return else "py")
        popup = QApplication.activePopupWidget()
        assert popup is not None
        QTest.keyClick(popup, key)
        assert QApplication.activePopupWidget() is None
    assert skills.chips() == ["do", "py"]


def test_a_known_word_keeps_its_spelling(skills: ChipsEdit) -> None:
    QTest.keyClicks(skills.line, "docker,")
    assert skills.chips() == ["Docker"]


def test_completion_is_taken_by_a_click(skills: ChipsEdit) -> None:
    QTest.keyClicks(skills.line, "p")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.mouseClick(skills._popup.viewport(), LEFT, pos=QPoint(20, 12))
    assert skills.chips() == ["Python"]


def test_arrows_reach_the_chips_and_delete_removes_one(skills: ChipsEdit) -> None:
    skills.set_chips(["a", "b", "c"])
    QTest.keyClick(skills.line, Key.Key_Left)
    focused = QApplication.focusWidget()
    assert isinstance(focused, Chip)
    QTest.keyClick(focused, Key.Key_Left)
    middle = QApplication.focusWidget()
    assert isinstance(middle, Chip)
    assert middle.text() == "b"
    QTest.keyClick(middle, Key.Key_Delete)
    assert skills.chips() == ["a", "c"]
    after = QApplication.focusWidget()
    assert isinstance(after, Chip)
    assert after.text() == "c"
    QTest.keyClick(after, Key.Key_Right)
    assert skills.line.hasFocus()


def test_a_chip_is_removed_by_its_cross(skills: ChipsEdit) -> None:
    skills.set_chips(["a", "b"])
    QApplication.processEvents()
    chip = skills.findChildren(Chip)[0]
    QTest.mouseClick(chip, LEFT, pos=QPoint(8, 8))
    assert skills.chips() == ["a", "b"], "a click on the word removes nothing"
    QTest.mouseClick(chip, LEFT, pos=chip.close_rect().center())
    assert skills.chips() == ["b"]


def test_what_was_typed_is_kept_when_the_focus_leaves(qtbot: QtBot) -> None:
    field, other = ChipsEdit("Skills"), QLineEdit()
    window = Window(qtbot, field, other)
    field.setFocus()
    qtbot.waitUntil(field.line.hasFocus)
    QTest.keyClicks(field.line, "law")
    other.setFocus()
    assert field.chips() == ["law"]
    window.close()


def test_set_chips_is_silent_and_long_and_hostile_words_are_text(skills: ChipsEdit, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(skills.changed):
        skills.set_chips([MARKUP, "x" * 500, "\u202eright to left"])
    assert skills.chips()[0] == MARKUP
    QApplication.processEvents()
    assert all(skills.rect().contains(chip.geometry()) for chip in skills.findChildren(Chip))
    assert skills.findChildren(QLabel) == []


def test_segments_are_chosen_by_click_and_arrow(qtbot: QtBot) -> None:
    choice = Segmented("Colours", [("light", "Light", "sun"), ("dark", "Dark", "moon"), ("system", "System", "")])
    window = Window(qtbot, choice)
    told: list[str] = []
    choice.chosen.connect(told.append)
    buttons = choice._group.buttons()
    QTest.mouseClick(buttons[1], LEFT)
    assert (told, choice.choice()) == (["dark"], "dark")
    QTest.keyClick(buttons[1], Key.Key_Right)
    QTest.keyClick(buttons[2], Key.Key_Right)
    assert told == ["dark", "system", "light"]
    choice.choose("system")
    assert told == ["dark", "system", "light"]
    assert [button.focusPolicy() for button in buttons].count(Qt.FocusPolicy.StrongFocus) == 1
    with pytest.raises(ValueError, match="'blue' is not in list"):
        choice.choose("blue")
    window.close()


# --- sidebar


@pytest.fixture
def sidebar(qtbot: QtBot) -> Iterator[Sidebar]:
    made = Sidebar("Laurel", "Main")
    for key in ("home", "credentials", "projects"):
        made.add_page(key, key.title(), "house")
    made.add_action("import", "Import…", "import")
    made.add_page("settings", "Settings", "settings", foot=True)
    window = Window(qtbot, made)
    yield made
    window.close()


def test_a_page_is_chosen_by_click_and_stays_chosen(sidebar: Sidebar, qtbot: QtBot) -> None:
    told: list[str] = []
    sidebar.chosen.connect(told.append)
    assert sidebar.current() == "home"
    for key in ("projects", "projects", "settings"):
        QTest.mouseClick(sidebar.button(key), LEFT)
        assert sidebar.button(key).isChecked()
    assert told == ["projects", "settings"]
    assert not sidebar.button("projects").isChecked()


def test_an_action_of_the_foot_leaves_the_page_as_it_is(sidebar: Sidebar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sidebar.triggered) as told:
        QTest.mouseClick(sidebar.button("import"), LEFT)
    assert told.args == ["import"]
    assert sidebar.current() == "home"


def test_arrows_move_and_space_chooses(sidebar: Sidebar) -> None:
    sidebar.button("home").setFocus()
    QTest.keyClick(sidebar.button("home"), Key.Key_Down)
    assert sidebar.button("credentials").hasFocus()
    assert sidebar.current() == "home"
    QTest.keyClick(sidebar.button("credentials"), Key.Key_Space)
    assert sidebar.current() == "credentials"
    QTest.keyClick(sidebar.button("credentials"), Key.Key_Up)
    QTest.keyClick(sidebar.button("home"), Key.Key_Up)
    assert sidebar.button("settings").hasFocus()


def test_the_sidebar_is_one_tab_stop(sidebar: Sidebar) -> None:
    sidebar.set_current("projects")
    stops = [key for key in ("home", "credentials", "projects", "import", "settings")
             if sidebar.button(key).focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus]  # fmt: skip
    assert stops == ["projects"]


def test_counts_are_said_and_compact_keeps_the_names(sidebar: Sidebar) -> None:
    sidebar.set_count("credentials", 12)
    assert sidebar.button("credentials").accessibleName() == "Credentials, 12"
    wide = sidebar.sizeHint().width()
    sidebar.set_compact(True)
    assert sidebar.sizeHint().width() < wide / 2
    assert sidebar.button("credentials").toolTip() == "Credentials"
    sidebar.set_count("credentials", None)
    assert sidebar.button("credentials").accessibleName() == "Credentials"


# --- toasts


@pytest.fixture
def toasts(qtbot: QtBot) -> Iterator[Toasts]:
    window = Window(qtbot)
    yield Toasts(window)
    window.close()


def test_a_toast_offers_its_action_once(toasts: Toasts) -> None:
    done: list[int] = []
    toast = toasts.show("Moved to the trash", "Undo", lambda: done.append(1))
    assert toast.button is not None
    assert not toast.hasFocus(), "it never takes the focus"
    QTest.mouseClick(toast.button, LEFT)
    assert done == [1]
    assert toasts.toasts() == []


def test_a_toast_leaves_by_itself_but_not_under_the_mouse(toasts: Toasts, qtbot: QtBot) -> None:
    toast = toasts.show("Saved", seconds=0.05)
    QTest.mouseMove(toast, QPoint(10, 10))
    qtbot.waitUntil(lambda: not toast.is_waiting())
    qtbot.wait(120)
    assert toasts.toasts() == [toast]
    host = toast.parentWidget()
    assert host is not None
    QTest.mouseMove(host, QPoint(5, 5))
    qtbot.waitUntil(lambda: toasts.toasts() == [])


def test_toasts_stack_replace_and_stay_inside_the_window(toasts: Toasts) -> None:
    for text in ("One", "One", "Two", "Three " * 60, "Four"):
        toasts.show(text)
    shown = toasts.toasts()
    assert [toast.text.split()[0] for toast in shown] == ["Two", "Three", "Four"]
    host = shown[0].parentWidget()
    assert host is not None
    host.resize(360, 400)
    QApplication.processEvents()
    assert all(host.rect().contains(toast.geometry()) for toast in shown)
    assert not shown[0].geometry().intersects(shown[1].geometry())
    assert shown[2].geometry().bottom() > shown[0].geometry().bottom()


# --- the rest


@pytest.mark.parametrize("kind", [PlainLabel, ElidedLabel])
def test_labels_never_read_markup(qtbot: QtBot, kind: type[PlainLabel]) -> None:
    label = kind(MARKUP)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == MARKUP
    assert label.sizeHint().width() > label.fontMetrics().horizontalAdvance("<img src='x'>")


def test_tool_tips_never_read_markup() -> None:
    assert plain_tip("A & B") == "A & B"
    assert plain_tip("<b>x</b>") == "<qt>&lt;b&gt;x&lt;/b&gt;</qt>"


def test_an_elided_label_tells_the_whole_when_it_is_cut(qtbot: QtBot) -> None:
    label = ElidedLabel("certificate-of-something-long.pdf")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.toolTip() == "certificate-of-something-long.pdf"
    label.resize(900, 20)
    assert label.toolTip() == ""


def test_chips_flow_onto_more_lines_and_back(qtbot: QtBot) -> None:
    holder = QWidget()
    flow = FlowLayout(holder)
    for number in range(12):
        flow.addWidget(Chip(f"skill {number}"))
    qtbot.addWidget(holder)
    holder.show()
    heights = [flow.heightForWidth(width) for width in (2000, 400, 120)]
    assert heights == sorted(set(heights))
    holder.resize(200, flow.heightForWidth(200))
    QApplication.processEvents()
    boxes = [chip.geometry() for chip in holder.findChildren(Chip)]
    assert all(holder.rect().contains(box) for box in boxes)
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_a_section_names_its_fields_and_their_access_keys(qtbot: QtBot) -> None:
    section, field, named = Section("Details"), QLineEdit(), NumberField("Hours of work")
    shown = section.add_field("&Issued", field)
    section.add_field("Hours", named, tall=True)
    qtbot.addWidget(section)
    assert shown.buddy() is field
    assert field.accessibleName() == "Issued"
    assert named.accessibleName() == "Hours of work"
    button = section.add_button("pencil", "Edit")
    assert (button.accessibleName(), button.toolTip()) == ("Edit", "Edit")


def test_a_number_field_ignores_the_wheel_until_it_has_the_focus(qtbot: QtBot) -> None:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent

    field = NumberField("Hours", suffix=" h")
    window = Window(qtbot, QLineEdit(), field)

    def wheel() -> None:
        nothing = Qt.KeyboardModifier.NoModifier
        spot, turn = QPointF(5, 5), QPoint(0, 120)
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(spot, spot, QPoint(), turn, Qt.MouseButton.NoButton, nothing, phase, False)
        QApplication.sendEvent(field, event)

    field.clearFocus()
    wheel()
    assert field.value() == 0
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    wheel()
    assert field.value() == 1
    window.close()


def test_an_empty_state_offers_its_steps(qtbot: QtBot) -> None:
    taken: list[str] = []
    steps = [("Add one", "plus", lambda: taken.append("add")), ("Try the sample", "", lambda: taken.append("sample"))]
    state = EmptyState("award", "No credentials yet", "Add the first, or look at a sample.", steps)
    window = Window(qtbot, state)
    for button in state.buttons:
        QTest.mouseClick(button, LEFT)
    assert taken == ["add", "sample"]
    assert (state.accessibleName(), state.headline.text()) == ("No credentials yet", "No credentials yet")
    window.close()


def test_the_status_bar_shows_a_long_job_and_stops_it(qtbot: QtBot) -> None:
    import time

    jobs = Jobs()
    status = JobStatus(jobs)
    window = Window(qtbot, status)

    def forever(progress: Progress) -> None:
        while True:
            progress(1, 4, "a.pdf")
            time.sleep(0.001)

    jobs.run("Import", forever)
    jobs.run("Quick", lambda progress: None)
    assert not status.isVisible(), "a short job is not worth a flicker"
    qtbot.waitUntil(status.isVisible)
    qtbot.waitUntil(lambda: status.label.text() == "Import – a.pdf")
    assert status.bar.value() == status.bar.maximum() / 4
    assert status.others.text() == "1 more waits"
    with qtbot.waitSignal(jobs.finished):
        QTest.mouseClick(status.stop_button, LEFT)
    qtbot.waitUntil(lambda: not status.isVisible())
    jobs.stop()
    window.close()


def test_a_button_says_its_text_and_leaves_enter_to_fields(qtbot: QtBot) -> None:
    button = Button("Add", "plus", "primary")
    qtbot.addWidget(button)
    assert (button.text(), button.autoDefault()) == ("Add", False)
    assert button.sizeHint().width() > Button("Add").sizeHint().width()


@pytest.mark.parametrize("scale", [100, 200])
def test_nothing_is_clipped_when_the_text_grows(qtbot: QtBot, qapp: QApplication, scale: int) -> None:
    widgets = [Button("Export", "file-down", "primary"), QLineEdit("Text"), Chip("docker"), NumberField("Hours")]
    window = Window(qtbot, *widgets)
    theme.apply(qapp, "dark", scale)
    window.adjustSize()
    QApplication.processEvents()
    line = theme.px(17)  # what a line of 13-pixel Inter takes
    assert all(widget.height() >= line for widget in widgets)
    assert widgets[0].width() >= widgets[0].fontMetrics().horizontalAdvance("Export") + theme.px(16)
    window.close()


def test_icons_of_a_dense_screen_are_asked_for_at_its_ratio() -> None:
    button = IconButton("star", "Star")
    picture = button.icon().pixmap(button.iconSize(), 2.0)
    assert picture.width() == 2 * button.iconSize().width()
    assert QGuiApplication.primaryScreen() is not None
