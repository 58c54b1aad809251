"""PySide6 must not lose references to None and True: 6.12.0 did before Python 3.12, until the process aborted."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal

CALLS = 200


class _Caller(QObject):
    called = Signal()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal here")
def test_void_calls_and_signals_keep_the_references() -> None:
    caller = _Caller()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        caller.setObjectName("name")  # gives None
        caller.parent()  # gives None, as an object that is not there
        caller.called.emit()  # gives True
    after = sys.getrefcount(None), sys.getrefcount(True)
    # The loop itself keeps one or the other reference; a loss would be one for every call.
    assert all(abs(now - then) < CALLS / 4 for then, now in zip(before, after, strict=True)), (before, after)
