"""Draws the sample's charts: energy before and after, and the page of a metering dashboard."""

from __future__ import annotations

from math import exp

from portfolio.core.sample.sheet import (
    AMBER,
    GREY,
    INK,
    LEAF,
    MIST,
    NIGHT,
    RUST,
    SKY,
    SLATE,
    TEAL,
    WHITE,
    Colour,
    Point,
    Sheet,
    mixed,
)

_MONTHS = ("Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr")
_GAS = (14.2, 21.8, 27.4, 30.1, 25.2, 18.6, 10.7)  # MWh
_POWER = (3.1, 5.2, 6.9, 7.7, 6.2, 4.4, 2.6)


def before_after() -> bytes:
    """Bars of gas beside bars of electricity, month by month, with the sums."""
    sheet = Sheet(1440, 960)
    sheet.text(80, 104, "Energy for heating, eleven row houses", 38, weight="SemiBold")
    sheet.text(80, 148, "MWh a month · one winter with gas, the next with two heat pumps", 23, SLATE)
    left, bottom, top = 130, 800, 230
    height = (bottom - top) / 35
    for value in range(0, 36, 5):
        y = bottom - value * height
        sheet.line([(left, y), (1030, y)], MIST if value else GREY, 1.5)
        sheet.text(left - 18, y, str(value), 20, SLATE, anchor="rm")
    for number, month in enumerate(_MONTHS):
        x = left + 36 + number * 124
        _bar(sheet, x, bottom, _GAS[number], height, mixed(RUST, WHITE, 0.35))
        _bar(sheet, x + 46, bottom, _POWER[number], height, TEAL)
        sheet.text(x + 43, bottom + 38, month, 21, SLATE, anchor="ms")
    _legend(sheet, left + 36, 880, mixed(RUST, WHITE, 0.35), "Gas, before")
    _legend(sheet, left + 246, 880, TEAL, "Electricity, after")
    _sum(sheet, 250, "148", "MWh gas a year", mixed(RUST, INK, 0.1))
    _sum(sheet, 430, "36.1", "MWh electricity a year", TEAL)
    _sum(sheet, 610, "4.1", "seasonal performance", INK)
    return sheet.png()


def _bar(sheet: Sheet, x: float, bottom: float, value: float, height: float, colour: Colour) -> None:
    sheet.box(x, bottom - value * height, 40, value * height, colour)
    sheet.text(x + 20, bottom - value * height - 9, f"{value:.1f}", 15, SLATE, anchor="ms")


def _legend(sheet: Sheet, x: float, y: float, colour: Colour, words: str) -> None:
    sheet.box(x, y - 17, 20, 20, colour, radius=4)
    sheet.text(x + 30, y, words, 21, INK)


def _sum(sheet: Sheet, y: float, number: str, words: str, colour: Colour) -> None:
    sheet.box(1080, y, 290, 150, mixed(MIST, WHITE, 0.45), radius=14)
    sheet.text(1108, y + 80, number, 58, colour, "SemiBold")
    sheet.text(1110, y + 120, words, 20, SLATE)


def dashboard() -> bytes:
    """The page of the energy community on a sunny day: a dark screen with a curve, figures and a heat map."""
    sheet = Sheet(1440, 960, NIGHT)
    sheet.text(64, 88, "Mühlbach Energy Community", 32, WHITE, "SemiBold")
    sheet.text(64, 126, "Shared sun on a Saturday in May · 64 households", 21, GREY)
    _figures(sheet)
    _day_curve(sheet)
    _year_map(sheet)
    return sheet.png()


def _figures(sheet: Sheet) -> None:
    made = sum(_SUN) / 4
    used = sum(min(pair) for pair in zip(_SUN, _NEED, strict=True)) / 4
    facts = (
        (f"{made:.0f} kWh", "made today", AMBER),
        (f"{used / made:.0%}".replace("%", " %"), "used here", TEAL),
        ("58 %", "shared this year", SKY),
        ("2", "gaps filled", GREY),
    )
    for number, (value, words, colour) in enumerate(facts):
        x = 64 + number * 334
        _panel(sheet, x, 160, 314, 124)
        sheet.box(x, 184, 5, 76, colour)
        sheet.text(x + 30, 224, value, 42, WHITE, "SemiBold")
        sheet.text(x + 30, 260, words, 20, GREY)


def _panel(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
    sheet.box(x, y, width, height, mixed(NIGHT, WHITE, 0.06), radius=12)


def _day_curve(sheet: Sheet) -> None:
    _panel(sheet, 64, 308, 808, 588)
    sheet.text(94, 356, "Power by quarter of an hour, kW", 21, WHITE, "Medium")
    left, bottom, wide, high = 140, 820, 690, 400
    for value in (0, 20, 40, 60):
        y = bottom - value / 65 * high
        sheet.line([(left, y), (left + wide, y)], mixed(NIGHT, WHITE, 0.18), 1)
        sheet.text(left - 14, y, str(value), 18, GREY, anchor="rm")
    for hour in range(0, 25, 4):
        sheet.text(left + hour / 24 * wide, bottom + 32, f"{hour:02d}", 18, GREY, anchor="ms")

    def places(values: list[float]) -> list[Point]:
        return [(left + n / 96 * wide, bottom - value / 65 * high) for n, value in enumerate(values)]

    floor: list[Point] = [(left + wide, bottom), (left, bottom)]
    sheet.shape(places(_SUN) + floor, mixed(NIGHT, AMBER, 0.45))
    sheet.shape(places([min(a, b) for a, b in zip(_SUN, _NEED, strict=True)]) + floor, mixed(NIGHT, TEAL, 0.8))
    sheet.line(places(_SUN), AMBER, 3)
    sheet.line(places(_NEED), WHITE, 2.5)
    for x, colour, words in (
        (160, AMBER, "sun"),
        (250, WHITE, "need"),
        (350, mixed(TEAL, WHITE, 0.15), "sun used here"),
    ):
        sheet.disc(x, 876, 7, colour)
        sheet.text(x + 16, 882, words, 19, GREY)


def _sun(hour: float) -> float:
    cloud = 0.72 if 14.6 < hour < 15.6 else 0.9 if 11 < hour < 11.5 else 1.0
    return 60 * exp(-(((hour - 13) / 3.6) ** 2)) * cloud if 5.5 < hour < 20.6 else 0.0


def _need(hour: float) -> float:
    peaks = ((7.2, 1.1, 19), (12.4, 1.3, 24), (19.2, 1.8, 30), (14.5, 4.0, 9))
    wobble = ((hour * 4 * 7) % 5 - 2) * 0.55
    return 10 + wobble + sum(size * exp(-(((hour - middle) / width) ** 2)) for middle, width, size in peaks)


_SUN = [_sun(quarter / 4) for quarter in range(97)]
_NEED = [_need(quarter / 4) for quarter in range(97)]


def _year_map(sheet: Sheet) -> None:
    _panel(sheet, 892, 308, 488, 588)
    sheet.text(922, 356, "Sun used here, week by hour", 21, WHITE, "Medium")
    for week in range(52):
        season = exp(-(((week - 25.5) / 15) ** 2))
        for hour in range(24):
            day = exp(-(((hour - 12.5) / (2.2 + 3.4 * season)) ** 2)) * (0.25 + 0.75 * season)
            day *= 0.8 + 0.2 * ((week * 7 + hour * 3) % 5) / 4
            colour = (
                mixed(mixed(NIGHT, WHITE, 0.09), LEAF, min(1, day * 1.6))
                if day < 0.5
                else mixed(LEAF, AMBER, min(1, day * 1.7 - 0.85))
            )
            sheet.box(930 + week * 8, 390 + hour * 17.5, 7, 16.5, colour)
    for week, month in ((1, "Jan"), (13, "Apr"), (26, "Jul"), (39, "Oct")):
        sheet.text(930 + week * 8, 846, month, 18, GREY)
    sheet.text(930, 876, "dark: little · amber: most", 18, GREY)
