"""``mc-builder relire``: what files that came back say otherwise, and its application."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mc_builder.commands.application import apply, reviewed
from mc_builder.commands.given_files import Unreadable, content
from mc_builder.commands.printing import give, say, stop, terminal
from mc_builder.commands.project import comparable
from mc_builder.commands.small_files import read_by_itself
from mc_builder.diagnostics import Severity, worst
from mc_builder.documents.kinds import KINDS
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.production.imprimes import kept
from mc_builder.project import Project
from mc_builder.reports.terminal import printable
from mc_builder.returns.given import Given, Unread, read_given
from mc_builder.returns.said_json import data_of
from mc_builder.returns.said_review import review_data, review_text
from mc_builder.returns.said_text import text_of
from mc_builder.returns.tableaux.figures_mapping import LectureChiffres
from mc_builder.returns.tableaux.reader import DOCUMENT as TABLEAUX
from mc_builder.returns.without import bases_in
from mc_builder.source.tree import Folder

_LABELS = {kind.key: kind.label for kind in KINDS} | {TABLEAUX: "Tableaux de travail"}


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder relire note-revenue.docx\n"
    '  mc-builder relire retour-1.docx retour-2.docx --auteur "I. G."\n'
    "  mc-builder relire note-revenue.docx --format json\n"
    "  mc-builder relire note-revenue.docx --appliquer\n"
    "  mc-builder relire tableaux.xlsx --appliquer --seulement accueil\n"
    "  mc-builder relire enquete.csv --lecture enquete.yaml",
)
@click.argument(
    "fichiers", metavar="FICHIER…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--auteur",
    "auteurs",
    metavar="NOM",
    multiple=True,
    help="Ne retient, du suivi des modifications, que celles de cette personne (répétable).",
)
@click.option(
    "--seulement",
    metavar="IDENTITÉ",
    multiple=True,
    help="Ne retient que ce qui touche cet objet, ou ce texte (répétable).",
)
@click.option(
    "--lecture",
    metavar="FICHIER.yaml",
    type=click.Path(path_type=Path),
    help="Dit ce que sont les colonnes d’un tableau de chiffres fait ailleurs.",
)
@click.option(
    "--appliquer",
    is_flag=True,
    help="Écrit dans les fichiers du projet ce qui peut l’être, et dit le reste.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Forme du résultat : text (pour lire) ou json (pour un programme).",
)
@help_option
@click.pass_obj
def relire(  # noqa: PLR0913 (its options)
    folder: Path,
    *,
    fichiers: tuple[Path, ...],
    auteurs: tuple[str, ...],
    seulement: tuple[str, ...],
    lecture: Path | None,
    appliquer: bool,
    form: str,
) -> None:
    """Dit ce que des fichiers revenus disent autrement que ce que l’outil y avait écrit.

    Textes modifiés mot à mot, lignes et paragraphes ajoutés, retirés ou déplacés, qui l’a fait
    quand c’est suivi, commentaires et réponses, chacun à sa place ; et ce qu’il en advient dans le
    projet. Un Word qui ne porte plus rien de l’outil (Google Docs, copier-coller) est comparé aux
    documents construits dans output/ : ce qui n’est que vraisemblable est marqué « ? ». N’écrit
    rien sans --appliquer.
    """
    if form == "json" and appliquer:
        raise click.UsageError("--appliquer ne va qu’avec la forme text")
    project = Project.open(Folder(folder))
    names = _names(fichiers)
    reading = None if lecture is None else _reading(lecture)
    given = {
        name: _read(folder, fichier, project, auteurs, reading)
        for name, fichier in zip(names, fichiers, strict=True)
    }
    found = {name: one.returned for name, one in given.items()}
    wrong = worst(d for one in given.values() for d in one.diagnostics) is Severity.ERREUR
    if appliquer:
        project = comparable(folder)
        asked = reviewed(project, found, auteurs, seulement)
        raise SystemExit(max(apply(folder, project, found, asked), int(wrong)))
    known = project.model is not None
    asked = reviewed(project, found, auteurs, seulement) if known else []
    if form == "json":
        data = {"fichiers": [data_of(name, one) for name, one in found.items()]}
        if known:
            data["projet"] = review_data(asked)
        give(json.dumps(data, ensure_ascii=False, indent=2), form)
        return
    texts = [
        text_of(name, _LABELS.get(one.document, "document"), one, terminal())
        for name, one in found.items()
    ]
    if asked:
        texts.append(f"Dans le projet\n{review_text(asked, found, terminal())}")
    give("\n\n".join(texts), form)


def _names(fichiers: tuple[Path, ...]) -> list[str]:
    """What each file is called: its name, its path when two have the same."""
    names = [fichier.name for fichier in fichiers]
    alone = len(set(names)) == len(names)
    return names if alone else [str(fichier) for fichier in fichiers]


def _reading(path: Path) -> LectureChiffres:
    """What the columns of a table are; a file that cannot be read stops the command."""
    try:
        return read_by_itself(LectureChiffres, path)
    except Unreadable as problem:
        stop(str(problem))


def _read(
    folder: Path,
    fichier: Path,
    project: Project,
    auteurs: tuple[str, ...],
    reading: LectureChiffres | None,
) -> Given:
    """What a file says otherwise; one that cannot be read stops the command."""
    authors = frozenset(auteurs) if auteurs else None
    try:
        data = content(fichier)
        given = read_given(
            data,
            fichier.name,
            project,
            authors,
            lambda: bases_in(kept(folder / "output")),
            reading,
        )
    except Unreadable as problem:
        stop(str(problem))
    except Unread as problem:
        stop(f"« {fichier} » ne peut pas être relu : {problem}")
    for found in given.diagnostics:
        aide = f" ({found.aide})" if found.aide else ""
        say(printable(f"{fichier.name} : {found.message}{aide}"))
    return given
