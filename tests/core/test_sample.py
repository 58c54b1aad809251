"""The sample library: what it holds, that it is always the same, and that it goes away without a trace."""

from __future__ import annotations

import io
import json
import re
import shutil
import wave
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageOps
from pypdf import PdfReader

from portfolio.core import fields, library, lookup, preview, sample, tasks
from portfolio.core.errors import Cancelled, LibraryBusyError, PortfolioError
from portfolio.core.progress import silent
from portfolio.core.records import Credential, Evidence, Profile, Project, Skill, Standing, standing
from portfolio.core.sample import words
from portfolio.core.store import Store
from tests.core.preview.foreign import picture, written

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TODAY = NOW.date()


@dataclass(frozen=True)
class Content:
    """Everything in a library."""

    profile: Profile
    credentials: list[Credential]
    projects: list[Project]
    evidence: list[Evidence]
    skills: list[Skill]


def made(folder: Path, now: datetime = NOW) -> Store:
    store = Store.create(folder, clock=lambda: now)
    sample.build(store, now=now)
    return store


def content(store: Store) -> Content:
    with store.look() as db:
        credentials = [str(row[0]) for row in db.execute("SELECT id FROM credentials ORDER BY title").fetchall()]
        projects = [str(row[0]) for row in db.execute("SELECT id FROM projects ORDER BY title").fetchall()]
    with store.read() as session:
        return Content(
            lookup.profile(session),
            [lookup.credential(session, one) for one in credentials],
            [lookup.project(session, one) for one in projects],
            lookup.evidence_items(session),
            lookup.skills(session),
        )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with made(tmp_path_factory.mktemp("sample") / "Sample library") as opened:
        yield opened


@pytest.fixture(scope="module")
def whole(store: Store) -> Content:
    return content(store)


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Path:
    """A copy of the sample library that nobody has open."""
    copied = tmp_path / "Sample library"
    shutil.copytree(store.folder, copied, ignore=shutil.ignore_patterns("library.lock"))
    return copied


# --- what it holds -------------------------------------------------------------------------------------------------


def test_how_much_there_is(whole: Content) -> None:
    assert len(whole.credentials) == 12
    assert len(whole.projects) == 5
    assert 16 <= len(whole.skills) <= 20
    kinds = [item.kind for item in whole.evidence]
    assert (kinds.count("file"), kinds.count("link"), kinds.count("note")) == (20, 2, 2)


def test_credentials_of_all_kinds(whole: Content) -> None:
    assert {one.kind for one in whole.credentials} == set(fields.KINDS)


def test_some_can_be_verified_and_some_cannot(whole: Content) -> None:
    linked = [one for one in whole.credentials if one.url]
    assert 6 <= len(linked) <= 9
    assert any(not one.url and one.number for one in whole.credentials)
    assert any(not one.url and not one.number for one in whole.credentials)


def test_every_address_is_reserved_for_examples(whole: Content) -> None:
    known = [whole.profile.website, *(item.value for item in whole.profile.identities if "://" in item.value)]
    known += [one.url for one in whole.credentials] + [one.url for one in whole.projects]
    known += [one.url for one in whole.evidence]
    for url in filter(None, known):
        assert re.search(r"(^|\.)example\.(org|com|net)$", urlsplit(url).hostname or "")
    assert re.search(r"@([\w-]+\.)?example\.(org|com|net)$", whole.profile.email)


def test_every_standing_and_every_precision_of_dates(whole: Content) -> None:
    assert {standing(one.expires, TODAY) for one in whole.credentials} == set(Standing)
    issued = [one.issued for one in whole.credentials if one.issued]
    assert len(issued) == 12
    assert any(day.month is None for day in issued)
    assert any(day.month and day.day is None for day in issued)
    assert any(day.day for day in issued)
    assert all(day.first <= TODAY for day in issued)


def test_one_was_renewed_and_keeps_its_past(whole: Content) -> None:
    (renewed,) = [one for one in whole.credentials if one.periods]
    numbers = [period.number for period in renewed.periods] + [renewed.number]
    assert len(set(numbers)) == 3
    begins = [period.issued.first for period in renewed.periods if period.issued]
    assert renewed.issued is not None
    assert begins == sorted(begins)
    assert begins[-1] < renewed.issued.first


def test_one_is_private_and_three_are_highlights(whole: Content) -> None:
    assert [one.private for one in whole.credentials].count(True) == 1
    assert [one.featured for one in whole.credentials].count(True) == 3
    assert not any(one.private and one.featured for one in whole.credentials)


def test_every_field_of_a_credential_is_used_somewhere(whole: Content) -> None:
    unused = {
        field.name for field in fields.CREDENTIAL if not any(getattr(one, field.name) for one in whole.credentials)
    }
    assert unused == set()
    assert any(one.ects == Decimal(5) and one.hours == 125 and one.eqf_level == 6 for one in whole.credentials)


def test_projects_have_dates_roles_numbers_and_pictures(whole: Content) -> None:
    for project in whole.projects:
        assert project.role
        assert project.started
        assert len(re.findall(r"\d+", project.outcome)) >= 3
        pictures = [item for item in project.evidence if item.media_type in ("image/png", "image/jpeg")]
        assert 1 <= len(pictures) <= 3
    assert any(project.ended is None for project in whole.projects)
    assert any(project.ended for project in whole.projects)


def test_skills_are_claimed_by_different_people_at_different_levels(whole: Content) -> None:
    claims = [claim for one in whole.credentials for claim in one.claims]
    claims += [claim for one in whole.projects for claim in one.claims]
    assert {claim.source for claim in claims} == set(fields.CLAIM_SOURCES)
    assert len({claim.level for claim in claims if claim.level}) >= 4
    assert all(claim.claimed for claim in claims)
    assert any(skill.credentials and skill.projects for skill in whole.skills)
    assert any(len(skill.credentials) + len(skill.projects) >= 3 for skill in whole.skills)


def test_evidence_of_many_types_some_private_some_shared(whole: Content) -> None:
    types = {item.media_type for item in whole.evidence if item.kind == "file"}
    assert types >= {"image/png", "image/jpeg", "application/pdf", "application/zip", "image/svg+xml", "text/csv"}
    assert any(kind.startswith("audio/") for kind in types)
    assert types & {"text/markdown"}
    assert types & {"text/calendar"}
    assert 2 <= [item.private for item in whole.evidence].count(True) <= 5
    assert sum(len(item.credentials) + len(item.projects) > 1 for item in whole.evidence) >= 5
    assert all(item.credentials or item.projects for item in whole.evidence)
    assert all(item.title and (item.shows or item.kind == "note") for item in whole.evidence)
    assert all(item.happened is None or item.happened.first <= TODAY for item in whole.evidence)


def test_the_name_has_letters_beyond_ascii(whole: Content) -> None:
    assert not whole.profile.name.isascii()
    assert whole.profile.headline
    assert whole.profile.summary
    assert {item.shown for item in whole.profile.identities} == {True, False}


def test_the_library_is_sound_and_undo_does_not_take_it_apart(store: Store) -> None:
    assert tasks.check(store) == []
    assert store.next_undo() is None
    assert store.undo() is None


def test_what_is_changed_afterwards_can_be_undone(folder: Path) -> None:
    with Store.open(folder) as opened:
        with opened.write("Move") as session:
            library.edit_profile(session, location="Ljubljana, Slovenia")
        assert opened.undo() == "Move"
        with opened.read() as session:
            assert lookup.profile(session).location == "Graz, Austria"


# --- its files -----------------------------------------------------------------------------------------------------


def data_of(store: Store, whole: Content, name: str) -> bytes:
    (item,) = [item for item in whole.evidence if item.name == name]
    return store.files.verified(item.sha256).read_bytes()


def test_pictures_are_whole_upright_and_lying(store: Store, whole: Content) -> None:
    shapes = []
    for item in whole.evidence:
        if item.media_type in ("image/png", "image/jpeg"):
            with Image.open(store.files.path(item.sha256)) as image:
                upright = ImageOps.exif_transpose(image)
                shapes.append(upright.width < upright.height)
                assert 900 <= min(upright.size) <= max(upright.size) <= 1600
                assert len(upright.convert("RGB").quantize(64).getcolors() or ()) > 20
    assert len(shapes) == 10
    assert {True, False} == set(shapes)


def test_one_photograph_lies_on_its_side_as_telephones_store_it(store: Store, whole: Content) -> None:
    with Image.open(io.BytesIO(data_of(store, whole, "whiteboard.jpg"))) as image:
        assert image.getexif()[0x0112] == 6
        assert image.width > image.height


def test_papers_say_what_the_records_say(store: Store, whole: Content) -> None:
    pages = []
    for item in whole.evidence:
        if item.media_type == "application/pdf":
            reader = PdfReader(store.files.path(item.sha256))
            text = " ".join(page.extract_text() for page in reader.pages)
            pages.append(len(reader.pages))
            (credential,) = [one for one in whole.credentials if one.id in item.credentials]
            assert whole.profile.name in text
            assert credential.number in text
            assert credential.issued is not None
            assert credential.issued.words() in text
    assert sorted(pages) == [1, 1, 2]


def test_the_other_files_can_be_read(store: Store, whole: Content) -> None:
    with wave.open(io.BytesIO(data_of(store, whole, "compressor at 47 Hz.wav"))) as sound:
        assert sound.getnframes() == 3 * sound.getframerate()
    with zipfile.ZipFile(io.BytesIO(data_of(store, whole, "handover pack.zip"))) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 4
    assert len(data_of(store, whole, "test readings.csv").decode().splitlines()) == 45
    dates = re.findall(r"DTSTART;VALUE=DATE:(\d{8})", data_of(store, whole, "renewals.ics").decode())
    assert dates == sorted(dates)
    assert dates[0] == f"{TODAY + timedelta(days=47):%Y%m%d}"


# --- always the same -----------------------------------------------------------------------------------------------


def without_ids(found: Content) -> str:
    text = repr(found)
    return re.sub(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id", text)


def test_the_same_day_gives_the_same_library(whole: Content, tmp_path: Path) -> None:
    with made(tmp_path / "again") as again:
        second = content(again)
    assert [item.sha256 for item in second.evidence] == [item.sha256 for item in whole.evidence]
    assert without_ids(second) == without_ids(whole)
    assert second.profile.name == whole.profile.name


@pytest.mark.parametrize("day", [date(2027, 3, 31), date(2028, 2, 29), date(2031, 1, 1)])
def test_other_days_have_one_expiring_and_one_expired_too(day: date) -> None:
    ends = []
    for item in words.read()["credentials"]:
        latest = (item, *item.get("renewals", ()))[-1]
        ends.append(standing(words.when(latest.get("expires", ""), day), day))
    assert set(ends) == set(Standing)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("+47d", "2027-05-17"),
        ("-1m", "2027-02-28"),
        ("-13m month", "2026-02"),
        ("+11m", "2028-02-29"),
        ("-3y", "2024-03-31"),
        ("-3y year", "2024"),
    ],
)
def test_dates_counted_from_the_day(text: str, meant: str) -> None:
    assert str(words.when(text, date(2027, 3, 31))) == meant
    assert words.when("", date(2027, 3, 31)) is None


def test_progress_is_told_and_can_stop_it(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int, label: str = "") -> None:
        told.append((done, total))
        if done == 20:
            raise Cancelled

    store = Store.create(tmp_path / "s")
    with store, pytest.raises(Cancelled):
        sample.build(store, now=NOW, progress=progress)
    assert told[0] == (0, 37)
    assert [done for done, _total in told] == list(range(21))
    sample.remove(tmp_path / "s")
    assert not (tmp_path / "s").exists()


def test_it_is_never_mixed_into_a_library_with_content(tmp_path: Path) -> None:
    with Store.create(tmp_path / "own") as store:
        with store.write("Add") as session:
            library.add_credential(session, title="My own")
        with pytest.raises(PortfolioError, match="not empty"):
            sample.build(store, now=NOW, progress=silent)
        with store.look() as db:
            assert lookup.counts(db)["credentials"] == 1
    assert not sample.is_sample(tmp_path / "own")


# --- without a trace -----------------------------------------------------------------------------------------------


def test_removal_leaves_nothing(folder: Path) -> None:
    (folder.parent / "neighbour.txt").write_text("mine")
    assert sample.is_sample(folder)
    sample.remove(folder)
    assert [path.name for path in folder.parent.iterdir()] == ["neighbour.txt"]
    sample.remove(folder)


def test_removal_takes_the_thumbnails_along(folder: Path, store: Store, whole: Content, tmp_path: Path) -> None:
    drawn = preview.Previewer()
    cache = preview.ThumbnailCache(tmp_path / "cache", drawn)
    item = next(item for item in whole.evidence if item.media_type == "image/png")
    mine = written(tmp_path, "mine.png", picture("PNG"))
    try:
        thumbnail = cache.get(item.sha256, store.files.path(item.sha256), item.media_type, 64)
        kept = cache.get("0" * 64, mine, "image/png", 64)
    finally:
        drawn.close()
    assert thumbnail is not None
    assert kept is not None
    sample.remove(folder, cache)
    assert not thumbnail.exists()
    assert kept.exists()


def test_a_removal_that_was_cut_short_can_be_taken_up(folder: Path) -> None:
    (folder / "library.sqlite").unlink()
    shutil.rmtree(folder / "blobs")
    sample.remove(folder)
    assert not folder.exists()


def test_a_damaged_sample_can_be_removed(folder: Path) -> None:
    (folder / "library.sqlite").write_bytes(b"no database " * 1000)
    sample.remove(folder)
    assert not folder.exists()


def refused(folder: Path, words_of_refusal: str) -> None:
    before = sorted(folder.rglob("*"))
    with pytest.raises(PortfolioError, match=words_of_refusal) as caught:
        sample.remove(folder)
    assert caught.value.hint
    assert sorted(path for path in folder.rglob("*") if path.name != "library.lock") == [
        path for path in before if path.name != "library.lock"
    ]


def test_nothing_but_the_sample_is_removed(folder: Path, tmp_path: Path) -> None:
    with Store.create(tmp_path / "own"):
        pass
    refused(tmp_path / "own", "not the sample library")
    (tmp_path / "some folder").mkdir()
    written(tmp_path / "some folder", "letter.txt", b"dear")
    refused(tmp_path / "some folder", "not the sample library")
    refused(written(tmp_path, "file", b"x").parent / "some folder", "not the sample library")
    (tmp_path / "link").symlink_to(folder)
    refused(tmp_path / "link", "not the sample library")
    with pytest.raises(PortfolioError, match="not the sample library"):
        sample.remove(tmp_path / "file")
    assert folder.exists()


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "[" * 100_000, '{"format": "laurel-library", "uuid": "x", "sample": "y"}']
)
def test_a_library_whose_marker_says_anything_else_stays(folder: Path, text: str) -> None:
    (folder / "library.json").write_text(text)
    refused(folder, "not the sample library")


def test_a_marker_copied_to_another_library_does_not_count(folder: Path, tmp_path: Path) -> None:
    with Store.create(tmp_path / "own"):
        pass
    shutil.copy(folder / "library.json", tmp_path / "own" / "library.json")
    assert sample.is_sample(tmp_path / "own")
    refused(tmp_path / "own", "not the one that its library.json speaks of")


def test_files_of_others_in_the_folder_stop_the_removal(folder: Path) -> None:
    written(folder, "thesis.odt", b"years of work")
    refused(folder, "thesis.odt")


def test_a_link_in_the_place_of_a_part_stops_the_removal(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    shutil.rmtree(folder / "backups")
    (folder / "backups").symlink_to(tmp_path / "precious")
    refused(folder, "backups")
    assert (tmp_path / "precious").is_dir()


def test_an_open_sample_stays(folder: Path) -> None:
    with Store.open(folder), pytest.raises(LibraryBusyError):
        sample.remove(folder)
    assert (folder / "library.sqlite").exists()


def test_the_marker_still_describes_the_library(folder: Path) -> None:
    told = json.loads((folder / "library.json").read_text())
    assert told["format"] == "laurel-library"
    assert told["note"]
