"""Takes files in as evidence, and gives verified copies out."""

from __future__ import annotations

import mimetypes
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from portfolio.core import library, lookup, preview
from portfolio.core.errors import Cancelled, PortfolioError
from portfolio.core.filenames import safe_name
from portfolio.core.i18n import gettext as _
from portfolio.core.i18n import ngettext
from portfolio.core.library import rows
from portfolio.core.progress import Progress, part, silent
from portfolio.core.records import Evidence, Problem, Subject
from portfolio.core.store import Batch, Store
from portfolio.core.store.failures import in_words
from portfolio.core.store.files import CHUNK, Staged, shown

BATCH_FILES, BATCH_BYTES = 64, 256 << 20


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of a number of files: the ids of the evidence, in order, and what could not be taken in."""

    evidence: tuple[str, ...]
    problems: tuple[Problem, ...]


def attach_files(
    store: Store,
    paths: Sequence[Path],
    to: Sequence[tuple[Subject, str]] = (),
    *,
    private: bool = False,
    batch: Batch | None = None,
    progress: Progress = silent,
) -> Attached:
    """Copy files into the library as evidence of the given subjects. `progress` counts bytes of all files.

    A file that cannot be taken in becomes a Problem and the rest goes on. Files are acknowledged in batches, each
    durable when it is done; Cancelled keeps the finished batches. All of it is one step to undo, together with
    what else was written with the same `batch`, unless another change came between. Raises NotFoundError, before
    anything is copied, when a subject is gone.
    """
    label = ngettext("Attach {count} file", "Attach {count} files", len(paths)).format(count=len(paths))
    store.settle()
    with store.read() as session:
        for subject, subject_id in to:
            rows.of_subject(session, subject, subject_id)
    sizes, batch = [_size(path) for path in paths], batch or Batch()
    evidence: list[str] = []
    problems: list[Problem] = []
    for staged in _batches(store, paths, sizes, progress, problems):
        try:
            store.files.publish([one for _path, one in staged])
            kinds = [_media_type(store, one, path) for path, one in staged]
            with store.write(label, batch) as session:
                added = [
                    library.add_file(session, one.sha256, one.size, name=path.name, media_type=kind, private=private)
                    for (path, one), kind in zip(staged, kinds, strict=True)
                ]
                for evidence_id, (subject, subject_id) in product(added, to):
                    library.link_evidence(session, evidence_id, subject, subject_id)
            evidence += added
        finally:
            store.files.discard(one for _path, one in staged)
    with suppress(Cancelled):  # too late: everything is kept
        progress(sum(sizes), sum(sizes))
    return Attached(tuple(evidence), tuple(problems))


def copy_out(store: Store, evidence_id: str, target: Path, progress: Progress = silent) -> Path:
    """Write a verified copy of an evidence file into a folder, or to a new file; the path of the copy.

    The copy belongs to its user alone and cannot be executed. A file that exists is never overwritten.
    """
    with store.read() as session:
        item = lookup.evidence(session, evidence_id)
    if item.kind != "file":
        raise PortfolioError(_("“{title}” is not a file.").format(title=item.title), _("It is kept as text in Laurel."))
    source = store.files.verified(item.sha256, part(progress, 0, item.size, 2 * item.size))
    path, writing = _open_new(target, item)
    try:
        with in_words(), os.fdopen(writing, "wb") as out, source.open("rb") as file:
            done = 0
            while chunk := file.read(CHUNK):
                progress(item.size + done, 2 * item.size, item.name)
                done += out.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _open_new(target: Path, item: Evidence) -> tuple[Path, int]:
    """Make the file, which was not there before: its path and a descriptor to write it."""
    try:
        path = _free(target / safe_name(item.name)) if target.is_dir() else target
        return path, os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError as error:
        raise PortfolioError(
            _("“{name}” exists already.").format(name=target.name), _("Choose another name; nothing was overwritten.")
        ) from error
    except OSError as error:
        raise PortfolioError(
            _("“{name}” cannot be written.").format(name=target.name), _("Choose a folder that you may write to.")
        ) from error


def _batches(
    store: Store, paths: Sequence[Path], sizes: Sequence[int], progress: Progress, problems: list[Problem]
) -> Iterator[list[tuple[Path, Staged]]]:
    """Stage the files and give them out in batches; when cancelled, what is staged and not given out is removed."""
    staged: list[tuple[Path, Staged]] = []
    before = 0
    try:
        for path, size in zip(paths, sizes, strict=True):
            try:
                staged.append((path, store.files.stage(path, part(progress, before, size, sum(sizes)))))
            except PortfolioError as error:
                problems.append(Problem(error.message, shown(path), error.hint))
            before += size
            if len(staged) >= BATCH_FILES or sum(one.size for _path, one in staged) >= BATCH_BYTES:
                yield staged
                staged = []
        if staged:
            yield staged
            staged = []
    finally:
        store.files.discard(one for _path, one in staged)


def _size(path: Path) -> int:
    try:
        about = path.stat(follow_symlinks=False)
    except (OSError, ValueError):  # it is told when it is opened
        return 0
    return about.st_size if stat.S_ISREG(about.st_mode) else 0


def _media_type(store: Store, staged: Staged, path: Path) -> str:
    found = preview.sniff(store.files.path(staged.sha256))
    if found in ("application/octet-stream", "text/plain"):
        return mimetypes.guess_type(path.name)[0] or found
    return found


def _free(path: Path) -> Path:
    number = 2
    free = path
    while free.exists():
        free = path.with_stem(f"{path.stem} ({number})")
        number += 1
    return free
