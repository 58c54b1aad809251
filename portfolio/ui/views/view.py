"""What the window asks of each of its pages."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class View(QWidget):
    """A page of the window."""

    def flush(self) -> None:
        """Save what is being typed."""

    def begin_search(self) -> None:
        """Put the cursor where one searches, if there is such a place."""

    def has_record(self) -> bool:
        """Whether there is something that Delete and Attach would apply to."""
        return False
