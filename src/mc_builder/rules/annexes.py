"""REF: what names an annexe names one that prints; what is written has a place in the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mc_builder.diagnostics import suggestion
from mc_builder.french import listed
from mc_builder.model.annexes import due_annexes, is_written, named_annexe
from mc_builder.model.base import Objet
from mc_builder.model.plan import Contenu, PartiePlan
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, Constat, Subject, regle


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


#: What a reader would miss, and how a message names it: by what prints it, any of these.
_ATTENDUS: tuple[tuple[tuple[Contenu, ...], str], ...] = (
    (("emplois", "emplois-debut", "emplois-experience"), "les emplois"),
    (("poles", "poles-activites"), "⟨les pôles⟩"),
    (("competences",), "⟨les blocs de compétences⟩"),
    (("generaux",), "⟨les blocs⟩ ⟨blocs:général⟩"),
    (("unites",), "⟨les unités⟩"),
    (("reglement",), "⟨le règlement d’examen⟩"),
    (("epreuves",), "⟨les épreuves⟩"),
    (("habilitations",), "les habilitations"),
    (("attestations",), "les attestations"),
    (("periode-organisation",), "⟨les périodes en entreprise⟩"),
    (("heures",), "les heures de formation"),
)


@regle("REF011", AVERTISSEMENT, source="Format des fichiers", surete="outil")
def contenu_sans_place(s: Subject) -> Iterator[Constat]:
    """Ce qui est écrit a sa place dans le plan du référentiel.

    Vérifie : le plan du profil imprime quelque part les emplois, les pôles, les blocs, les unités,
    le règlement, les épreuves, les habilitations, les attestations, les périodes et les heures que
    le projet décrit.
    Pourquoi : ce qui n’est nommé dans aucune partie du plan ne s’imprime pas, sans un mot.
    Exemple fautif :
        plan: [activites, competences]   # et referentiels/evaluation.yaml a des épreuves
    Exemple corrigé :
        plan: [activites, competences, evaluation]
    """
    projet = s.projet
    lost = [
        (contenus, said)
        for contenus, said in _ATTENDUS
        if any(is_written(projet, c) for c in contenus)
        and not any(projet.plan.annexe_of(c) for c in contenus)
    ]
    if lost:
        yield Constat(
            f"le plan du référentiel n’imprime pas {listed(said for _, said in lost)}",
            s.places.span(projet.dossier.diplome, "type"),
            _where([contenus[0] for contenus, _ in lost], projet.profil.parties),
        )


def _where(lost: list[str], parties: Mapping[str, PartiePlan]) -> str:
    """What to write in the profile: the parts that hold what is lost, where it has some."""
    holders = [_holder(contenu, parties) for contenu in lost]
    if all(holders):
        named = listed(f"« {name} »" for name in dict.fromkeys(holders))
        return f"dans le profil, ajoutez à « plan: » {named}"
    return f"dans le profil, nommez une partie qui les contient : « contenu: [{', '.join(lost)}] »"


def _holder(contenu: str, parties: Mapping[str, PartiePlan]) -> str:
    """The outermost part that holds something, of those that the profile describes; "" if none."""
    above = {
        inside: name
        for name, part in parties.items()
        for inside in (*part.annexes, *part.rubriques)
    }
    found = next((name for name, part in parties.items() if contenu in part.contenu), "")
    for _ in parties:  # at most: a part that holds itself has its own finding
        found = above.get(found, found)
    return found
