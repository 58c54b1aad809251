"""What Laurel is made of, to read and to copy into a report."""

from __future__ import annotations

import platform
from importlib import metadata

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

import portfolio
from portfolio.core.i18n import gettext as _
from portfolio.ui.widgets.report_dialog import ReportDialog

PARTS = (
    "SQLAlchemy",
    "alembic",
    "reportlab",
    "qrcode",
    "zxing-cpp",
    "pypdfium2",
    "Pillow",
    "uharfbuzz",
    "platformdirs",
)


def about(window: QWidget) -> None:
    """Show the dialog."""
    lines = [f"Laurel {portfolio.__version__}", f"Python {platform.python_version()}"]
    lines.append(f"PySide6 {PySide6.__version__}, Qt {qVersion()} (LGPL-3.0)")
    lines += [_line(name) for name in PARTS]
    lines += ["", "Inter (SIL Open Font License 1.1)", "Lucide (ISC)"]
    sentence = _("An offline library of credentials, evidence and projects. It sends nothing anywhere.")
    ReportDialog("Laurel", sentence, "\n".join(lines), icon="graduation-cap", parent=window).open()


def _line(name: str) -> str:
    try:
        found = metadata.metadata(name).json
    except metadata.PackageNotFoundError:
        return name
    licence = str(found.get("license_expression") or found.get("license") or "").split("\n")[0][:60]
    return f"{name} {found['version']}" + (f" ({licence})" if licence else "")
