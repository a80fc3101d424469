"""FOR: hours in centre, periods in company, table of correspondence."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.rules.bornes import article, force, hors_bornes
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, Constat, Subject, regle


@regle("FOR001", ERREUR, source="Code de l’éducation, D337-145", surete="texte")
def heures_en_centre(s: Subject) -> Iterator[Constat]:
    """Chaque voie a au moins les heures de formation que le type de diplôme demande.

    Vérifie : les heures de chaque voie sont dans les bornes du profil (400 au moins pour une
    mention complémentaire).
    Pourquoi : le code de l’éducation fixe ce minimum, hors réduction par positionnement.
    Exemple fautif :
        heures:
          - {voie: scolaire, heures: 300}
    Exemple corrigé :
        heures:
          - {voie: scolaire, heures: 400}
    """
    for hours in s.projet.formation.heures if s.projet.formation else ():
        place = s.places.span(hours, "heures")
        yield from hors_bornes(s, s.projet.profil.heures, hours.heures, "heure", place)


@regle("FOR002", ERREUR, source="Code de l’éducation, D337-146", surete="texte")
def semaines_en_entreprise(s: Subject) -> Iterator[Constat]:
    """La formation en milieu professionnel dure ce que le type de diplôme demande.

    Vérifie : le nombre de semaines est dans les bornes du profil (12 à 18).
    Pourquoi : le code de l’éducation fixe la durée normale.
    Exemple fautif :
        pfmp: {semaines: 10, …}
    Exemple corrigé :
        pfmp: {semaines: 12, …}
    """
    pfmp = s.projet.formation.pfmp if s.projet.formation else None
    if pfmp is not None:
        place = s.places.span(pfmp, "semaines")
        yield from hors_bornes(s, s.projet.profil.semaines, pfmp.semaines, "semaine", place)


@regle("FOR003", ERREUR, source="Code de l’éducation, D337-146", surete="texte")
def semaines_reduites(s: Subject) -> Iterator[Constat]:
    """Une durée réduite en entreprise ne descend pas sous le plancher.

    Vérifie : le minimum de chaque cas particulier est au moins le plancher du profil (8).
    Pourquoi : le positionnement réduit la durée, sans jamais la supprimer par la voie scolaire.
    Exemple fautif :
        cas:
          - {intitule: Positionnement, minimum: 6, texte: …}
    Exemple corrigé :
        cas:
          - {intitule: Positionnement, minimum: 8, texte: …}
    """
    pfmp = s.projet.formation.pfmp if s.projet.formation else None
    rule = s.projet.profil.semaines
    for case in pfmp.cas if pfmp is not None else ():
        if case.minimum is not None and rule.plancher is not None and case.minimum < rule.plancher:
            yield Constat(
                f"« {case.intitule} » : jamais moins de {rule.plancher} semaines,"
                f" même réduites ; ici {case.minimum}",
                s.places.span(case, "minimum"),
                article(rule.article),
                gravite=force(rule),
            )


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
    if (
        dossier.nature == "revision"
        and s.projet.correspondance is None
        and dossier.etape != "opportunite"
    ):
        yield Constat(
            "une révision a un tableau de correspondance",
            s.places.span(dossier, "nature"),
            "écrivez referentiels/correspondance.yaml",
        )


@regle("FOR005", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def correspondance_sans_objet(s: Subject) -> Iterator[Constat]:
    """Une création n’a pas de tableau de correspondance.

    Vérifie : aucun tableau n’est écrit quand la nature est « creation ».
    Pourquoi : il n’y a pas d’ancien diplôme ; le tableau ne s’imprimerait pas.
    Exemple fautif :
        nature: creation   # et referentiels/correspondance.yaml
    Exemple corrigé :
        nature: revision   # ou pas de tableau
    """
    table = s.projet.correspondance
    if s.projet.dossier.nature == "creation" and table is not None:
        yield Constat(
            "une création n’a pas de tableau de correspondance : il ne sera pas imprimé",
            s.places.start(table.ancien),
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
    if table is not None and table.ancien.derniere_session >= diplome.premiere_session:
        yield Constat(
            "la dernière session de l’ancien diplôme précède la première du nouveau",
            s.places.span(table.ancien, "derniere_session"),
        )
