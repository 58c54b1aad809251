"""Draws the sample's certificates as PDFs: a modern one, a diploma with its transcript, both sides of a card."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from math import cos, radians, sin

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from portfolio.core.dates import PartialDate
from portfolio.core.paths import resources
from portfolio.core.sample.sheet import AMBER, INK, LEAF, MIST, RUST, SLATE, TEAL, WHITE, Colour, mixed

_WIDTH, _HEIGHT = A4
_FACES = {weight: f"SampleInter-{weight}" for weight in ("Regular", "Medium", "SemiBold", "Bold")}
_MODULES = (
    ("Building physics and materials", 6, "1"),
    ("Heating and cooling loads", 6, "1"),
    ("Hydronic systems", 8, "1"),
    ("Electrical installation design", 8, "2"),
    ("Heat pumps and refrigeration", 6, "2"),
    ("Controls and building automation", 6, "2"),
    ("Energy law and building permits", 4, "2"),
    ("Life-cycle cost and carbon", 4, "1"),
    ("Project: retrofit of a row house", 8, "1"),
    ("Oral defence", 4, "1"),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a certificate states. `outcomes` are lines."""

    holder: str
    title: str
    issuer: str
    number: str
    issued: PartialDate
    expires: PartialDate | None = None
    grade: str = ""
    hours: str = ""
    outcomes: tuple[str, ...] = ()
    url: str = ""


def certificate(facts: Facts) -> bytes:
    """One upright page with a coloured band, outcomes, a seal and two signatures."""
    page = _Page(facts.title)
    page.box(0, 0, 18, _HEIGHT, TEAL)
    page.box(18, 0, 6, _HEIGHT, AMBER)
    page.text(80, 92, facts.issuer.upper(), 11, SLATE, "SemiBold", spread=1.6)
    page.text(80, 190, "Certificate", 40, INK, "Bold")
    page.text(80, 236, "This is to certify that", 12, SLATE)
    page.text(80, 276, facts.holder, 28, TEAL, "SemiBold")
    page.text(80, 312, "has passed all examinations and is entitled to call herself", 12, SLATE)
    page.text(80, 346, facts.title, 18, INK, "SemiBold")
    page.text(80, 402, "She has shown that she can", 12, SLATE)
    y = 430.0
    for outcome in facts.outcomes:
        page.disc(85, y - 4, 2.4, AMBER)
        y = page.lines(98, y, outcome, 11.5, 400, INK) + 24
    page.text(80, y + 12, f"{facts.hours} hours · two practical examinations", 12, SLATE)
    _seal(page, 470, 610, TEAL)
    _signature(page, 80, 700, "Dr. Ö. Lindqvist", "for the examiners", 3)
    _signature(page, 270, 700, "M. Szabóová", "director", 5)
    page.rule(80, 752, 515)
    page.text(80, 774, f"No. {facts.number}", 10, INK, "Medium")
    page.text(220, 774, f"Issued {facts.issued.words()}", 10, SLATE)
    if facts.expires:
        page.text(370, 774, f"Valid until {facts.expires.words()}", 10, SLATE)
    page.text(80, 792, facts.url, 9, SLATE)
    return page.finished()


def diploma(facts: Facts) -> bytes:
    """A page in a frame, and a second one with the modules, credits and grades."""
    page = _Page(facts.title)
    page.frame(34, INK, 1.6)
    page.frame(42, AMBER, 0.8)
    page.middle(150, facts.issuer, 21, INK, "SemiBold")
    page.middle(176, "School of Building Energy, Evening Programme", 11, SLATE)
    page.middle(270, "DIPLOMA", 46, INK, "Bold", spread=6)
    page.middle(330, "is awarded to", 12, SLATE)
    page.middle(378, facts.holder, 30, mixed(RUST, INK, 0.2), "SemiBold")
    page.middle(424, "who has completed the programme", 12, SLATE)
    title, _in, field = facts.title.partition(" in ")
    page.middle(464, title, 20, INK, "SemiBold")
    page.middle(492, f"in {field}", 16, INK, "Medium")
    page.middle(534, f"with the result {facts.grade}", 12, SLATE)
    _seal(page, _WIDTH / 2, 626, mixed(RUST, INK, 0.2))
    _signature(page, 96, 720, "E. Þórsdóttir", "head of school", 7)
    _signature(page, 356, 720, "K. Wójcik", "board of examiners", 4)
    page.middle(782, f"{facts.issued.words()} · No. {facts.number} · EQF level 5", 10, SLATE)
    page.next()
    _transcript(page, facts)
    return page.finished()


def _transcript(page: _Page, facts: Facts) -> None:
    page.text(70, 90, "Transcript of records", 24, INK, "Bold")
    page.text(70, 116, f"{facts.holder} · {facts.title}", 11, SLATE)
    page.text(70, 160, "Module", 10, SLATE, "SemiBold")
    page.text(430, 160, "ECTS", 10, SLATE, "SemiBold", right=True)
    page.text(520, 160, "Grade", 10, SLATE, "SemiBold", right=True)
    page.rule(70, 168, 525)
    y = 190.0
    for number, (name, ects, grade) in enumerate(_MODULES):
        if number % 2 == 0:
            page.box(64, y - 15, 467, 24, mixed(MIST, WHITE, 0.5))
        page.text(70, y, name, 11, INK)
        page.text(430, y, str(ects), 11, INK, right=True)
        page.text(520, y, grade, 11, INK, "Medium", right=True)
        y += 24
    page.rule(70, y - 8, 525)
    page.text(70, y + 12, "Sum and average", 11, INK, "SemiBold")
    page.text(430, y + 12, str(sum(ects for _name, ects, _grade in _MODULES)), 11, INK, "SemiBold", right=True)
    page.text(520, y + 12, facts.grade.split()[0], 11, INK, "SemiBold", right=True)
    note = (
        "Grades run from 1 (very good) to 5 (not sufficient). One ECTS credit stands for 25 hours of work. "
        "The programme is at level 5 of the European Qualifications Framework."
    )
    page.lines(70, y + 60, note, 10, 455, SLATE)
    _signature(page, 70, 720, "K. Wójcik", "board of examiners", 4)
    page.text(70, 792, f"No. {facts.number} · page 2 of 2", 9, SLATE)


def card(facts: Facts) -> bytes:
    """A scan of both sides of a plastic card on one page."""
    page = _Page(facts.title)
    page.box(0, 0, _WIDTH, _HEIGHT, (247, 247, 245))
    for y in (110, 420):
        page.box(112, y + 5, 376, 238, (226, 226, 222), radius=16)
        page.box(108, y, 376, 238, WHITE, radius=16)
    page.box(108, 110, 376, 54, LEAF, radius=16)
    page.box(108, 140, 376, 24, LEAF)
    page.text(130, 144, facts.issuer, 13, WHITE, "SemiBold")
    page.box(130, 186, 84, 108, MIST, radius=6)
    page.disc(172, 224, 19, mixed(SLATE, WHITE, 0.35))
    page.box(144, 250, 56, 44, mixed(SLATE, WHITE, 0.35), radius=18)
    page.text(236, 204, facts.holder, 16, INK, "SemiBold")
    page.lines(236, 226, facts.title, 11, 225, SLATE)
    page.text(236, 276, f"No. {facts.number}", 11, INK, "Medium")
    page.text(236, 294, f"Issued {facts.issued.words()}", 10, SLATE)
    if facts.expires:
        page.text(236, 310, f"Valid until {facts.expires.words()}", 10, mixed(RUST, INK, 0.2), "Medium")
    page.box(108, 446, 376, 42, INK)
    page.text(130, 520, "Birkenweg 4, 8020 Graz (invented)", 11, INK)
    page.lines(
        130, 544, "Entitles to work on refrigerant circuits of any charge: leak test, recovery, repair.", 10, 330, SLATE
    )
    page.text(130, 600, facts.url, 9, SLATE)
    page.text(130, 634, "If found, please return to any post office.", 9, SLATE)
    return page.finished()


PAPERS = {"heatpump": certificate, "diploma": diploma, "fgas": card}


def _seal(page: _Page, x: float, y: float, colour: Colour) -> None:
    points = []
    for step in range(48):
        reach = 54 if step % 2 else 48
        angle = radians(step * 7.5)
        points.append((x + reach * cos(angle), y + reach * sin(angle)))
    page.shape(points, colour)
    page.disc(x, y, 40, None, WHITE, 1.2)
    page.shape([(x + r * cos(radians(a)), y + r * sin(radians(a))) for a, r in _star()], WHITE)


def _star() -> list[tuple[float, float]]:
    return [(-90 + 36 * step, 11.0 if step % 2 else 25.0) for step in range(10)]


def _signature(page: _Page, x: float, y: float, name: str, role: str, swing: int) -> None:
    """A signature line with something that looks written by hand."""
    points = []
    for step in range(180):
        turn, size = step * 0.1 * (1 + swing / 12), 15 * (1 - step / 220) * (0.55 + 0.45 * cos(step * 0.05 * swing))
        points.append((x + 14 + step * 0.62 + 0.5 * size * cos(turn), y - 15 - size * sin(turn + 0.6) - step * 0.03))
    page.curve(points, (40, 60, 120), 1.1)
    page.rule(x, y, x + 150)
    page.text(x, y + 15, name, 10, INK, "Medium")
    page.text(x, y + 28, role, 9, SLATE)


class _Page:
    """Pages of A4 drawn from the upper left corner, in points."""

    def __init__(self, title: str) -> None:
        for weight, face in _FACES.items():
            if face not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(face, str(resources() / "fonts" / f"Inter-{weight}.ttf")))
        self._out = BytesIO()
        self._canvas = Canvas(self._out, pagesize=A4, invariant=1, pageCompression=1)
        self._canvas.setTitle(title)
        self._canvas.setCreator("Laurel sample")

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        colour: Colour,
        weight: str = "Regular",
        *,
        right: bool = False,
        spread: float = 0,
    ) -> None:
        """Words on a base line; `spread` points between letters."""
        self._ink(colour)
        self._canvas.setFont(_FACES[weight], size)
        if right:
            self._canvas.drawRightString(x, _HEIGHT - y, words, charSpace=spread)
        else:
            self._canvas.drawString(x, _HEIGHT - y, words, charSpace=spread)

    def middle(
        self, y: float, words: str, size: float, colour: Colour, weight: str = "Regular", spread: float = 0
    ) -> None:
        """Words in the middle of the page, smaller if they would not fit."""
        wide = pdfmetrics.stringWidth(words, _FACES[weight], size)
        size = min(size, size * (_WIDTH - 130) / wide)
        wide = pdfmetrics.stringWidth(words, _FACES[weight], size) + spread * (len(words) - 1)
        self.text((_WIDTH - wide) / 2, y, words, size, colour, weight, spread=spread)

    def lines(self, x: float, y: float, words: str, size: float, width: float, colour: Colour) -> float:
        """Words broken into lines at most `width` wide; the base line of the last one."""
        line = ""
        for word in words.split():
            longer = f"{line} {word}".strip()
            if line and pdfmetrics.stringWidth(longer, _FACES["Regular"], size) > width:
                self.text(x, y, line, size, colour)
                line, y = word, y + size * 1.45
            else:
                line = longer
        self.text(x, y, line, size, colour)
        return y

    def box(self, x: float, y: float, width: float, height: float, colour: Colour, radius: float = 0) -> None:
        """A filled rectangle."""
        self._ink(colour)
        self._canvas.roundRect(x, _HEIGHT - y - height, width, height, radius, stroke=0, fill=1)

    def frame(self, inset: float, colour: Colour, width: float) -> None:
        """A line around the page."""
        self._ink(colour, width)
        self._canvas.rect(inset, inset, _WIDTH - 2 * inset, _HEIGHT - 2 * inset)

    def disc(
        self, x: float, y: float, radius: float, fill: Colour | None, outline: Colour | None = None, width: float = 1
    ) -> None:
        """A circle."""
        self._ink(fill or outline or INK, width)
        self._canvas.circle(x, _HEIGHT - y, radius, stroke=int(outline is not None), fill=int(fill is not None))

    def rule(self, x: float, y: float, end: float) -> None:
        """A thin level line."""
        self._ink((190, 198, 205), 0.7)
        self._canvas.line(x, _HEIGHT - y, end, _HEIGHT - y)

    def shape(self, points: list[tuple[float, float]], colour: Colour) -> None:
        """A filled polygon."""
        self._ink(colour)
        self._path(points, close=True)

    def curve(self, points: list[tuple[float, float]], colour: Colour, width: float) -> None:
        """An open line through the points."""
        self._ink(colour, width)
        self._path(points, close=False)

    def next(self) -> None:
        """Begin another page."""
        self._canvas.showPage()

    def finished(self) -> bytes:
        """The PDF; the same bytes for the same content."""
        self._canvas.showPage()
        self._canvas.save()
        return self._out.getvalue()

    def _ink(self, colour: Colour, width: float = 1) -> None:
        red, green, blue = (part / 255 for part in colour)
        self._canvas.setFillColorRGB(red, green, blue)
        self._canvas.setStrokeColorRGB(red, green, blue)
        self._canvas.setLineWidth(width)

    def _path(self, points: list[tuple[float, float]], *, close: bool) -> None:
        path = self._canvas.beginPath()
        path.moveTo(points[0][0], _HEIGHT - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, _HEIGHT - y)
        if close:
            path.close()
        self._canvas.drawPath(path, stroke=int(not close), fill=int(close))
