"""Takes dropped and chosen files in as evidence, off the UI thread, and tells what became of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio.core.i18n import gettext as _
from portfolio.core.i18n import ngettext
from portfolio.core.records import Subject
from portfolio.ui.desk import Desk, Offer

if TYPE_CHECKING:
    from portfolio.core.tasks import Attached


def attach(desk: Desk, paths: Sequence[Path], to: Sequence[tuple[Subject, str]]) -> None:
    """Copy the files into the library as evidence of the given records, with progress in the status bar."""
    from portfolio.core import tasks

    label = ngettext("Attaching {n} file", "Attaching {n} files", len(paths)).format(n=len(paths))
    work = partial(_attach, partial(tasks.attach_files, desk.store, list(paths), list(to)))
    desk.jobs.run(label, work, then=partial(_told, desk), failed=desk.tell, owner=desk)


def _attach(task: Callable[..., Attached], progress: Any) -> Attached:
    return task(progress=progress)


def _told(desk: Desk, attached: Attached) -> None:
    count = len(attached.evidence)
    if count:
        said = ngettext("{n} file attached.", "{n} files attached.", count).format(n=count)
        desk.say(said, Offer(_("Undo"), desk.undo))
    if attached.problems:
        desk.warn(attached.problems)


def new_credentials(desk: Desk, paths: Sequence[Path]) -> list[str]:
    """Make a credential of each file, named after it, with the file as its evidence; their ids."""
    from portfolio.core import library
    from portfolio.core.store import Batch

    batch = Batch()
    label = ngettext("Add {n} credential", "Add {n} credentials", len(paths)).format(n=len(paths))
    made: list[str] = []
    for path in paths:
        title = path.stem.replace("_", " ").strip() or path.name
        made.append(desk.write(label, partial(library.add_credential, title=title), batch))
    for path, record_id in zip(paths, made, strict=True):
        attach(desk, [path], [(Subject.CREDENTIAL, record_id)])
    return made
