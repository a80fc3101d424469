"""The XML of the register, read back by our own reader of the register to the same blocs."""

from __future__ import annotations

from pathlib import Path

from arbres_exportes import PROJETS, framework

from ensemble import ensemble
from ligne_de_commande import Lance
from mc_builder.exports.rncp import rncp_xml
from mc_builder.nomenclatures.importing.documents import document_format_of
from mc_builder.nomenclatures.importing.files import Table
from mc_builder.nomenclatures.store_records import BLOC, FICHE, Certification, Entree, Record
from mc_builder.project import Project
from mc_builder.source.tree import Folder


def records(data: bytes) -> list[Record]:
    table = Table(Path(), "rncp.xml", len(data), data=data)
    form = document_format_of(table)
    assert form is not None
    return list(form.records(table, lambda _: None))


@ensemble("folder", PROJETS)
def test_our_reader_of_the_register_finds_the_same_blocs(folder: Path) -> None:
    project = Project.open(Folder(folder))
    found = records(rncp_xml(project, "RNCP123"))
    (fiche,) = (one for one in found if isinstance(one, Entree) and one.genre == FICHE)
    assert (fiche.code, fiche.intitule) == ("RNCP123", str(project.projet.dossier.diplome.intitule))
    (level,) = (one.niveau for one in found if isinstance(one, Certification))
    assert str(level) == str(project.projet.dossier.diplome.niveau)
    blocs = [one for one in found if isinstance(one, Entree) and one.genre == BLOC]
    assert [(one.code, one.intitule, one.definition.splitlines()) for one in blocs] == [
        (
            f"RNCP123BC{rank:02}",
            bloc.intitule,
            [one.nom for one in bloc.dans if one.genre == "competence"],
        )
        for rank, bloc in enumerate(framework(folder).blocs, 1)
    ]


def test_each_bloc_says_what_assesses_it() -> None:
    text = rncp_xml(Project.open(Folder(PROJETS[0]))).decode()
    assert text.count("<MODALITES_EVALUATION>") == text.count("<CODE>RNCPXXXXXBC0")
    assert "<MODALITES_EVALUATION></MODALITES_EVALUATION>" not in text


def test_the_command_writes_the_file(lance: Lance, tmp_path: Path) -> None:
    target = tmp_path / "r.xml"
    asked = ("-C", str(PROJETS[1]), "exporter", "rncp", "-o", str(target), "--numero")
    assert (lance(*asked, "RNCP1").code, target.is_file()) == (0, True)
    done = lance(*asked, "1 & 2")
    assert (done.code, "RNCP12345" in done.erreurs) == (2, True)
