"""The sample library: an invented person with credentials, projects and evidence, made through the public verbs.

It is a library like any other, in a folder of its own; `remove` takes it away without a trace.
"""

from __future__ import annotations

from portfolio.core.sample.building import build
from portfolio.core.sample.removal import is_sample, remove

__all__ = ["build", "is_sample", "remove"]
