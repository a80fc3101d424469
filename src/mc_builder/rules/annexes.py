"""REF: what names an annexe names one that the référentiel prints."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.diagnostics import suggestion
from mc_builder.model.annexes import due_annexes, named_annexe
from mc_builder.model.base import Objet
from mc_builder.rules.registry import ERREUR, Constat, Subject, regle


@regle("REF006", ERREUR, source="Format des fichiers", surete="outil")
def annexe_inconnue(s: Subject) -> Iterator[Constat]:
    """Une note nomme une annexe que le référentiel imprime.

    Vérifie : « annexe » est le numéro d’une annexe du type de diplôme (« III », « annexe III »),
    sa clé (« evaluation ») ou ce qu’elle imprime (« epreuves »), et le dossier l’imprime.
    Pourquoi : la note s’imprimerait ailleurs que là où elle est attendue, sans un mot.
    Exemple fautif :
        notes: [{texte: Hors période d’essai., annexe: XII}]
    Exemple corrigé :
        notes: [{texte: Hors période d’essai., annexe: III}]
    """
    named = [
        (note, note.annexe)
        for model in s.projet.modeles()
        if isinstance(model, Objet)
        for note in model.notes
        if note.annexe is not None
    ]
    for note, nom in named:
        if named_annexe(s.projet, nom) is None:
            due = due_annexes(s.projet)
            span = s.places.span(note, "annexe")
            known = ", ".join(f"{a.numero} ({a.partie.titre or a.cle})" for a in due)
            names = [key for a in due for key in (a.numero, a.cle) if key]
            aide, fix = suggestion(nom, names, span)
            yield Constat(
                f"le référentiel n’imprime pas ⟨d’annexe⟩ « {nom} »",
                span,
                " ; ".join(part for part in (aide, f"⟨les annexes⟩ sont : {known}") if part),
                fix=fix,
            )
