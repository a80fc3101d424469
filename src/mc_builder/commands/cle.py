"""``mc-builder cle``: explain a key of the files, list them, write their page."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from mc_builder.commands.printing import stop, terminal
from mc_builder.diagnostics import one_slip
from mc_builder.french import listed, slug
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.loading.described import all_paths, find
from mc_builder.loading.layout import FILES, FileKind
from mc_builder.reports.cles.page import page
from mc_builder.reports.cles.texte import file_texte, files_texte, key_texte
from mc_builder.writing import OutputProblem, write_atomically

#: Paths that are proposed in the place of one that leads nowhere.
_MOST = 5


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder cle\n  mc-builder cle preuves\n"
    "  mc-builder cle preuves.chiffres.valeur",
)
@click.argument("chemin", required=False, metavar="[CHEMIN]")
@click.option(
    "--page",
    metavar="FICHIER.md",
    type=click.Path(path_type=Path),
    help="Écrit dans ce fichier la page de toutes les clés.",
)
@help_option
def cle(chemin: str | None, *, page: Path | None) -> None:
    """Explique une clé : ce que c’est, ce qui s’y écrit, un exemple, les clés qu’elle contient.

    CHEMIN est le nom d’un fichier, puis des clés, séparés par des points. Sans CHEMIN, liste les
    fichiers et leurs premières clés.
    """
    if page is not None:
        _write_page(page)
        return
    click.echo(files_texte(terminal()) if chemin is None else _explained(chemin))


def _explained(given: str) -> str:
    path = given.strip().rstrip(":.")
    file = _file(path)
    if file is not None:
        path = file.schema
    if (key := find(path)) is not None:
        return key_texte(key, terminal())
    if file is not None:
        return file_texte(file, terminal())
    near = _near(path)
    meant = f" ; vouliez-vous dire {near} ?" if near else ""
    raise click.UsageError(f"aucune clé « {given} »{meant} (« mc-builder cle » les liste)")


def _file(path: str) -> FileKind | None:
    """The file that a path names: « preuves », or « dossier/preuves.yaml »."""
    return next((f for f in FILES if f.schema == path or f.accepts(path)), None)


def _near(path: str) -> str:
    """The keys that a path that leads nowhere may mean: of that name, else nearly written so."""
    known = [*(file.schema for file in FILES), *all_paths()]
    named = {name: slug(name.rpartition(".")[2]) for name in known}
    last = slug(path.removesuffix(".yaml").replace("/", ".").rpartition(".")[2])
    same = sorted((k for k in known if named[k] == last), key=len)
    slips = sorted((k for k in known if one_slip(last, named[k])), key=len)
    written = get_close_matches(path, known, n=_MOST) or get_close_matches(last, known, n=_MOST)
    found = written if "." in path and "/" not in path else [*same, *slips] or written
    return listed([f"« {name} »" for name in dict.fromkeys(found)][:_MOST], "ou")


def _write_page(target: Path) -> None:
    try:
        write_atomically(target, page().encode())
    except OutputProblem as problem:
        stop(str(problem))
    click.echo(target)
