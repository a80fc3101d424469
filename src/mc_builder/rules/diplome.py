"""DIP and RAP: what the profile of the diploma fixes, and the prose that it expects."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.diagnostics import Fix, Related
from mc_builder.french import listed
from mc_builder.model.base import Etendue, ListeACompleter, if_known
from mc_builder.model.profil import Reference
from mc_builder.rules.bornes import (
    article,
    by_article,
    force,
    is_referentiel_due,
    out_of_bounds,
    severity_of_lack,
)
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, INFO, Constat, Subject, regle

#: Years between the date of reference and the first session beyond which one doubts.
SESSION_LOINTAINE = 6


@regle("DIP001", ERREUR, source="Code de l’éducation, D337-139", surete="texte")
def niveau_du_diplome(s: Subject) -> Iterator[Constat]:
    """Le niveau est l’un de ceux que le type de diplôme permet.

    Vérifie : « niveau » est dans la liste du profil (3 ou 4 pour une mention complémentaire).
    Pourquoi : le code de l’éducation fixe les niveaux de chaque diplôme.
    Exemple fautif :
        diplome: {type: mention-complementaire, niveau: 5, …}
    Exemple corrigé :
        diplome: {type: mention-complementaire, niveau: 4, …}
    """
    diplome, profil = s.projet.dossier.diplome, s.projet.profil
    if profil.niveaux and if_known(diplome.niveau) not in {None, *profil.niveaux}:
        allowed = listed(map(str, profil.niveaux), "ou")
        yield Constat(
            f"{profil.formes.un} est de niveau {allowed}, pas de niveau {diplome.niveau}",
            s.places.span(diplome, "niveau"),
            article(Reference(article=profil.niveaux_article, lue=profil.niveaux_lue)),
            gravite=ERREUR if profil.niveaux_lue else AVERTISSEMENT,
        )


@regle("DIP002", AVERTISSEMENT, source="Code de l’éducation, D337-140")
def nombre_d_unites(s: Subject) -> Iterator[Constat]:
    """Le nombre d’unités est celui du type de diplôme.

    Vérifie : le nombre d’unités est dans les bornes du profil, avec la gravité qu’il dit.
    Pourquoi : le texte de 2020 en demande trois à une mention complémentaire ; des spécialités
    plus récentes en ont deux.
    Exemple fautif :
        unites:
          - {id: u1, bloc: bloc-1}
    Exemple corrigé :
        unites:
          - {id: u1, bloc: bloc-1}
          - {id: u2, bloc: bloc-2}
          - {id: u3, bloc: bloc-3}
    """
    evaluation = s.projet.evaluation
    if evaluation is not None and is_referentiel_due(s):
        place = s.places.span(evaluation, "unites")
        held = s.names.selection
        counts = [
            sum(option in held.of(unite.cle) for unite in evaluation.unites)
            for option in held.toutes
        ] or [len(evaluation.unites)]
        counted = Etendue(((min(counts), max(counts)),))  # of one option and another
        yield from out_of_bounds(
            s, s.projet.profil.unites, counted, s.projet.profil.mots.unite.noun, place
        )


@regle("DIP004", ERREUR, source="Code de l’éducation, D337-143", surete="texte")
def diplomes_d_acces(s: Subject) -> Iterator[Constat]:
    """Les diplômes qui donnent accès à la formation sont nommés.

    Vérifie : « acces » n’est pas vide, sauf au stade de l’opportunité ; un avertissement avant
    l’examen par la commission.
    Pourquoi : l’arrêté de chaque spécialité fixe les diplômes qui permettent l’accès en formation.
    Exemple fautif :
        diplome: {…, acces: []}
    Exemple corrigé :
        diplome: {…, acces: [Baccalauréat général]}
    """
    dossier, rule = s.projet.dossier, s.projet.en_vigueur(s.projet.profil.acces)
    known = dossier.diplome.acces or isinstance(dossier.diplome.acces, ListeACompleter)
    if rule is not None and is_referentiel_due(s) and not known:
        yield Constat(
            f"aucun diplôme ne donne accès à « {dossier.diplome.intitule} »",
            s.places.span(dossier.diplome, "acces"),
            f"nommez-les sous « acces »{by_article(rule)}",
            gravite=severity_of_lack(s, force(rule)),
        )


@regle("DIP005", AVERTISSEMENT, source="Méthode de l’outil", surete="usage")
def premiere_session_plausible(s: Subject) -> Iterator[Constat]:
    """La première session suit de peu la date de référence.

    Vérifie : avant la publication, l’année de « premiere_session » n’est pas passée à la date de
    référence, ni à plus de six ans d’elle.
    Pourquoi : l’une des deux dates est fausse ; toutes les règles se jugent à ces dates.
    Exemple fautif :
        date_reference: 2026-03-31   # premiere_session: 2021
    Exemple corrigé :
        date_reference: 2026-03-31   # premiere_session: 2028
    """
    dossier = s.projet.dossier
    session, year = if_known(dossier.diplome.premiere_session), dossier.date_reference.year
    if session is None or dossier.etape == "publie" or dossier.nature == "suppression":
        return
    if not year <= session <= year + SESSION_LOINTAINE:
        how = "passée" if session < year else "lointaine"
        yield Constat(
            f"la première session ({session}) est {how} à la date de référence ({year})",
            s.places.span(dossier.diplome, "premiere_session"),
            "corrigez « premiere_session » ou « date_reference »",
            (Related(s.places.span(dossier, "date_reference"), "la date de référence"),),
        )


@regle("DIP006", INFO, source="Décret n° 2023-824 du 25 août 2023", surete="texte")
def nom_du_diplome_a_sa_date(s: Subject) -> Iterator[Constat]:
    """Le type de diplôme écrit est celui qui porte ce nom à sa date.

    Vérifie : « type » est le profil en vigueur à la date de référence, et à la première session ;
    l’outil imprime de toute façon le nom juste.
    Pourquoi : la mention complémentaire s’appelle certificat de spécialisation depuis le
    1er janvier 2025 et la session de 2025 ; le diplôme se délivre sous le nom qu’il a alors.
    Exemple fautif :
        diplome: {type: mention-complementaire, …}   # date_reference: 2026-03-31
    Exemple corrigé :
        diplome: {type: certificat-de-specialisation, …}
    """
    dossier, profil = s.projet.dossier, s.projet.profil
    if dossier.diplome.type != profil.id:
        span = s.places.span(dossier.diplome, "type")
        session = dossier.diplome.premiere_session
        when, why = "date de référence", s.places.span(dossier, "date_reference")
        if profil.du is not None and dossier.date_reference < profil.du:
            when, why = "première session", s.places.span(dossier.diplome, "premiere_session")
        dated = f" ({session})" if when == "première session" else ""
        yield Constat(
            f"à la {when}{dated}, ce diplôme s’appelle {profil.formes.nom}",
            span,
            f"écrivez « type: {profil.id} » ; les documents portent déjà ce nom",
            (Related(why, f"la {when}"),),
            Fix(span, profil.id),
        )


@regle("DIP007", ERREUR, source="Code de l’éducation, D337-140", surete="texte")
def referentiels_presents(s: Subject) -> Iterator[Constat]:
    """Le dossier réunit les trois référentiels et le règlement d’examen.

    Vérifie : à l’examen par la commission, il y a des blocs, des unités et des épreuves (le
    référentiel d’activités relève de RAP006).
    Pourquoi : l’arrêté fixe le référentiel d’activités, le référentiel de certification et le
    règlement d’examen.
    Exemple fautif :
        etape: examen-cpc   # et pas de referentiels/evaluation.yaml
    Exemple corrigé :
        etape: elaboration
    """
    projet, rule = s.projet, s.projet.en_vigueur(s.projet.profil.annexes_fixees)
    if rule is None or not is_referentiel_due(s) or projet.dossier.etape == "elaboration":
        return
    evaluation = projet.evaluation
    parts = {
        "⟨les blocs de compétences⟩": projet.blocs,
        "⟨les unités⟩": evaluation.unites if evaluation else (),
        "⟨les épreuves⟩": evaluation.epreuves if evaluation else (),
    }
    lacking = [
        name for name, part in parts.items() if not part and not isinstance(part, ListeACompleter)
    ]
    if lacking:
        yield Constat(
            f"il manque au référentiel : {', '.join(lacking)}",
            s.places.span(projet.dossier, "etape"),
            f"l’arrêté les fixe{by_article(rule)} ; sinon « etape: elaboration »",
            gravite=force(rule),
        )


@regle("RAP001", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def prose_attendue(s: Subject) -> Iterator[Constat]:
    """Chaque section de prose attendue est écrite.

    Vérifie : le dossier referentiels/textes/ contient les proses que le profil nomme.
    Pourquoi : le référentiel des activités d’un diplôme publié les donne toutes.
    Exemple fautif :
        referentiels/textes/ sans 10-missions.md
    Exemple corrigé :
        referentiels/textes/10-missions.md
    """
    present = {text.nom for text in s.projet.textes}
    for text in s.projet.profil.textes:
        if text.attendu and is_referentiel_due(s) and text.nom not in present:
            yield Constat(
                f"la section « {text.titre} » manque",
                s.places.span(s.projet.dossier, "etape"),
                f"écrivez referentiels/textes/{text.nom}.md",
            )
