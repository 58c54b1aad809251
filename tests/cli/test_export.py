"""The PDF and the sample library by the command line. What is in the PDF is tested with the document."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path

import pypdf
import pytest

from portfolio.cli import demo
from portfolio.core.store import Store
from tests.cli.conftest import Portfolio

EXPORTED = {"path", "pages", "size", "sha256", "missing", "notes"}


def text_of(pdf: Path | bytes) -> str:
    source = io.BytesIO(pdf) if isinstance(pdf, bytes) else pdf
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(source).pages)


@pytest.fixture
def filled(run: Portfolio) -> Portfolio:
    run("profile", "edit", "--name", "Maya Lindqvist")
    run("add", "Kubernetes Administrator", "--issued", "2026-11", "--url", "https://example.org/check", "--skill", "Go")
    run("add", "First aid", "--issuer", "Red Cross")
    run("add", "Nothing to show", "--private")
    run("project", "add", "Garden robot")
    return run


def test_export_writes_the_pdf_and_prints_its_path(filled: Portfolio) -> None:
    ended = filled("export")
    path = Path.cwd() / ended.out.strip()
    assert path.name == "portfolio.pdf"
    assert "page" in ended.err
    text = text_of(path)
    assert "Kubernetes Administrator" in text
    assert "Nothing to show" not in text
    made = filled.json("export", "--out", "other.pdf")["export"]
    assert set(made) == EXPORTED
    content = Path(made["path"]).read_bytes()
    assert (made["size"], made["sha256"]) == (len(content), sha256(content).hexdigest())
    assert made["pages"] == len(pypdf.PdfReader(io.BytesIO(content)).pages)


def test_a_file_is_replaced_only_by_force(filled: Portfolio, tmp_path: Path) -> None:
    out = tmp_path / "mine.pdf"
    out.write_text("precious", encoding="utf-8")
    assert "--force" in filled.refused("export", "-o", out)
    assert out.read_text(encoding="utf-8") == "precious"
    filled("export", "-o", out, "--force")
    assert out.read_bytes().startswith(b"%PDF")
    assert filled("export", "-o", tmp_path, "--quiet").out == f"{tmp_path / 'portfolio.pdf'}\n"
    filled.refused("export", "-o", tmp_path / "no" / "x.pdf", code=4)
    assert not list(tmp_path.glob("*.part"))


def test_options_are_for_one_export(filled: Portfolio) -> None:
    filled("export", "--paper", "Letter", "--order", "title", "--no-skills", "--no-evidence", "-o", "letter.pdf")
    filled("export", "-o", "a4.pdf")
    sizes = [pypdf.PdfReader(name).pages[0].mediabox for name in ("letter.pdf", "a4.pdf")]
    assert [(round(box.width), round(box.height)) for box in sizes] == [(612, 792), (595, 842)]


def test_what_is_left_out_stays_out_until_it_is_put_in_again(filled: Portfolio) -> None:
    filled("export", "--exclude", "First aid", "--exclude", "robot", "-o", "1.pdf")
    filled("export", "-o", "2.pdf")
    filled("export", "--include", "First aid", "-o", "3.pdf")
    texts = [text_of(Path(f"{number}.pdf")) for number in (1, 2, 3)]
    assert ["First aid" in text for text in texts] == [False, False, True]
    assert ["Garden robot" in text for text in texts] == [False, False, False]
    filled("undo")
    filled("undo")
    filled("export", "-o", "4.pdf")
    assert "Garden robot" in text_of(Path("4.pdf"))


def test_a_character_without_a_glyph_is_said_before_the_export(filled: Portfolio) -> None:
    filled("edit", "First aid", "--description", "By 龍 \u202eand more")
    message = filled.refused("export")
    assert "First aid" in message
    assert "龍 (U+9F8D)" in message
    assert "\u202e" not in message
    assert not Path("portfolio.pdf").exists()
    missing = filled.json("export", code=1)["error"]["missing"]
    assert {"item", "field", "characters"} == set(missing[0])
    made = filled.json("export", "--allow-missing")["export"]
    assert made["missing"] == missing
    assert Path(made["path"]).exists()


def test_a_pdf_does_not_go_to_standard_output_with_json(filled: Portfolio) -> None:
    assert "--json" in filled.json("export", "--out", "-", code=2)["error"]["message"]


def test_an_empty_library_is_exported_or_refused_in_words(run: Portfolio) -> None:
    run("init")
    ended = run.ends("export", codes=(0, 1))
    assert ended.err


def test_demo_makes_the_sample_and_its_pdf(run: Portfolio) -> None:
    data = f"--data-dir={run.data_dir}"
    made = demo([data, "demo"])
    assert (made.exit_code, made.open_window) == (0, True)
    assert made.library == run.data_dir / "data" / "Sample library"
    pages = len(pypdf.PdfReader("sample-portfolio.pdf").pages)
    assert pages > 3
    assert len(run("list", "--library", made.library).lines) == 12
    run("add", "Only for a while", "--library", made.library)
    with Store.open(made.library):
        busy = run("demo", "--out", "busy.pdf", "--no-window")
        assert "open" in busy.err
        assert busy.out.strip().endswith("busy.pdf")
        assert "Only for a while" in text_of(Path("busy.pdf"))
    document = run.json("demo", "--no-window", "--out", "again.pdf")
    assert (document["library"], set(document["export"])) == (str(made.library), EXPORTED)
    assert len(run("list", "--library", made.library).lines) == 12


def test_demo_fails_in_words(run: Portfolio, tmp_path: Path) -> None:
    data = f"--data-dir={run.data_dir}"
    assert demo([data, "demo", "--out", str(tmp_path / "no" / "x.pdf")]).exit_code == 4
    assert demo(["demo", "--nonsense"]).exit_code == 2
    assert demo(["demo", "--help"]).exit_code == 0
    without_the_word = ["--no-window", data, "--out", str(tmp_path / "no" / "x.pdf")]
    assert demo(without_the_word).exit_code == 4
    assert not any(demo(words).open_window for words in (["demo", "--help"], ["demo", "--nonsense"]))
