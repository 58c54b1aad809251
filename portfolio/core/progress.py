"""How a long job tells whoever waits for it how far it has come."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Report `done` of `total` (bytes or items; 0 of 0 is "unknown"). Raises Cancelled when the user wants to stop."""

    def __call__(self, done: int, total: int, label: str = "") -> None: ...


def silent(done: int, total: int, label: str = "") -> None:
    """Progress for callers that do not care."""


def part(progress: Progress, before: int, size: int, whole: int) -> Progress:
    """Tell the progress of a part that begins at `before` as that of the whole. It takes no more than its `size`."""

    def told(done: int, total: int, label: str = "") -> None:
        progress(before + min(done, size), whole, label)

    return told
