"""One command is one step to undo, and a name means the record before the skill of the same name."""

from __future__ import annotations

from pathlib import Path

from portfolio.cli import main


def test_adding_with_files_is_undone_at_once(tmp_path: Path) -> None:
    library, paper = str(tmp_path / "library"), tmp_path / "paper.txt"
    paper.write_text("shown")
    assert main(["init", library]) == 0
    assert main(["--library", library, "add", "First Aid", "--attach", str(paper)]) == 0
    assert main(["--library", library, "undo"]) == 0
    assert main(["--library", library, "show", "First Aid"]) == 4
    assert main(["--library", library, "undo"]) == 1


def test_describing_files_is_undone_with_them(tmp_path: Path) -> None:
    library, paper = str(tmp_path / "library"), tmp_path / "paper.txt"
    paper.write_text("shown")
    assert main(["init", library]) == 0
    assert main(["--library", library, "add", "First Aid"]) == 0
    assert main(["--library", library, "attach", str(paper), "--to", "First Aid", "--title", "The paper"]) == 0
    assert main(["--library", library, "undo"]) == 0
    assert main(["--library", library, "show", "The paper"]) == 4


def test_a_record_goes_before_a_skill_of_its_name(tmp_path: Path) -> None:
    library = str(tmp_path / "library")
    assert main(["init", library]) == 0
    assert main(["--library", library, "add", "First Aid", "--skill", "First aid", "--skill", "Rescue"]) == 0
    assert main(["--library", library, "show", "First Aid"]) == 0
    assert main(["--library", library, "show", "Rescue"]) == 0
    assert main(["--library", library, "show", "Nothing"]) == 4
