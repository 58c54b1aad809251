"""Records as JSON has them: the same names, dates in ISO 8601 at their precision, nothing left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from portfolio.core.dates import PartialDate


def plain_data(value: Any) -> Any:
    """The value from dictionaries, lists, text, numbers, booleans and None alone. Decimals become numbers."""
    if isinstance(value, PartialDate | Path):
        return str(value)
    if isinstance(value, str):
        return str(value)  # a StrEnum becomes its text
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain_data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain_data(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain_data(item) for item in value]
    return value
