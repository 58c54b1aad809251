"""The fields of a record as a text in the user's own editor, as git does with commit messages."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import tomli_w

from portfolio.cli.console import Console
from portfolio.cli.parser import UsageError
from portfolio.core import fields
from portfolio.core.dates import PartialDate
from portfolio.core.errors import PortfolioError
from portfolio.core.fields import Field
from portfolio.core.i18n import gettext as _

_DEFAULT = "notepad" if os.name == "nt" else "vi"


def changed_fields(table: tuple[Field, ...], before: object, console: Console) -> dict[str, Any]:
    """Let the user edit the fields of a record; those that changed, cleaned.

    Raises UsageError where there is no terminal to edit in, PortfolioError for a text that is no TOML or has values
    that the fields refuse; the text is kept then, and the hint says where.
    """
    if not (os.isatty(0) and console.for_people):
        raise UsageError(_("say what to change, such as --title TEXT; an editor opens only in a terminal"))
    present = {field.name: getattr(before, field.name) for field in table}
    folder = Path(tempfile.mkdtemp(prefix="laurel-"))
    path = folder / "record.toml"
    path.write_text(as_toml(table, present), encoding="utf-8")
    try:
        _run_editor(path)
        after = fields.clean(table, from_toml(path.read_text(encoding="utf-8")))
    except UnicodeDecodeError as error:
        raise PortfolioError(_("The text is not UTF-8."), _kept(path)) from error
    except PortfolioError as error:
        raise PortfolioError(error.message, f"{error.hint} {_kept(path)}".strip()) from error
    shutil.rmtree(folder)
    return {name: value for name, value in after.items() if value != present[name]}


def as_toml(table: tuple[Field, ...], present: dict[str, Any]) -> str:
    """The fields one below the other, each with a comment that says what it is."""
    lines = ["# " + _("Change what you like, save, and close the editor. What you delete stays as it is."), ""]
    for field in table:
        about = ", ".join(field.choices) or _(field.hint)
        lines.append(f"# {_(field.label)}" + (f": {about}" if about else ""))
        lines.append(tomli_w.dumps({field.name: _toml_value(present[field.name])}, multiline_strings=True).rstrip())
        lines.append("")
    return "\n".join(lines)


def from_toml(text: str) -> dict[str, Any]:
    """The values of such a text. Raises PortfolioError with the place of what is no TOML (TOML 1.0)."""
    try:
        values = tomllib.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise PortfolioError(
            _("The text cannot be read: {reason}.").format(reason=error), _("Text stands between quotation marks.")
        ) from error
    for name, value in values.items():
        if isinstance(value, dict | list):
            raise PortfolioError(_("“{name}” has several values.").format(name=name), _("Each field has one."))
    return {name: value if isinstance(value, bool) else str(value) for name, value in values.items()}


def _toml_value(value: Any) -> Any:
    if value is None:
        return ""
    return str(value) if isinstance(value, PartialDate) else value


def _run_editor(path: Path) -> None:
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _DEFAULT
    try:
        words = shlex.split(command, posix=os.name != "nt")
        ended = subprocess.run([*words, str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        raise PortfolioError(
            _("The editor “{command}” does not start.").format(command=command), _("Set EDITOR to one that does.")
        ) from error
    if ended != 0:
        raise PortfolioError(_("The editor ended with code {code}, so nothing was changed.").format(code=ended), "")


def _kept(path: Path) -> str:
    return _("Your text is kept in {path}.").format(path=path)
