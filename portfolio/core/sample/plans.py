"""Draws the sample's plans: a floor plan with heat loads, a string diagram, a control circuit."""

from __future__ import annotations

from portfolio.core.sample.sheet import (
    AMBER,
    INK,
    RUST,
    SKY,
    SLATE,
    TEAL,
    WHITE,
    Colour,
    Sheet,
    mixed,
    on_circle,
)

_PAPER: Colour = (251, 250, 246)


def floor_plan() -> bytes:
    """The ground floor of a row house: walls, doors, windows, radiators, and the heat load of each room."""
    sheet = Sheet(1440, 1040, _PAPER)
    rooms = (
        (150, 150, 520, 420, "Living room", "1,240 W", 0.55),
        (670, 150, 330, 270, "Kitchen", "610 W", 0.28),
        (1000, 150, 290, 270, "Bath", "540 W", 0.42),
        (670, 420, 250, 400, "Hall", "220 W", 0.08),
        (920, 420, 370, 400, "Nursery", "780 W", 0.48),
        (150, 570, 520, 250, "Bedroom", "690 W", 0.3),
    )
    for x, y, width, height, name, load, warmth in rooms:
        sheet.box(x, y, width, height, mixed(_PAPER, AMBER, warmth * 0.55))
        sheet.text(x + width / 2, y + height / 2 - 8, name, 25, INK, "Medium", "ms")
        sheet.text(x + width / 2, y + height / 2 + 26, load, 23, mixed(RUST, INK, 0.2), "SemiBold", "ms")
    _walls(sheet)
    for x, y, width in ((300, 158, 200), (770, 158, 130), (1080, 158, 120), (300, 796, 200), (1030, 796, 150)):
        _radiator(sheet, x, y + (12 if y < 400 else -12), width)
    _plan_frame(sheet)
    return sheet.png()


def _walls(sheet: Sheet) -> None:
    for start, end in (
        ((150, 150), (1290, 150)),
        ((150, 820), (1290, 820)),
        ((150, 150), (150, 820)),
        ((1290, 150), (1290, 820)),
    ):
        sheet.line([start, end], INK, 15)
    for points in (
        ((670, 150), (670, 820)),
        ((150, 570), (670, 570)),
        ((670, 420), (1290, 420)),
        ((1000, 150), (1000, 420)),
        ((920, 420), (920, 820)),
    ):
        sheet.line(list(points), INK, 8)
    for x, width, y in ((300, 200, 150), (770, 130, 150), (1080, 120, 150), (300, 200, 820), (1030, 150, 820)):
        sheet.box(x, y - 8, width, 16, WHITE)
        for shift in (-6, 0, 6):
            sheet.line([(x, y + shift), (x + width, y + shift)], mixed(SKY, INK, 0.35), 1.5)
    for x, y, left in ((670, 470, True), (670, 640, True), (920, 560, False)):
        _door(sheet, x, y, left=left)
    sheet.box(745, 812, 90, 18, _PAPER)
    sheet.arc(745, 820, 90, 270, 360, SLATE, 1.5)
    sheet.line([(745, 820), (745, 730)], SLATE, 3)


def _door(sheet: Sheet, x: float, y: float, *, left: bool) -> None:
    sheet.box(x - 6, y, 12, 76, _PAPER)
    hinge, way, start = (y + 76, -76, 180) if left else (y, 76, 0)
    sheet.arc(x, hinge, 76, start, start + 90, SLATE, 1.5)
    sheet.line([(x, hinge), (x + way, hinge)], SLATE, 3)


def _radiator(sheet: Sheet, x: float, y: float, width: float) -> None:
    sheet.box(x, y, width, 16, WHITE, RUST, 2, 4)
    for step in range(10, int(width), 14):
        sheet.line([(x + step, y + 3), (x + step, y + 13)], RUST, 1.2)


def _plan_frame(sheet: Sheet) -> None:
    sheet.line([(150, 868), (670, 868)], SLATE, 1.5)
    sheet.line([(670, 868), (1290, 868)], SLATE, 1.5)
    for x in (150, 670, 1290):
        sheet.line([(x - 7, 875), (x + 7, 861)], SLATE, 2)
    sheet.text(410, 858, "5.20", 19, SLATE, anchor="ms")
    sheet.text(980, 858, "6.20", 19, SLATE, anchor="ms")
    sheet.text(150, 80, "House 7, ground floor", 36, INK, "SemiBold")
    sheet.text(150, 116, "Heat loads at −12 °C outside, 21 °C inside", 22, SLATE)
    sheet.text(150, 960, "Sum 4,080 W", 26, INK, "SemiBold")
    sheet.text(335, 960, "flow 47 °C · return 39 °C · existing radiators kept in 5 of 6 rooms", 21, SLATE)
    sheet.disc(1230, 90, 34, None, SLATE, 2)
    sheet.shape([(1230, 50), (1218, 98), (1230, 90), (1242, 98)], INK)
    sheet.text(1230, 42, "N", 18, INK, "SemiBold", "ms")


def string_diagram() -> bytes:
    """One line each: module strings, surge protection, inverter, battery, meter, grid."""
    sheet = Sheet(1440, 900)
    sheet.text(80, 96, "Strings and protection, as built", 36, INK, "SemiBold")
    sheet.text(80, 134, "29.7 kWp · 66 modules of 450 W · 20 kWh", 22, SLATE)
    for number, (name, count) in enumerate((("A", 24), ("B", 24), ("C", 18))):
        _string(sheet, 230 + number * 170, name, count)
    for string, entry in ((265, 405), (435, 435), (605, 465)):
        sheet.line([(600, string), (660, string), (660, entry), (740, entry)], RUST, 3)
        sheet.line([(890, entry), (960, entry)], RUST, 3)
    _device(sheet, 740, 350, 150, 170, "Surge", "type 1+2", RUST)
    _device(sheet, 960, 330, 180, 210, "Inverter", "27 kW", TEAL)
    sheet.line([(1050, 540), (1050, 640)], AMBER, 3)
    _device(sheet, 960, 640, 180, 130, "Battery", "20 kWh", AMBER)
    sheet.line([(1140, 435), (1220, 435)], TEAL, 3)
    _device(sheet, 1220, 370, 140, 130, "Meter", "two-way", SLATE)
    sheet.line([(1290, 370), (1290, 250)], TEAL, 3)
    _pylon(sheet, 1290, 250)
    _earth(sheet, 815, 520)
    for x, words, colour in ((80, "direct current", RUST), (300, "alternating current", TEAL), (570, "storage", AMBER)):
        sheet.line([(x, 830), (x + 40, 830)], colour, 4)
        sheet.text(x + 54, 837, words, 20, SLATE)
    return sheet.png()


def _string(sheet: Sheet, y: float, name: str, count: int) -> None:
    sheet.text(80, y + 45, name, 34, INK, "SemiBold")
    for place in range(6):
        x = 140 + place * 72
        sheet.box(x, y, 58, 70, mixed(SKY, INK, 0.55), INK, 1.5, 3)
        for step in (1, 2):
            sheet.line([(x + 58 * step / 3, y + 3), (x + 58 * step / 3, y + 67)], mixed(SKY, WHITE, 0.3), 1)
            sheet.line([(x + 3, y + 70 * step / 3), (x + 55, y + 70 * step / 3)], mixed(SKY, WHITE, 0.3), 1)
        if place:
            sheet.line([(x - 14, y + 35), (x, y + 35)], RUST, 3)
    sheet.line([(558, y + 35), (600, y + 35)], RUST, 3)
    sheet.text(140, y + 98, f"{count} in series · MPP {name}", 18, SLATE)


def _device(
    sheet: Sheet, x: float, y: float, width: float, height: float, name: str, words: str, colour: Colour
) -> None:
    sheet.box(x, y, width, height, mixed(colour, WHITE, 0.88), colour, 3, 12)
    sheet.text(x + width / 2, y + height / 2 + 2, name, 26, INK, "SemiBold", "ms")
    sheet.text(x + width / 2, y + height / 2 + 32, words, 20, SLATE, anchor="ms")


def _pylon(sheet: Sheet, x: float, y: float) -> None:
    sheet.line([(x - 24, y), (x, y - 90), (x + 24, y)], INK, 3)
    for part in (0.3, 0.62):
        wide = 24 * (1 - part)
        sheet.line([(x - wide, y - 90 * part), (x + wide * 0.55, y - 90 * min(1, part + 0.28))], INK, 2)
        sheet.line([(x + wide, y - 90 * part), (x - wide * 0.55, y - 90 * min(1, part + 0.28))], INK, 2)
    sheet.line([(x - 34, y - 66), (x + 34, y - 66)], INK, 3)
    sheet.text(x, y - 106, "Grid", 20, SLATE, anchor="ms")


def _earth(sheet: Sheet, x: float, y: float) -> None:
    sheet.line([(x, y), (x, y + 60)], INK, 2)
    for number, wide in enumerate((24, 15, 6)):
        sheet.line([(x - wide, y + 60 + number * 9), (x + wide, y + 60 + number * 9)], INK, 2.5)


def trainer_circuit() -> bytes:
    """A start-stop circuit with a self-holding contact, on squared paper, with the places of the faults."""
    sheet = Sheet(1440, 1000, _PAPER)
    for step in range(0, 1440, 32):
        sheet.line([(step, 0), (step, 1000)], mixed(SKY, _PAPER, 0.78), 1)
    for step in range(0, 1000, 32):
        sheet.line([(0, step), (1440, step)], mixed(SKY, _PAPER, 0.78), 1)
    sheet.text(96, 84, "Trainer board: start, stop, hold", 34, INK, "SemiBold")
    sheet.text(96, 118, "24 V DC control circuit", 22, SLATE)
    sheet.line([(96, 192), (1344, 192)], RUST, 4)
    sheet.line([(96, 864), (1344, 864)], SKY, 4)
    sheet.text(84, 200, "+", 30, RUST, "Bold", "rs")
    sheet.text(84, 874, "−", 30, SKY, "Bold", "rs")
    _path(sheet, 288, (("fuse", "F1"), ("opener", "S0 stop"), ("closer", "S1 start"), ("coil", "K1")))
    sheet.line([(288, 520), (448, 520), (448, 544)], INK, 3)
    _contact(sheet, 448, 544, "K1 hold", closed=False)
    sheet.line([(448, 624), (448, 656), (288, 656)], INK, 3)
    _path(sheet, 736, (("closer", "K1"), ("lamp", "H1 runs")))
    _path(sheet, 960, (("opener", "K1"), ("lamp", "H2 ready")))
    _path(sheet, 1184, (("opener", "F2 thermal"), ("closer", "K1"), ("motor", "M1")))
    for number, (x, y) in enumerate(
        ((236, 300), (236, 460), (236, 650), (500, 625), (684, 420), (908, 420), (1132, 350), (1132, 560)), 1
    ):
        _fault(sheet, x, y, number)
    sheet.text(96, 944, "Faults 1 to 8 of 14: an open wire, a closed contact, a wrong polarity …", 21, SLATE)
    return sheet.png()


def _path(sheet: Sheet, x: float, parts: tuple[tuple[str, str], ...]) -> None:
    """A current path from plus to minus with its parts at even distances."""
    room = (864 - 192) / (len(parts) + 0.0)
    y = 192.0
    for kind, name in parts:
        middle = y + room / 2
        sheet.line([(x, y), (x, middle - 40)], INK, 3)
        sheet.line([(x, middle + 40), (x, y + room)], INK, 3)
        _PARTS[kind](sheet, x, middle - 40, name)
        y += room
    sheet.disc(x, 192, 7, INK)
    sheet.disc(x, 864, 7, INK)


def _contact(sheet: Sheet, x: float, y: float, name: str, *, closed: bool) -> None:
    sheet.line([(x, y), (x, y + 14)], INK, 3)
    sheet.line([(x, y + 66), (x, y + 80)], INK, 3)
    sheet.line([(x, y + 66), (x + (22 if closed else -26), y + 12)], INK, 3)
    if closed:
        sheet.line([(x, y + 14), (x + 26, y + 14)], INK, 3)
    sheet.text(x + 40, y + 48, name, 22, INK, "Medium")


def _closer(sheet: Sheet, x: float, y: float, name: str) -> None:
    _contact(sheet, x, y, name, closed=False)


def _opener(sheet: Sheet, x: float, y: float, name: str) -> None:
    _contact(sheet, x, y, name, closed=True)


def _coil(sheet: Sheet, x: float, y: float, name: str) -> None:
    sheet.line([(x, y), (x, y + 18)], INK, 3)
    sheet.line([(x, y + 62), (x, y + 80)], INK, 3)
    sheet.box(x - 40, y + 18, 80, 44, WHITE, INK, 3)
    sheet.text(x + 54, y + 48, name, 22, INK, "Medium")


def _fuse(sheet: Sheet, x: float, y: float, name: str) -> None:
    sheet.box(x - 14, y + 8, 28, 64, WHITE, INK, 3)
    sheet.line([(x, y), (x, y + 80)], INK, 3)
    sheet.text(x + 40, y + 48, name, 22, INK, "Medium")


def _lamp(sheet: Sheet, x: float, y: float, name: str) -> None:
    sheet.disc(x, y + 40, 40, mixed(AMBER, WHITE, 0.6), INK, 3)
    for angle in (45, 135):
        sheet.line([on_circle(x, y + 40, 38, angle), on_circle(x, y + 40, 38, angle + 180)], INK, 3)
    sheet.text(x + 54, y + 48, name, 22, INK, "Medium")


def _motor(sheet: Sheet, x: float, y: float, name: str) -> None:
    sheet.disc(x, y + 40, 40, mixed(TEAL, WHITE, 0.8), INK, 3)
    sheet.text(x, y + 50, "M", 30, INK, "SemiBold", "ms")
    sheet.text(x + 54, y + 48, name, 22, INK, "Medium")


def _fault(sheet: Sheet, x: float, y: float, number: int) -> None:
    sheet.disc(x, y, 19, RUST)
    sheet.text(x, y, str(number), 22, WHITE, "SemiBold", "mm")


_PARTS = {"fuse": _fuse, "opener": _opener, "closer": _closer, "coil": _coil, "lamp": _lamp, "motor": _motor}
