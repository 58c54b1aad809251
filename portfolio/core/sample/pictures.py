"""The sample's drawn pictures by the names that sample.toml gives them."""

from __future__ import annotations

from collections.abc import Callable

from portfolio.core.sample import boards, charts, plans, scenes

PICTURES: dict[str, Callable[[], bytes]] = {
    "battery_cabinet": scenes.battery_cabinet,
    "before_after": charts.before_after,
    "dashboard": charts.dashboard,
    "floor_plan": plans.floor_plan,
    "plant_room": scenes.plant_room,
    "school_roof": scenes.school_roof,
    "string_diagram": plans.string_diagram,
    "trainer_board": boards.trainer_board,
    "trainer_circuit": plans.trainer_circuit,
    "whiteboard": boards.whiteboard,
}
