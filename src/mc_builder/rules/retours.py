"""RET: the comments that came back in documents wait for an answer."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.diagnostics import Related
from mc_builder.french import quoted
from mc_builder.model.retours import Retour
from mc_builder.rules.registry import INFO, Constat, Subject, regle
from mc_builder.spans import Span

#: As much of a comment as tells it from others, on one line.
_SHOWN = 120


@regle("RET001", INFO, source="Méthode de l’outil", surete="outil")
def retour_ouvert(s: Subject) -> Iterator[Constat]:
    """Un commentaire revenu est traité.

    Vérifie : chaque commentaire de dossier/retours.yaml est à l’état « traite ».
    Pourquoi : un document revient annoté ; ce qui n’a pas de réponse se perd d’une version à
    l’autre.
    Exemple fautif :
        retours:
          - {texte: Préciser ce sigle., auteur: Inspection}
    Exemple corrigé :
        retours:
          - {texte: Préciser ce sigle., auteur: Inspection, etat: traite}
    """
    for retour in s.projet.retours:
        if retour.etat == "ouvert":
            yield Constat(
                f"{_who(retour)} : {quoted(_short(str(retour.texte)))}",
                s.places.span(retour, "texte"),
                "corrigez le texte ou répondez (« reponses »), puis écrivez « etat: traite »",
                tuple(_about(s, retour)),
            )


def _who(retour: Retour) -> str:
    """« commentaire de l’inspection »: who wrote it, whose words stay as they are."""
    return f"commentaire de {retour.auteur}" if retour.auteur else "commentaire sans auteur"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rpartition(' ')[0]}…"


def _about(s: Subject, retour: Retour) -> Iterator[Related]:
    """The text that it is about; nothing when it is no longer there."""
    if (span := _place(s, str(retour.sur or ""))) is not None:
        yield Related(span, "le texte dont il parle")


def _place(s: Subject, ref: str) -> Span | None:
    cle, colon, field = ref.partition(":")
    if not colon:  # a block of a Markdown file: « dossier/note/10-origine/3 »
        source = s.places.prose(cle) or s.places.prose(cle.rpartition("/")[0])
        return None if source is None else source.span(0)
    found = s.places.find(cle)
    if found is None:
        return None
    path = tuple(int(step) - 1 if step.isdecimal() else step for step in field.split("/"))
    return s.places.span(found[0], *path)
