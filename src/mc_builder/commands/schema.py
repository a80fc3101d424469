"""``mc-builder schema``: give a project the schemas by which a text editor completes the YAML."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from mc_builder.commands.printing import give, say, stop
from mc_builder.commands.project import project_tree
from mc_builder.french import counted
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.loading.inventory import take_stock
from mc_builder.loading.layout import FILES
from mc_builder.loading.schema_lines import FOLDER, SETTINGS, editor_settings, leads_nowhere, mended
from mc_builder.loading.texts import decoded
from mc_builder.project import Project
from mc_builder.reports.terminal import printable
from mc_builder.schema import coverage_schema, json_schemas, model_schema, schemas_of
from mc_builder.source.edits import splice
from mc_builder.source.tree import Folder, ReadProblem
from mc_builder.writing import OutputProblem, prepare, write_atomically


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder schema\n  mc-builder schema --vscode\n"
    "  mc-builder schema --vers schemas\n"
    "  mc-builder schema --couverture > couverture.schema.json\n"
    "  mc-builder schema --modele > modele.schema.json",
)
@click.option(
    "--vers",
    metavar="DOSSIER",
    type=click.Path(path_type=Path),
    help="Les écrit seulement, dans ce dossier.",
)
@click.option("--vscode", is_flag=True, help="Ajoute les réglages de Visual Studio Code.")
@click.option(
    "--couverture", is_flag=True, help="N’affiche que le schéma de la couverture en JSON."
)
@click.option("--modele", is_flag=True, help="N’affiche que le schéma de tout le modèle en JSON.")
@help_option
@click.pass_obj
def schema(
    folder: Path, *, vers: Path | None, vscode: bool, couverture: bool, modele: bool
) -> None:
    """Écrit les schémas JSON qui aident l’éditeur de texte à compléter et vérifier le YAML.

    Ils vont dans « .mc-builder/schemas » du projet, et la première ligne de chaque fichier qui n’en
    trouvait aucun y mène : c’est ce qu’il faut à un projet copié.
    """
    if couverture or modele:
        give(coverage_schema() if couverture else model_schema(), "json", nl=False)
        return
    try:
        if vers is not None:
            _write_schemas(vers, json_schemas())
            return
        tree = project_tree(folder)
        for part in Path(FOLDER).parts:
            prepare(folder := folder / part)
        model = Project.open(tree).model
        _write_schemas(folder, schemas_of(model.profil if model is not None else None))
        root = tree.root
        _mend(root, tree)
        if vscode:
            _write_settings(root)
    except (OutputProblem, ReadProblem) as problem:
        stop(str(problem))


def _write_schemas(target: Path, schemas: Mapping[str, str]) -> None:
    prepare(target)
    for name, text in schemas.items():
        write_atomically(target / name, text.encode())
        click.echo(target / name)


def _mend(root: Path, tree: Folder) -> None:
    """Have each file of the project lead to a schema; one that leads to some is left as it is."""
    count = 0
    for path in take_stock(tree).read:
        kind = next((kind for kind in FILES if kind.accepts(path)), None)
        data = tree.read(path)
        if kind is None or data is None:
            continue
        source, _, readable = decoded(path, data)
        if readable and leads_nowhere(source, tree):
            write_atomically((root / path).resolve(), splice(data, [mended(source, kind)]))
            click.echo(printable(path), err=True)
            count += 1
    if count:
        say(f"{counted(count, 'fichier mène', 'fichiers mènent')} maintenant à un schéma.")


def _write_settings(root: Path) -> None:
    target = root / SETTINGS
    if target.exists():
        say(printable(f"{target} existe : il est gardé tel quel."))
        return
    prepare(target.parent)
    write_atomically(target, editor_settings().encode())
    click.echo(target)
