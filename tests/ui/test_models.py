"""The models of the window: sound for Qt, and asking only for the rows that are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from portfolio.core.records import ItemChoice
from portfolio.ui.models.cards import PAGE, CardModel, IdRole
from portfolio.ui.models.choices import ChoiceModel
from portfolio.ui.search_terms import has_term, toggled
from portfolio.ui.widgets.cards import Card, CardRole


class Pages:
    """A fetcher that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.gone: set[str] = set()

    def __call__(self, ids: Sequence[str]) -> Mapping[str, Card]:
        self.asked.append(len(ids))
        return {one: Card(one, f"Title {one}") for one in ids if one not in self.gone}


def test_cards_are_sound_and_fetched_by_pages(qtmodeltester: Any, qtbot: QtBot) -> None:
    pages = Pages()
    model = CardModel(pages)
    model.show([str(number) for number in range(1000)])
    assert pages.asked == []
    assert model.index(150, 0).data(CardRole).title == "Title 150"
    assert model.index(199, 0).data() == "Title 199"
    assert pages.asked == [PAGE]
    qtmodeltester.check(model)


def test_small_changes_move_rows_and_large_ones_reset(qtbot: QtBot) -> None:
    model = CardModel(Pages())
    model.show([str(number) for number in range(300)])
    with qtbot.waitSignals([model.rowsRemoved, model.rowsInserted]), qtbot.assertNotEmitted(model.modelReset):
        model.show([*(str(number) for number in range(150)), "new", *(str(number) for number in range(151, 300))])
    with qtbot.waitSignal(model.modelReset):
        model.show([str(number) for number in range(300, 0, -1)])
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show(model.ids, fresh=True)
    assert model.row_of("150") == 150
    assert model.id_at(-1) == model.id_at(300) == ""
    assert model.index(0, 0).data(IdRole) == "300"


def test_a_card_whose_record_went_is_empty_and_not_an_error(qtbot: QtBot) -> None:
    pages = Pages()
    pages.gone = {"1"}
    model = CardModel(pages)
    model.show(["0", "1"])
    assert model.index(1, 0).data() is None
    assert model.index(1, 0).data(CardRole) is None


ITEMS = [
    ItemChoice("credential", "a", "Alpha", included=True, private=False),
    ItemChoice("credential", "b", "Beta", included=True, private=False),
    ItemChoice("credential", "c", "Gamma", included=False, private=True),
    ItemChoice("project", "p", "Pi", included=False, private=False),
    ItemChoice("project", "q", "Qu", included=True, private=False),
]


@pytest.fixture
def choices(qtbot: QtBot) -> ChoiceModel:
    model = ChoiceModel()
    model.show(ITEMS)
    return model


def test_choices_are_sound(choices: ChoiceModel, qtmodeltester: Any) -> None:
    qtmodeltester.check(choices)
    assert [choices.index(row).data() for row in range(choices.rowCount())] == [
        "CREDENTIALS: 2 OF 3", "Alpha", "Beta", "Gamma – private", "PROJECTS: 1 OF 2", "Pi", "Qu",
    ]  # fmt: skip


def test_ticks_are_asked_for_and_private_ones_cannot_be_ticked(qtbot: QtBot, choices: ChoiceModel) -> None:
    role, checked = Qt.ItemDataRole.CheckStateRole, Qt.CheckState.Checked
    with qtbot.waitSignal(choices.ticked) as told:
        assert choices.setData(choices.index(5), checked, role)
    assert told.args == [[ITEMS[3]], True]
    assert not choices.setData(choices.index(3), checked, role)
    assert not choices.flags(choices.index(3)) & Qt.ItemFlag.ItemIsEnabled
    assert not choices.setData(choices.index(0), checked, role)


def test_rows_move_within_their_group(qtbot: QtBot, choices: ChoiceModel) -> None:
    with qtbot.waitSignal(choices.arranged) as told:
        assert choices.move(2, -1)
    assert [item.id for item in told.args[0]] == ["b", "a", "c", "p", "q"]
    assert not choices.move(1, -1)
    assert not choices.move(3, 1)
    assert not choices.move(6, 1)


def test_rows_are_dragged(qtbot: QtBot, choices: ChoiceModel) -> None:
    data = choices.mimeData([choices.index(1)])
    assert choices.canDropMimeData(data, Qt.DropAction.MoveAction, 3, 0, QModelIndex())
    with qtbot.waitSignal(choices.arranged) as told:
        assert not choices.dropMimeData(data, Qt.DropAction.MoveAction, 3, 0, QModelIndex())
    assert [item.id for item in told.args[0]] == ["b", "a", "c", "p", "q"]
    assert not choices.canDropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())


@pytest.mark.parametrize(
    ("text", "term", "after"),
    [
        ("", "kind:badge", "kind:badge"),
        ("python", "kind:badge", "python kind:badge"),
        ("python kind:Badge", "kind:badge", "python"),
        ('issuer:"open university" x', 'issuer:"Open University"', "x"),
        ("-kind:badge", "kind:badge", "-kind:badge kind:badge"),
        ("badge", "kind:badge", "badge kind:badge"),
    ],
)
def test_terms_are_added_and_taken_out(text: str, term: str, after: str) -> None:
    assert toggled(text, term) == after
    assert has_term(after, term) is not has_term(text, term)
