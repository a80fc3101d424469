"""The licence and whom to name: in whatever leaves the project, in the place that its form has."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from lxml import etree

from ensemble import ensemble
from lectures import ouvert
from mc_builder.documents.builder import Builder
from mc_builder.documents.jury.grilles import grilles_of
from mc_builder.documents.kinds import ROOMS, document_kind
from mc_builder.documents.making import Making
from mc_builder.documents.site.pages import pages
from mc_builder.exports.candidats import candidats_counted
from mc_builder.exports.case import VERSIONS, case_json
from mc_builder.exports.framework import framework_of
from mc_builder.exports.grilles_candidats import workbook_of
from mc_builder.exports.grilles_xlsx import workbook as workbook_of_grilles
from mc_builder.exports.modele import modele_json
from mc_builder.exports.moodle import moodle_csv
from mc_builder.exports.progression import progression_of
from mc_builder.exports.progression_xlsx import PERIODES
from mc_builder.exports.progression_xlsx import workbook as workbook_of_progression
from mc_builder.exports.rncp import rncp_xml
from mc_builder.page.templates import Templates
from mc_builder.project import Project
from mc_builder.returns.tableaux.book import tableaux
from outils_externes import RACINE

CYCLES = RACINE / "tests/projets/cycles"
DOSSIER = "dossier/dossier.yaml"
NOM, QUI, OU = "Licence d’essai 1.0", "Les auteurs -- et autrices", "https://exemple.fr/licence-1"
LICENCE = f"licence: {{nom: {NOM}, url: {OU!r}, attribution: {QUI}}}\n"
ECHELLE = ("Non acquis", "Acquis")


@cache
def projet(licence: str = LICENCE) -> Project:
    plain = ouvert(CYCLES)
    return plain.edited({DOSSIER: (plain.files.read(DOSSIER) or b"") + licence.encode()})


def making(key: str, project: Project) -> Making:
    return Making(document_kind(key), Builder(project), Templates(None, ROOMS))


def one_grid(project: Project) -> bytes:
    return workbook_of(project, grilles_of(project)[0], candidats_counted(1), ECHELLE)


#: What each export writes.
EXPORTS: dict[str, Callable[[Project], bytes]] = {
    "tableaux": tableaux,
    "grilles": lambda p: workbook_of_grilles(p, grilles_of(p), ECHELLE),
    "grilles --candidats": one_grid,
    "progression": lambda p: workbook_of_progression(p, progression_of(p), PERIODES),
    "moodle": lambda p: moodle_csv(framework_of(p)),
    "rncp": rncp_xml,
    "modele": modele_json,
    **{
        f"case {version}": lambda p, v=version: case_json(  # type: ignore[misc]
            framework_of(p), p.projet.dossier.date_reference, version=v
        )
        for version in VERSIONS
    },
    **{
        f"{key} docx": lambda p, k=key: making(k, p).make("docx").data  # type: ignore[misc]
        for key in ("livret", "jury", "fiches")
    },
}


def words(data: bytes) -> str:
    """All that a file says, the parts of a package one after the other."""
    if data[:2] != b"PK":
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(
            package.read(name).decode("utf-8", "replace") for name in package.namelist()
        )


@ensemble("name", EXPORTS)
def test_each_export_says_its_licence_and_whom_to_name(name: str) -> None:
    said = words(EXPORTS[name](projet())).replace("- -", "--")
    assert NOM in said
    assert QUI in said


@ensemble("name", EXPORTS)
def test_none_is_said_where_the_dossier_has_none(name: str) -> None:
    said = words(EXPORTS[name](ouvert(CYCLES)))
    assert "à citer" not in said
    assert "CFDefinitions" not in said
    assert "<!--" not in said


def test_each_page_of_the_site_says_it() -> None:
    found = pages(making("site", projet()))
    assert all(NOM in page.decode() and QUI in page.decode() for page in found.values())


@pytest.mark.lent
def test_a_pdf_says_it_on_its_cover_and_in_its_properties() -> None:
    data = making("livret", projet()).make("pdf").data
    start = data.index(b"<x:xmpmeta")
    packet = etree.fromstring(data[start : data.index(b"</x:xmpmeta>") + len(b"</x:xmpmeta>")])
    (rights,) = packet.iter("{http://purl.org/dc/elements/1.1/}rights")
    assert projet().projet.dossier.droits in "".join(map(str, rights.itertext()))
    assert not making("livret", projet()).make("pdf").unclaimed


def test_the_demandeurs_are_named_when_nobody_else_is() -> None:
    dossier = projet("licence: CC-BY 4.0\n").projet.dossier
    assert dossier.droits.startswith("CC-BY 4.0, à citer")
    assert all(str(one.nom) in dossier.droits for one in dossier.demandeurs)
    assert ouvert(CYCLES).projet.dossier.droits == ""


def test_an_unknown_licence_is_marked_in_documents_and_said_nowhere_else() -> None:
    project = projet("licence: {nom: {a_completer: avis du conseil}}\n")
    assert project.projet.dossier.droits == ""
    assert "à citer" not in words(moodle_csv(framework_of(project)))
    assert "avis du conseil" in words(making("livret", project).make("docx").data)


def test_case_leads_from_its_document_to_its_licence() -> None:
    found = json.loads(EXPORTS["case 1.1"](projet()))
    (licence,) = found["CFDefinitions"]["CFLicenses"]
    link = found["CFDocument"]["licenseURI"]
    assert (
        (link["identifier"], link["uri"])
        == (licence["identifier"], licence["uri"])
        == (
            licence["identifier"],
            OU,
        )
    )
    assert licence["licenseText"] == found["CFDocument"]["notes"] == projet().projet.dossier.droits


def rows(data: bytes) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(io.StringIO(data.decode(), newline=""))


def test_moodle_keeps_it_with_the_framework_and_the_flow_of_the_register_stays_xml() -> None:
    first, *rest = rows(EXPORTS["moodle"](projet()))
    assert QUI in first["Description"]
    assert not any(QUI in row["Description"] for row in rest)
    root = etree.fromstring(EXPORTS["rncp"](projet()))
    assert root.tag == "FICHES"
