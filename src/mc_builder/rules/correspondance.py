"""FOR: the table between the former diploma and the new one."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.diagnostics import Related
from mc_builder.french import agreed
from mc_builder.model.base import ListeACompleter, if_known
from mc_builder.model.formation import LigneCorrespondance
from mc_builder.rules.bornes import is_referentiel_due
from mc_builder.rules.evaluation.examens import epreuves
from mc_builder.rules.mots import quoted_first, simple
from mc_builder.rules.registry import AVERTISSEMENT, INFO, Constat, Subject, regle


@regle("FOR004", AVERTISSEMENT, source="Code de l’éducation, D337-152")
def correspondance_manquante(s: Subject) -> Iterator[Constat]:
    """Une révision a un tableau de correspondance.

    Vérifie : referentiels/correspondance.yaml existe quand la nature est « revision ».
    Pourquoi : les candidats gardent le bénéfice de leurs unités ; il faut savoir lesquelles.
    Exemple fautif :
        nature: revision   # et pas de referentiels/correspondance.yaml
    Exemple corrigé :
        nature: revision   # et referentiels/correspondance.yaml
    """
    dossier = s.projet.dossier
    missing = s.projet.correspondance is None
    if dossier.nature == "revision" and missing and is_referentiel_due(s):
        yield Constat(
            f"la révision de « {dossier.diplome.intitule} » n’a pas de tableau de correspondance",
            s.places.span(dossier, "nature"),
            "écrivez referentiels/correspondance.yaml",
        )


@regle("FOR005", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def correspondance_sans_objet(s: Subject) -> Iterator[Constat]:
    """Une création n’a pas de tableau de correspondance.

    Vérifie : aucun tableau n’est écrit quand l’annexe n’existe pas pour la nature du dossier.
    Pourquoi : une création n’a pas d’ancien diplôme ; le tableau ne s’imprime pas.
    Exemple fautif :
        nature: creation   # et referentiels/correspondance.yaml
    Exemple corrigé :
        nature: revision   # ou pas de tableau
    """
    table = s.projet.correspondance
    due = s.projet.plan.annexe_of("correspondance") is not None
    if s.projet.dossier.nature == "creation" and table is not None and not due:
        yield Constat(
            "une création n’a pas de tableau de correspondance : il ne sera pas imprimé",
            s.places.start(table.ancien),
            "retirez le fichier, ou écrivez « nature: revision »",
            (Related(s.places.span(s.projet.dossier, "nature"), "la nature du dossier"),),
        )


@regle("FOR006", AVERTISSEMENT, source="Code de l’éducation, D337-152")
def sessions_qui_se_chevauchent(s: Subject) -> Iterator[Constat]:
    """La dernière session de l’ancien diplôme précède la première du nouveau.

    Vérifie : « derniere_session » est avant « premiere_session ».
    Pourquoi : une même session ne se passe pas sous deux règlements.
    Exemple fautif :
        ancien: {intitule: …, derniere_session: 2028}   # première session du nouveau : 2028
    Exemple corrigé :
        ancien: {intitule: …, derniere_session: 2027}
    """
    table, diplome = s.projet.correspondance, s.projet.dossier.diplome
    if table is None:
        return
    last, first = if_known(table.ancien.derniere_session), if_known(diplome.premiere_session)
    if last is not None and first is not None and last >= first:
        yield Constat(
            f"« {table.ancien.intitule} » a sa dernière session en {last},"
            f" et le nouveau diplôme sa première en {first}",
            s.places.span(table.ancien, "derniere_session"),
            "la dernière session de l’ancien précède la première du nouveau",
            (Related(s.places.span(diplome, "premiere_session"), "la première session"),),
        )


@regle("FOR015", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def ancienne_unite_repetee(s: Subject) -> Iterator[Constat]:
    """Chaque unité de l’ancien diplôme paraît une fois dans le tableau.

    Vérifie : deux lignes n’ont pas la même « ancienne_unite ».
    Pourquoi : la personne candidate qui a cette unité ne saurait pas ce qu’elle garde.
    Exemple fautif :
        - {ancienne_unite: U1, unites: u1}
        - {ancienne_unite: U1, unites: u2}
    Exemple corrigé :
        - {ancienne_unite: U1, unites: [u1, u2]}
    """
    first: dict[str, LigneCorrespondance] = {}
    for line in _lignes(s):
        if (ancienne := if_known(line.ancienne_unite)) is None:
            continue
        other = first.setdefault(simple(ancienne), line)
        if other is not line:
            yield Constat(
                f"⟨l’ancienne unité⟩ « {line.ancienne_unite} » paraît deux fois",
                s.places.span(line, "ancienne_unite"),
                "réunissez les deux lignes",
                (Related(s.places.span(other, "ancienne_unite"), "la première ligne"),),
            )


@regle("FOR016", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def unite_hors_du_tableau(s: Subject) -> Iterator[Constat]:
    """Chaque unité du nouveau diplôme paraît dans le tableau.

    Vérifie : une ligne nomme chaque unité, ou son épreuve, seule quand elle est nouvelle.
    Pourquoi : le tableau publié met en regard toutes les unités ; l’un des côtés peut être vide.
    Exemple fautif :
        lignes:
          - {ancienne_unite: U1, unites: u1}   # et u2 n’est nulle part
    Exemple corrigé :
        lignes:
          - {ancienne_unite: U1, unites: u1}
          - unites: u2
    """
    table, evaluation = s.projet.correspondance, s.projet.evaluation
    if table is None or evaluation is None or isinstance(table.lignes, ListeACompleter):
        return
    named = {cle for line in _lignes(s) for cle in line.unites}
    cited = {cle for line in _lignes(s) for cle in line.epreuves}
    named |= {u for exam in epreuves(evaluation) if exam.cle in cited for u in exam.unite}
    out = [u for u in evaluation.unites if u.cle not in named] if _lignes(s) else []
    if out:
        titles = quoted_first(str(s.names.titre(unite)) for unite in out)
        who = agreed(len(out), f"⟨l’unité⟩ {titles} n’est", f"{len(out)} ⟨unités⟩ ne sont")
        yield Constat(
            f"{who} pas au tableau de correspondance{f' : {titles}' if len(out) > 1 else ''}",
            s.places.span(table, "lignes"),
            s.names.typed(
                out[0], "ajoutez « - unites: {id} », avec ⟨l’ancienne unité⟩ s’il y en a une"
            ),
            tuple(Related(s.places.start(unite), "l’unité") for unite in out),
        )


@regle("FOR017", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def ligne_vide(s: Subject) -> Iterator[Constat]:
    """Une ligne du tableau de correspondance a au moins un côté.

    Vérifie : une ligne a une ancienne épreuve ou unité, ou bien une nouvelle.
    Pourquoi : une ligne vide des deux côtés ne dit rien.
    Exemple fautif :
        - notes: [La vente disparaît.]
    Exemple corrigé :
        - {ancienne_unite: U2, notes: [La vente disparaît.]}
    """
    for line in _lignes(s):
        new = line.unites or line.epreuves
        if not (line.ancienne_epreuve or line.ancienne_unite or new):
            yield Constat(
                "cette ligne du tableau de correspondance est vide",
                s.places.start(line),
                "ajoutez « ancienne_unite » ou « unites », ou retirez-la",
            )


@regle("FOR018", INFO, source="Anatomie des référentiels publiés", surete="usage")
def arrete_de_l_ancien_diplome(s: Subject) -> Iterator[Constat]:
    """Le tableau cite l’arrêté de l’ancien diplôme.

    Vérifie : « arrete » est écrit.
    Pourquoi : l’en-tête du tableau publié nomme l’arrêté de l’ancien diplôme.
    Exemple fautif :
        ancien: {intitule: …, derniere_session: 2027}
    Exemple corrigé :
        ancien: {intitule: …, arrete: Arrêté du 3 mai 2011, derniere_session: 2027}
    """
    table = s.projet.correspondance
    if table is not None and table.ancien.arrete is None:
        yield Constat(
            f"l’arrêté de « {table.ancien.intitule} » n’est pas cité",
            s.places.span(table.ancien, "arrete"),
            "ajoutez « arrete: Arrêté du … »",
        )


def _lignes(s: Subject) -> tuple[LigneCorrespondance, ...]:
    return s.projet.correspondance.lignes if s.projet.correspondance is not None else ()
