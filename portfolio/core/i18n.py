"""Words for people: one gettext catalogue for the application, one for each exported document."""

from __future__ import annotations

import gettext as _gettext
from pathlib import Path

DOMAIN = "laurel"
_application: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(language: str, folder: Path) -> None:
    """Speak `language` (a BCP 47 tag with `_`, such as `de` or `pt_BR`) from now on; English where it has no words."""
    global _application
    _application = catalogue(language, folder)


def catalogue(language: str, folder: Path) -> _gettext.NullTranslations:
    """The catalogue of one language, for a document whose language is not the window's."""
    return _gettext.translation(DOMAIN, folder, [language], fallback=True)


def gettext(message: str) -> str:
    """The message in the application's language."""
    return _application.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message in the form that the application's language uses for `number`."""
    return _application.ngettext(singular, plural, number)
