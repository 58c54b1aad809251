"""Every failure that can be expected; anything else is a bug and reaches the crash dialog."""

from __future__ import annotations


class PortfolioError(Exception):
    """A failure in words: what was wrong and where (`message`), and what to do about it (`hint`)."""

    def __init__(self, message: str, hint: str = "") -> None:
        # It may quote a file name that is no Unicode, and must be fit to be printed all the same.
        self.message = message.encode("utf-8", "replace").decode()
        self.hint = hint.encode("utf-8", "replace").decode()
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class NotFoundError(PortfolioError):
    """Something was asked for by a name or an id that the library does not have."""


class AmbiguousError(NotFoundError):
    """Several records fit what was asked for; the hint names them."""


class LibraryBusyError(PortfolioError):
    """Another process holds the library open for writing."""


class ReadOnlyError(PortfolioError):
    """The library can be read but not changed here."""


class DamagedLibraryError(PortfolioError):
    """The database or a file of the library is not what was written to it."""


class Cancelled(Exception):  # noqa: N818 - it is not an error
    """The user asked a long job to stop. Nobody is told: they know."""
