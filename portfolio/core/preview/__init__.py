"""What a foreign file is, by its content, and a small picture of it, drawn in a guarded child process.

This package knows no database and no window. Nothing here imports a drawing library: only the child does.
"""

from __future__ import annotations

from portfolio.core.preview.cache import ThumbnailCache
from portfolio.core.preview.kinds import sniff
from portfolio.core.preview.process import Previewer, can_draw, thumbnail, worker_command

__all__ = ["Previewer", "ThumbnailCache", "can_draw", "sniff", "thumbnail", "worker_command"]
