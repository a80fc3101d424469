"""SCH, DIP: what a project that began as a copy of another still has of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from mc_builder.diagnostics import Related
from mc_builder.french import counted, slug
from mc_builder.loading.layout import FILES
from mc_builder.loading.schema_lines import is_there, named_schema
from mc_builder.loading.texts import decoded
from mc_builder.model.base import Objet
from mc_builder.rules.registry import AVERTISSEMENT, INFO, Constat, Subject, regle
from mc_builder.source.tree import ReadProblem
from mc_builder.spans import Span

#: Names that chance alone gives to both.
_FEW = 8
#: Places that a finding shows.
_SHOWN = 8


@regle("SCH015", INFO, source="Méthode de l’outil", surete="outil")
def schema_introuvable(s: Subject) -> Iterator[Constat]:
    """La ligne qui nomme le schéma d’un fichier mène à un schéma.

    Vérifie : le fichier que cite « $schema=… », en tête d’un fichier YAML, est là ; une adresse du
    Web n’est pas suivie.
    Pourquoi : sans lui, l’éditeur de texte ne propose plus les clés et ne souligne plus les fautes.
    Exemple fautif :
        # yaml-language-server: $schema=../src/mc_builder/schemas/glossaire.json
    Exemple corrigé :
        # yaml-language-server: $schema=../.mc-builder/schemas/glossaire.json
    """
    lost = list(_lost_lines(s))
    if lost:
        yield Constat(
            f"{counted(len(lost), 'fichier nomme un schéma qui', 'fichiers nomment un schéma qui')}"
            " n’est pas là",
            lost[0],
            "« mc-builder schema » écrit les schémas dans le projet, et corrige ces lignes",
            tuple(Related(span, "ne mène nulle part") for span in lost[1 : _SHOWN + 1]),
        )


def _lost_lines(s: Subject) -> Iterator[Span]:
    for path, data in s.files.files.items():
        if b"$schema=" not in data[:500] or not any(kind.accepts(path) for kind in FILES):
            continue
        found = named_schema(decoded(path, data)[0])
        try:
            if found is not None and not is_there(found[1], s.files):
                yield found[0]
        except ReadProblem:
            yield found[0] if found is not None else s.places.start(s.projet.dossier)


@regle("DIP016", AVERTISSEMENT, source="Méthode de l’outil", surete="outil")
def reste_d_un_exemple(s: Subject) -> Iterator[Constat]:
    """Rien ne reste du dossier d’exemple dans celui d’un autre diplôme.

    Vérifie : un dossier d’un autre intitulé n’a pas plus de huit objets (chiffres, sources,
    exigences, emplois, compétences…) qui portent les identifiants du dossier livré avec l’outil.
    Pourquoi : commencer par copier un dossier laisse ses chiffres et ses emplois sous un autre nom.
    Exemple fautif :
        diplome: {intitule: Entretien de cycles, …}   # et les chiffres des services numériques
    Exemple corrigé :
        mc-builder nouveau mon-dossier
    """
    title, known = _example()
    if slug(str(s.projet.dossier.diplome.intitule)) == slug(title):
        return
    left = [o for o in s.projet.modeles() if isinstance(o, Objet) and o.id in known]
    if len(left) > _FEW:
        spans = [s.places.span(model, "id") for model in left]
        yield Constat(
            f"{len(left)} objets viennent du dossier d’exemple « {title} »",
            spans[0],
            "retirez-les ou remplacez-les ; « mc-builder nouveau » commence un dossier sans eux",
            tuple(Related(span, "identifiant de l’exemple") for span in spans[1 : _SHOWN + 1]),
        )


@cache
def _example() -> tuple[str, frozenset[str]]:
    """The title of the example dossier, and the identifiers that are its own."""
    lines = (files("mc_builder.rules") / "exemple.txt").read_text("utf-8").splitlines()
    title, *idents = (line for line in lines if line and not line.startswith("#"))
    return title, frozenset(idents)
