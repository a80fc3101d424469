"""``mc-builder exporter``: the project in a form that other software fills."""

from __future__ import annotations

import re
from pathlib import Path

import click

from mc_builder.commands.candidats import write_for_candidates
from mc_builder.commands.environment import moment
from mc_builder.commands.exported import ECHELLES, into, levels, separated, write
from mc_builder.commands.fiches import fiches
from mc_builder.commands.on_demand import extension_of, in_formats, making_of, or_stop
from mc_builder.commands.printing import say_kept, stop
from mc_builder.commands.project import comparable
from mc_builder.documents.demande import Demande
from mc_builder.documents.jury.grilles import grilles_of
from mc_builder.documents.site import ACCUEIL, SITE
from mc_builder.documents.site.pages import pages
from mc_builder.exports.case import VERSIONS, case_json
from mc_builder.exports.framework import framework_of
from mc_builder.exports.grilles_xlsx import workbook as workbook_of_grilles
from mc_builder.exports.modele import modele_json
from mc_builder.exports.moodle import moodle_csv
from mc_builder.exports.progression import progression_of
from mc_builder.exports.progression_xlsx import PERIODES
from mc_builder.exports.progression_xlsx import workbook as workbook_of_progression
from mc_builder.exports.rncp import SANS_NUMERO, rncp_xml
from mc_builder.exports.site import write_site
from mc_builder.french import counted
from mc_builder.french_click import FrenchCommand, FrenchGroup, help_option
from mc_builder.reports.terminal import printable
from mc_builder.returns.tableaux.book import tableaux as workbook
from mc_builder.writing import OutputProblem

#: The most periods of a year: columns that an A4 page can show.
_PERIODES = 12
#: The most levels of a grid, for the same reason.
_NIVEAUX = 10


@click.group(
    cls=FrenchGroup,
    epilog="Exemples :\n\n\b\n  mc-builder exporter tableaux\n  mc-builder exporter grilles\n"
    "  mc-builder exporter progression\n  mc-builder exporter moodle",
)
@help_option
def exporter() -> None:
    """Écrit le projet sous une forme qu’un autre logiciel remplit, ou importe."""


exporter.add_command(fiches)


@exporter.command(
    cls=FrenchCommand,
    short_help="Écrit les liens et les listes du projet dans un classeur à remplir.",
    epilog="Exemples :\n\n\b\n  mc-builder exporter tableaux\n"
    "  mc-builder exporter tableaux -o branche.xlsx",
)
@into("tableaux.xlsx")
@help_option
@click.pass_obj
def tableaux(folder: Path, fichier: Path) -> None:
    """Écrit les liens et les listes du projet dans un classeur à remplir, puis à relire.

    Emplois et exigences, activités, compétences, épreuves, savoirs, chiffres, sources, glossaire :
    une feuille chacun. Il se remplit dans Excel, LibreOffice ou Google Sheets, et
    « mc-builder relire » dit ce qui y a changé.
    """
    write(fichier, workbook(comparable(folder)))


@exporter.command(
    cls=FrenchCommand,
    short_help="Écrit le référentiel de compétences à importer dans Moodle.",
    epilog="Exemples :\n\n\b\n  mc-builder exporter moodle\n"
    '  mc-builder exporter moodle --echelle "Insuffisant,Fragile,Satisfaisant,Très bon"',
)
@into("moodle.csv")
@ECHELLES
@help_option
@click.pass_obj
def moodle(folder: Path, fichier: Path, echelle: str) -> None:
    """Écrit le référentiel de compétences en CSV, tel que Moodle l’importe.

    Blocs, compétences, sous-compétences et indicateurs, dans leur ordre. Dans Moodle :
    Administration du site, Compétences, « Importer un référentiel de compétences », encodage UTF-8
    et séparateur virgule. Les identifiants restent ceux du projet d’une édition à l’autre.
    """
    write(fichier, moodle_csv(framework_of(comparable(folder)), levels(echelle)))


@exporter.command(
    cls=FrenchCommand,
    short_help="Écrit le référentiel de compétences au format CASE (1EdTech).",
    epilog="Exemples :\n\n\b\n  mc-builder exporter case -o referentiel-case.json\n"
    "  mc-builder exporter case --version 1.1",
)
@into("case.json")
@ECHELLES
@click.option(
    "--version",
    type=click.Choice(VERSIONS),
    default=VERSIONS[0],
    help=f"Version de CASE ({VERSIONS[0]}, sinon).",
)
@help_option
@click.pass_obj
def case(folder: Path, fichier: Path, echelle: str, version: str) -> None:
    """Écrit le référentiel de compétences en JSON, selon CASE 1.0 ou 1.1 de 1EdTech.

    Blocs, compétences et sous-compétences en arbre ; les indicateurs sont les critères d’une grille
    par compétence. Les identifiants restent les mêmes d’une édition à l’autre.
    """
    project = comparable(folder)
    day = project.projet.dossier.date_reference
    write(fichier, case_json(framework_of(project), day, levels(echelle), version))


@exporter.command(
    cls=FrenchCommand,
    short_help="Écrit tout le projet en JSON, pour un autre programme.",
    epilog="Exemple :\n\n\b\n  mc-builder exporter modele -o projet.json",
)
@into("modele.json")
@help_option
@click.pass_obj
def modele(folder: Path, fichier: Path) -> None:
    """Écrit en un seul JSON tout ce que disent les fichiers, avec l’identité de chaque objet.

    Ni les images ni la charte n’y sont. « mc-builder schema --modele » en donne le schéma.
    """
    write(fichier, modele_json(comparable(folder)))


@exporter.command(
    cls=FrenchCommand,
    short_help="Écrit les blocs comme le flux XML du RNCP les nomme.",
    epilog="Exemple :\n\n\b\n  mc-builder exporter rncp --numero RNCP12345",
)
@into("rncp.xml")
@click.option(
    "--numero",
    metavar="RNCP…",
    default=SANS_NUMERO,
    help=f"Numéro de la fiche ({SANS_NUMERO}, tant qu’il n’est pas donné).",
)
@help_option
@click.pass_obj
def rncp(folder: Path, fichier: Path, numero: str) -> None:
    """Écrit la fiche et ses blocs en XML, avec les noms du flux que publie France compétences.

    Par bloc : son code, son intitulé, ses compétences une par ligne, ses évaluations. Le tableau à
    trois colonnes est un document : « mc-builder build rncp ».
    """
    if numero != SANS_NUMERO and not re.fullmatch(r"RNCP[0-9]{1,6}", numero):
        stop("--numero : un numéro de fiche s’écrit « RNCP12345 »")
    write(fichier, rncp_xml(comparable(folder), numero))


@exporter.command(
    cls=FrenchCommand,
    short_help="Écrit les grilles d’évaluation des épreuves, à remplir par le jury.",
    epilog="Exemples :\n\n\b\n  mc-builder exporter grilles\n"
    "  mc-builder exporter grilles -o grilles.pdf\n"
    "  mc-builder exporter grilles --candidats classe.csv\n"
    '  mc-builder exporter grilles --echelle "Insuffisant,Fragile,Satisfaisant,Très bon"',
)
@click.option(
    "-o",
    "fichier",
    metavar="FICHIER.xlsx|.docx|.pdf|DOSSIER",
    type=click.Path(path_type=Path),
    help="Où les écrire, dans le format que dit son nom (grilles.xlsx, sinon).",
)
@click.option(
    "--candidats",
    metavar="LISTE|NOMBRE",
    help="Un classeur par épreuve et une feuille par candidat : ceux d’une liste (.csv, .xlsx), ou"
    " tant de feuilles sans nom. « -o » nomme alors un dossier (grilles, sinon).",
)
@ECHELLES
@help_option
@click.pass_obj
def grilles(folder: Path, fichier: Path | None, candidats: str | None, echelle: str) -> None:
    """Écrit une grille par épreuve : un niveau par indicateur, et ce qu’il en résulte.

    Dans un classeur, la note sur vingt se calcule, ce qui n’est pas rempli se voit et les formules
    sont protégées. En Word et en PDF, le jury coche et signe. Ce qu’une partie évalue est ce que le
    référentiel dit : ses indicateurs, ou ceux de ses compétences.
    """
    asked = levels(echelle)
    if candidats is not None:
        project = making_of("jury", folder).builder.project
        write_for_candidates(project, fichier or Path("grilles"), candidats, asked)
        return
    file = fichier or Path("grilles.xlsx")
    if extension_of(file) not in {"xlsx", "docx", "pdf"}:
        stop("-o : les grilles s’écrivent en .xlsx, en .docx ou en .pdf")
    making = making_of("jury", folder, Demande(echelle=tuple(asked)))
    if extension_of(file) == "xlsx":
        project = making.builder.project
        write(file, workbook_of_grilles(project, grilles_of(project), asked))
        return
    if len(asked) > _NIVEAUX:
        stop(f"--echelle : une page montre {_NIVEAUX} niveaux au plus ; un classeur, davantage")
    write(file, in_formats(making, [file])[0])


@exporter.command(
    cls=FrenchCommand,
    short_help="Écrit la progression d’une année à remplir dans un classeur qui calcule.",
    epilog="Exemples :\n\n\b\n  mc-builder exporter progression\n"
    '  mc-builder exporter progression --periodes "Automne,Hiver,Printemps"',
)
@into("progression.xlsx")
@click.option(
    "--periodes",
    metavar="NOMS",
    default=",".join(PERIODES),
    help=f"Périodes de l’année, dans l’ordre ({PERIODES[0]} à {PERIODES[-1]}, sinon).",
)
@help_option
@click.pass_obj
def progression(folder: Path, fichier: Path, periodes: str) -> None:
    """Écrit de quoi répartir le référentiel sur les périodes d’une année.

    Compétences, tâches et savoirs à cocher, heures par bloc, semaines en entreprise ; une feuille
    compte et nomme ce qui n’est encore prévu nulle part. Les formules sont protégées.
    """
    names = separated(periodes)
    if not 1 <= len(names) <= _PERIODES:
        stop(f"--periodes : donnez de 1 à {_PERIODES} noms différents, séparés par des virgules")
    project = comparable(folder)
    write(fichier, workbook_of_progression(project, progression_of(project), names))


@exporter.command(
    cls=FrenchCommand,
    short_help="Écrit le livret de la période en entreprise, en Word et en PDF.",
    epilog="Exemples :\n\n\b\n  mc-builder exporter livret\n"
    "  mc-builder exporter livret -o livret-tuteur.docx",
)
@click.option(
    "-o",
    "fichier",
    metavar="FICHIER.docx|.pdf",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Où l’écrire, dans le format que dit son nom (livret.docx et livret.pdf, sinon).",
)
@help_option
@click.pass_obj
def livret(folder: Path, fichier: Path | None) -> None:
    """Écrit le livret que remplissent la personne en formation et son tuteur ou sa tutrice.

    Par bloc : ce que l’entreprise permet, les tâches à cocher, chaque compétence à évaluer ; puis
    le bilan et l’attestation. Il n’y en a pas quand le diplôme n’a pas de période en entreprise.
    """
    # The PDF first: Word is given the pages of its contents.
    files = [fichier] if fichier else [Path("livret.pdf"), Path("livret.docx")]
    if any(extension_of(file) not in {"pdf", "docx"} for file in files):
        stop("-o : le livret s’écrit en .docx ou en .pdf")
    for file, data in zip(files, in_formats(making_of("livret", folder), files), strict=True):
        write(file, data)


@exporter.command(
    cls=FrenchCommand,
    short_help="Écrit le référentiel en pages à lire sur le Web, ou en une seule.",
    epilog="Exemples :\n\n\b\n  mc-builder exporter site\n"
    "  mc-builder exporter site -o referentiel.html",
)
@click.option(
    "-o",
    "cible",
    metavar="DOSSIER|.html",
    type=click.Path(path_type=Path),
    default=Path(SITE),
    help=f"Le dossier des pages ({SITE}, sinon), ou un nom en .html pour une seule page.",
)
@help_option
@click.pass_obj
def site(folder: Path, cible: Path) -> None:
    """Écrit le référentiel à lire sur le Web : une page par bloc, compétence, épreuve, emploi.

    Le dossier se met n’importe où ; il s’ouvre aussi d’un double-clic, sans serveur ni réseau. La
    recherche est dans la première page, et l’adresse d’une page reste la même d’une édition à
    l’autre.
    """
    making = making_of("site", folder)
    if extension_of(cible) == "html":
        write(cible, in_formats(making, [cible])[0])
        return
    found = or_stop(lambda: pages(making))
    try:
        kept = write_site(cible, found, moment())
    except OutputProblem as problem:
        stop(str(problem))
    click.echo(printable(f"{cible / ACCUEIL}  ({counted(len(found), 'page')})"))
    for path in kept:
        say_kept(path)
