"""What other programs read from a document: its text in order, its outline, its links, its structure."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from portfolio.core.records import Portfolio
from tests.core.document import people, reading

_FOOTER = re.compile("Zoë Łukasz-O’Brien · \\w+ (Page \\d+ of \\d+ )?|Page \\d+ of \\d+ ")
_BAD = re.compile("[\ufb00-\ufb06\ue000-\uf8ff\x00\ufffd]")


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Portfolio:
    return people.person(tmp_path_factory.mktemp("reading"), 40, 10)


@pytest.fixture(scope="module")
def pdf(portfolio: Portfolio) -> bytes:
    return people.export(portfolio)[0]


@pytest.mark.parametrize("extractor", reading.EXTRACTORS)
def test_text_comes_back_in_order(portfolio: Portfolio, pdf: bytes, extractor: str) -> None:
    said = reading.flat(reading.EXTRACTORS[extractor](pdf)).replace("\u00a0", " ")
    assert not _BAD.search(said)
    said = _FOOTER.sub("", said)  # an entry that goes over a page is read with the footer in it
    at = said.index("Credentials", said.index("As of"))
    for item in portfolio.credentials:
        at = said.index(item.title, at)
        parts = [item.issuer, item.description, "Skills: " + ", ".join(claim.skill for claim in item.claims), item.url]
        for part in filter(None, parts):
            found = said.index(part, at)
            assert found - at < 600  # nothing of another entry comes between
            at = found
    for project in portfolio.projects:
        at = said.index(project.title, at)
        at = said.index(f"Outcome: {project.outcome}", at)
        at = said.index(project.url, at)


@pytest.mark.parametrize("extractor", reading.EXTRACTORS)
def test_letters_of_every_alphabet_come_back(portfolio: Portfolio, extractor: str) -> None:
    name = "Αικατερίνη Ќирилова Łukasz Þór Đặng office fflffi"
    odd = replace(portfolio, profile=replace(portfolio.profile, name=name), credentials=(), projects=())
    said = reading.flat(reading.EXTRACTORS[extractor](people.export(odd)[0]))
    assert name in said


@pytest.mark.needs("qpdf")
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_qpdf_finds_nothing_wrong(portfolio: Portfolio, tmp_path: Path, paper: str) -> None:
    for number, one in enumerate((portfolio, Portfolio(portfolio.profile))):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(people.export(one, paper=paper)[0])
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_the_outline_leads_to_sections_and_entries(portfolio: Portfolio, pdf: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    outline: list[Any] = reader.outline
    tops = [one for one in outline if not isinstance(one, list)]
    assert [one.title for one in tops] == ["Profile", "Credentials", "Projects", "Skills", "Evidence"]
    inner = [one for one in outline if isinstance(one, list)]
    assert [one.title for one in inner[0]] == [item.title for item in portfolio.credentials]
    assert [one.title for one in inner[1]] == [item.title for item in portfolio.projects]
    for one in (*tops, *inner[0], *inner[1]):
        page = reader.pages[reader.get_destination_page_number(one) or 0]
        assert one.title in reading.flat(page.extract_text()).replace("\u00a0", " ") or one.title == "Profile"


def test_the_lines_of_what_is_inside_lead_there(pdf: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    numbers = {page.indirect_reference.idnum: index for index, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    jumps = [one.get_object() for one in reader.pages[0]["/Annots"] if "/Dest" in one.get_object()]  # type: ignore[attr-defined]
    assert [jump["/Contents"].split(",")[0] for jump in jumps] == [
        "40 credentials", "10 projects", "14 skills with what shows them", "31 pieces of evidence",
    ]  # fmt: skip
    for jump in jumps:
        page = numbers[list.__getitem__(jump["/Dest"], 0).idnum]
        assert jump["/Contents"].endswith(f"page {page + 1}")


def test_footers_name_the_section_and_count_the_pages(pdf: bytes) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
    assert "Zoë Łukasz-O’Brien · Credentials" in pages[1]


def test_information_is_the_same_in_both_places(pdf: bytes) -> None:
    reader: Any = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.metadata.title == "Portfolio of Zoë Łukasz-O’Brien" == reader.xmp_metadata.dc_title["x-default"]
    assert reader.metadata.author == "Zoë Łukasz-O’Brien" == reader.xmp_metadata.dc_creator[0]
    assert (
        reader.metadata.creation_date
        == reader.xmp_metadata.xmp_create_date.replace(tzinfo=people.NOW.tzinfo)
        == people.NOW
    )
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/Lang"] == "en"
    assert catalog["/MarkInfo"]["/Marked"] is True or str(catalog["/MarkInfo"]["/Marked"]) == "True"
    assert catalog["/OutputIntents"][0]["/DestOutputProfile"].get_object()["/N"] == 3


def _elements(node: Any, parent: Any = None) -> list[tuple[Any, Any]]:
    found = [(node, parent)]
    for kid in node.get("/K", ()):
        kid = kid.get_object() if hasattr(kid, "get_object") else kid  # noqa: PLW2901
        if isinstance(kid, dict) and kid.get("/Type") == "/StructElem":
            found += _elements(kid, node)
    return found


def test_the_structure_is_a_document_with_headings_links_figures_and_a_table(portfolio: Portfolio, pdf: bytes) -> None:
    root: Any = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    elements = _elements(root["/K"].get_object())
    tags = [node["/S"] for node, _parent in elements]
    assert tags[0] == "/Document"
    headings = [int(tag[2]) for tag in tags if re.fullmatch("/H[1-6]", tag)]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(headings))
    figures = [node for node, _parent in elements if node["/S"] == "/Figure"]
    assert figures
    assert all(node["/Alt"].strip() and len(node["/A"]["/BBox"]) == 4 for node in figures)
    for node, _parent in elements:
        kinds = [kid.get_object().get("/Type") for kid in node["/K"] if isinstance(kid.get_object(), dict)]
        assert (node["/S"] == "/Link") == ("/OBJR" in kinds)
        assert node["/K"]
    rows = [node for node, _parent in elements if node["/S"] == "/TR"]
    assert len(rows) == len(portfolio.skills) + 1
    scopes = [cell["/A"]["/Scope"] for cell, _parent in elements if cell["/S"] == "/TH"]
    assert scopes == ["/Column"] * 3 + ["/Row"] * len(portfolio.skills)


def test_every_mark_belongs_to_an_element_or_is_an_artifact(pdf: bytes) -> None:
    reader: Any = pypdf.PdfReader(io.BytesIO(pdf))
    tree: Any = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = {int(tree[index]): tree[index + 1].get_object() for index in range(0, len(tree), 2)}
    for page, content in zip(reader.pages, reading.contents(pdf), strict=True):
        depth = 0
        for line in content.split(b"\n"):
            if line.endswith((b"BDC", b"BMC")):
                depth += 1
            elif line == b"EMC":
                depth -= 1
            elif line.startswith((b"BT", b"[(")) or line.endswith((b" S", b" re f", b" Do Q")):
                assert depth == 1
            assert depth in (0, 1)
        numbers = [int(number) for number in re.findall(rb"/MCID (\d+)>>BDC", content)]
        assert numbers == list(range(len(numbers)))
        assert len(parents[page["/StructParents"]]) == len(numbers)
        for annotation in page.get("/Annots") or ():
            assert parents[annotation.get_object()["/StructParent"]]["/S"] == "/Link"
