"""Rules of the layout, read from finished files: nothing leaves the frame, nothing is stranded, nothing too small."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from portfolio.core.dates import PartialDate
from portfolio.core.document import gallery
from portfolio.core.document.blocks import Picture
from portfolio.core.document.flow import Flow, Page, Par, Piece, Rule, Text, strips
from portfolio.core.document.structure import Node
from portfolio.core.document.style import LEDGER, PAPERS, Colour, Grid
from portfolio.core.document.text import Line
from portfolio.core.records import Evidence, Portfolio, Profile
from tests.core.document import people, reading

LONG = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsbescheinigung",
    "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilaan pätevyystodistus",
    "Πιστοποιητικό Επάρκειας Ηλεκτροεγκεφαλογραφήματος και Ωτορινολαρυγγολογίας",
    "Свидетельство о прохождении повышения квалификации по частнопредпринимательской деятельности",
    "A title of three hundred characters that goes on " * 6,
    "x" * 300,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("layout")


def hard(folder: Path) -> Portfolio:
    """Long names everywhere, projects with one to five pictures of any shape."""
    made = people.person(folder, 12, 0)
    long = [replace(item, title=name, issuer=name[:90]) for item, name in zip(made.credentials, LONG, strict=False)]
    projects, files = [], dict(made.files)
    for number in range(1, 6):
        shapes = [(1600, 1000), (1000, 1500), (900, 900), (2000, 400), (300, 1600)]
        evidence: list[Evidence] = people._photos(folder, number, (shapes * 2)[number : 2 * number], files)
        projects.append(people.project(number, random.Random(number), evidence))
    profile = replace(made.profile, name=LONG[2], headline=LONG[3], summary=made.profile.summary * 3)
    return replace(
        made, profile=profile, credentials=(*long, *made.credentials[6:]), projects=tuple(projects), files=files
    )


CASES = {"empty": (0, 0), "one": (1, 0), "some": (12, 3), "many": (40, 10), "hard": None}


@pytest.mark.parametrize("paper", list(PAPERS))
@pytest.mark.parametrize("case", CASES)
def test_all_text_stands_inside_the_frame_and_is_large_enough(folder: Path, case: str, paper: str) -> None:
    size = CASES[case]
    portfolio = people.person(folder, *size) if size else hard(folder)
    pdf, exported = people.export(portfolio, paper=paper)
    grid = Grid(PAPERS[paper])
    assert min(reading.font_sizes(pdf)) >= 7.5
    lowest: dict[int, float] = {}
    for page, (left, bottom, right, top), text in reading.text_boxes(pdf):
        assert left >= grid.left - 1, text
        assert right <= grid.right + 1, text
        assert top <= grid.top + 1, text
        if bottom > grid.footer_rule:  # the rest is the footer
            assert bottom >= grid.bottom - 1, text
            lowest[page] = min(lowest.get(page, grid.top), bottom)
        else:
            assert bottom >= grid.footer_text - 4
    assert set(lowest) == set(range(exported.pages))


def _fill(pdf: bytes, paper: str) -> list[float]:
    """How far down each page is filled, as a part of its frame."""
    grid = Grid(PAPERS[paper])
    lowest: dict[int, float] = {}
    for number, image in enumerate(reading.images(pdf, 36)):
        scale = 0.5
        frame = image.crop((0, 0, image.width, round(image.height - grid.bottom * scale) + 1))
        dark = frame.point(lambda value: 255 if value < 235 else 0).getbbox()
        lowest[number] = (dark[3] / scale - grid.top_margin) / grid.frame_height if dark else 0.0
    return [lowest[number] for number in sorted(lowest)]


@pytest.mark.parametrize("paper", list(PAPERS))
@pytest.mark.parametrize("size", [(12, 3), (40, 10)])
def test_pages_are_filled(folder: Path, paper: str, size: tuple[int, int]) -> None:
    pdf, _exported = people.export(people.person(folder, *size, ((1600, 1000), (1000, 1500))), paper=paper)
    filled = _fill(pdf, paper)[1:]  # the cover has its own height
    assert all(part > 0.6 for part in filled[:-1]), filled
    assert sum(filled[:-1]) / len(filled[:-1]) > 0.8


def test_a_cover_with_many_highlights_stays_one_page(folder: Path) -> None:
    made = people.person(folder, 12, 0)
    loud = tuple(replace(item, featured=True, title=LONG[3]) for item in made.credentials)
    pdf, _exported = people.export(replace(made, credentials=loud))
    cover, following = reading.contents(pdf)[:2]
    assert b"/H1<<" in cover
    assert reading.flat(reading.pdfium_text(pdf)).count("Inside 12 credentials") == 1
    assert b"/H3<<" in following  # the credentials begin on the second page


def test_contrast_is_enough_to_read() -> None:
    """WCAG 2.2, success criterion 1.4.3."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for part in (Colour.INK, Colour.MUTED, Colour.ACCENT):
        for ground in ("#FFFFFF", LEDGER.colours[Colour.TINT]):
            ratio = (luminance(ground) + 0.05) / (luminance(LEDGER.colours[part]) + 0.05)
            assert ratio >= 4.5


# --- the flow by itself -----------------------------------------------------------------------------------------------

GRID = Grid(PAPERS["A4"])


def par(count: int) -> Par:
    return Par([Line((), 0.0)] * count, LEDGER.body, GRID.main, Node("P", None))


def filler(height: float) -> Piece:
    return Piece(height)


def lines_on(page: Page, of: Par) -> tuple[int, int] | None:
    found = [(item.first, item.last) for item in page.items if isinstance(item, Text) and item.par is of]
    return found[0] if found else None


@pytest.mark.parametrize("room", range(0, 60, 7))
def test_no_line_is_left_alone(room: int) -> None:
    flow, text = Flow(GRID, ""), par(5)
    flow.add([filler(GRID.frame_height - room), *strips([text])])
    spans = [span for page in flow.pages if (span := lines_on(page, text))]
    assert sum(last - first for first, last in spans) == 5
    assert all(last - first >= 2 for first, last in spans)


@pytest.mark.parametrize("room", [20, 40, 60])
def test_a_heading_stays_with_its_text(room: int) -> None:
    flow, head, text = Flow(GRID, ""), par(1), par(4)
    flow.add([filler(GRID.frame_height - room), *strips([head], keep=True), *strips([text])])
    (at,) = (number for number, page in enumerate(flow.pages) if lines_on(page, head))
    assert lines_on(flow.pages[at], text) is not None


def test_text_taller_than_pages_runs_on() -> None:
    flow, text = Flow(GRID, ""), par(500)
    flow.add(strips([text]))
    spans = [lines_on(page, text) for page in flow.pages]
    assert len(spans) == -(-500 // int(GRID.frame_height // 14))
    assert [span[0] for span in spans[1:] if span] == [span[1] for span in spans[:-1] if span]


def test_a_chain_taller_than_a_page_is_cut() -> None:
    flow = Flow(GRID, "")
    flow.add([Piece(100.0, keep=True) for _ in range(20)])
    assert len(flow.pages) == 3


def test_what_stands_clear_begins_below_what_hangs_and_on_the_grid() -> None:
    flow = Flow(GRID, "")
    flow.add([Piece(14.0, reach=80.0), Piece(10.0, clear=True, gap=7.0, loose=(Rule(0, 0, 1),))])
    (rule,) = flow.page.items
    assert isinstance(rule, Rule)
    assert rule.y <= GRID.top - 87
    assert ((GRID.top - rule.y) / 3.5) == pytest.approx(round((GRID.top - rule.y) / 3.5))


def test_what_hangs_needs_its_room() -> None:
    flow = Flow(GRID, "")
    flow.add([filler(GRID.frame_height - 40), Piece(14.0, reach=80.0)])
    assert len(flow.pages) == 2


def test_a_piece_shrinks_rather_than_leaves_a_hole() -> None:
    flow = Flow(GRID, "")
    flow.add([filler(GRID.frame_height - 150), Piece(200.0, shrunk=lambda room: Piece(room - 1))])
    assert len(flow.pages) == 1
    flow.add([Piece(200.0, shrunk=lambda room: None)])
    assert len(flow.pages) == 2


def test_a_section_begins_on_the_page_when_there_is_room() -> None:
    flow = Flow(GRID, "one")
    flow.add([filler(100)])
    flow.begin_section("two", 200)
    assert len(flow.pages) == 1
    flow.add([filler(500)])
    flow.begin_section("three", 200)
    assert [page.section for page in flow.pages] == ["one", "three"]
    flow.begin_section("four", 200)
    assert flow.page.section == "four"


def framed(aspects: Sequence[float]) -> list[gallery.Framed]:
    node = Node("Figure", None)
    return [gallery.Framed(Picture(str(n), Path("x"), "", ""), aspect, node) for n, aspect in enumerate(aspects)]


@pytest.mark.parametrize(
    ("aspects", "wanted"),
    [
        ([1.6], [1]),
        ([0.66], [1]),
        ([1.6, 1.6], [2]),
        ([0.66, 0.66], [2]),
        ([1.6, 1.6, 1.6], [1, 2]),
        ([0.66, 0.66, 0.66], [3]),
        ([1.6, 1.6, 1.6, 1.6], [2, 2]),
        ([1.0, 1.0, 1.0], [3]),
        ([], []),
    ],
)
def test_pictures_stand_in_pleasant_rows(aspects: list[float], wanted: list[int]) -> None:
    rows = gallery.rows(framed(aspects), 391)
    assert [len(row) for row in rows] in (wanted, wanted[::-1])
    assert [one for row in rows for one in row] == framed(aspects) or len(aspects) == sum(map(len, rows))
    for row in rows:
        height = gallery.row_height(row, 391)
        assert 60 <= height <= gallery.TALLEST
        assert sum(one.aspect * height for one in row) + 12 * (len(row) - 1) <= 391.01


def test_a_thousand_pictures_are_arranged_at_once() -> None:
    rows = gallery.rows(framed([0.3 + (n * 7 % 23) / 10 for n in range(1000)]), 391)
    assert sum(map(len, rows)) == 1000


def test_a_page_of_one_credential_is_whole(folder: Path) -> None:
    made = people.person(folder, 1, 0)
    dated = replace(made.credentials[0], issued=PartialDate(2024), expires=PartialDate(2025), url="")
    pdf, exported = people.export(Portfolio(Profile(name="A"), (dated,)))
    assert exported.pages == 2
    assert "Expired 2025" in reading.flat(reading.pdfium_text(pdf)).replace("\u00a0", " ")
