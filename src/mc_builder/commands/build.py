"""``mc-builder build``: write the documents that are not up to date into ``output/``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from mc_builder.builtin import builtin_folder
from mc_builder.commands.libreoffice import find_word_processor
from mc_builder.commands.options import contre_option
from mc_builder.commands.printing import say_up_to_date, stop
from mc_builder.documents.kinds import DOCUMENTS, FORMATS, kinds_named
from mc_builder.documents.options import Options
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.production.freshness import generation, read
from mc_builder.production.request import Request
from mc_builder.production.site_beside import pages_beside
from mc_builder.writing import OutputProblem


def _listed() -> str:
    """The documents, for the help: those of any step, then those of the référentiel."""
    width = max(len(kind.key) for kind in DOCUMENTS) + 2
    pages = ""
    for title, late in (("Documents", False), ("Après l’étape « opportunite »", True)):
        lines = [
            f"\n  {kind.key:{width}}{kind.label} ({', '.join(kind.formats)})"
            for kind in DOCUMENTS
            if kind.due_with_referentiel is late
        ]
        pages += f"{title} :\n\n\b{''.join(lines)}\n\n"
    return pages


@click.command(
    cls=FrenchCommand,
    epilog=f"{_listed()}Exemples :\n\n\b\n  mc-builder build\n"
    "  mc-builder build referentiel --format docx,pdf\n"
    "  mc-builder build referentiel --format docx --contre v1.0",
)
@click.argument(
    "documents",
    nargs=-1,
    metavar="[DOCUMENT]…",
    type=click.Choice([kind.key for kind in DOCUMENTS]),
)
@click.option(
    "--format",
    "formats",
    metavar="docx,pdf,…",
    help=f"Formats à écrire, séparés par des virgules (tous, sinon) : {', '.join(FORMATS)}.",
)
@click.option(
    "--malgre-erreurs",
    is_flag=True,
    help="Écrit même si le dossier a des erreurs ; chaque page est alors marquée « Brouillon ».",
)
@click.option(
    "--joindre-sources",
    is_flag=True,
    help="Joint à chaque PDF les fichiers du dossier où est écrit ce qu’il montre.",
)
@click.option(
    "--commentaires",
    is_flag=True,
    help="Met en commentaires dans les Word les constats de check, ce qui n’est pas couvert, et les"
    " commentaires revenus avec leurs réponses.",
)
@click.option(
    "--pages-pdf",
    is_flag=True,
    help="Met dans les Word les numéros de page de leur PDF, sans les demander à LibreOffice.",
)
@click.option("--sans-cache", is_flag=True, help="Refait aussi ce qui est à jour.")
@contre_option
@help_option
@click.pass_obj
def build(  # noqa: PLR0913
    folder: Path,
    documents: Sequence[str],
    formats: str | None,
    *,
    malgre_erreurs: bool,
    joindre_sources: bool,
    commentaires: bool,
    pages_pdf: bool,
    sans_cache: bool,
    contre: str | None,
) -> None:
    """Écrit les documents dans output/.

    Sans argument, écrit dans tous leurs formats ceux que l’étape du dossier attend. Ce qui est à
    jour n’est pas refait. Avec --contre, marque dans les Word et les PDF ce qui a changé.
    """
    request = Request(
        folder,
        kinds_named(documents),
        _formats(formats),
        bool(documents),
        Options(
            attach=joindre_sources,
            comments=commentaires,
            processor=None if pages_pdf else find_word_processor(folder),
            site=pages_beside(folder),
        ),
        contre,
        sans_cache,
        malgre_erreurs,
    )
    if not request.names:
        have = " ; ".join(f"{kind.key} : {', '.join(kind.formats)}" for kind in request.kinds)
        raise click.UsageError(f"aucun des documents demandés n’existe dans ce format ({have})")
    try:
        sys.exit(_build(request))
    except OutputProblem as problem:
        stop(str(problem))


def _build(request: Request) -> int:
    """Make what is not up to date; the exit code."""
    # The stamps are taken before anything is read: what is saved meanwhile is seen next time.
    now = generation(request.folder, [builtin_folder()], repr(request.options))
    if not (request.sans_cache or request.contre is not None):
        state, names = read(request.output), request.names
        if count := state.untouched(request.output, names, now, named=request.named):
            return say_up_to_date(count)
    # Half a second of imports, which a build with nothing to do must not pay.
    from mc_builder.commands.construction import construct  # noqa: PLC0415

    return construct(request, now)


def _formats(value: str | None) -> tuple[str, ...]:
    if value is None:
        return FORMATS
    wanted = {part.strip() for part in value.split(",") if part.strip()}
    unknown = sorted(wanted - set(FORMATS))
    if unknown or not wanted:
        what = f"format inconnu « {', '.join(unknown)} »" if unknown else "aucun format n’est donné"
        raise click.UsageError(f"{what} ; les formats sont : {', '.join(FORMATS)}")
    return tuple(extension for extension in FORMATS if extension in wanted)
