"""CPC: the criteria of R6113-25-1, answered from the facts of `cpc`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mc_builder.cpc import Etat, Examen, Lieux, anticipation, applies_early, examine
from mc_builder.diagnostics import Related, Severity
from mc_builder.french import small
from mc_builder.model.base import ListeACompleter
from mc_builder.rules.bornes import article, force, is_referentiel_due, severity_of_lack
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, INFO, Constat, Subject, once, regle


@once
def _examens(s: Subject) -> Mapping[str, Examen]:
    """What is found about each criterion, by its number; examined once for all the rules."""
    return {found.critere.cle: found for found in examine(Lieux(s.names, s.places), s.coverage)}


def _critere(
    s: Subject, cle: str, gravite: Severity | None = None, texte: str = ""
) -> Iterator[Constat]:
    """What is not answered; `gravite` when another text, `texte`, decides it.

    From the day the criteria bind, what the article names and nothing answers is an error, another
    absence a warning; what is partial, or before that day, is information.
    """
    found = _examens(s)[cle]
    if found.etat not in {Etat.ABSENT, Etat.PARTIEL, Etat.SANS_MARQUEUR}:
        return
    depuis = s.projet.profil.grille.depuis
    early = applies_early(s.projet.dossier.date_reference, depuis)
    if early and s.projet.dossier.etape == "publie":
        return  # its commission gave its opinion on other criteria
    texts = (found.critere.article, anticipation(depuis) if early else "", texte)
    why = " ; ".join(text for text in texts if text)
    remede = " ; ".join(found.remedes) or _REMEDES.get(cle, "")
    yield Constat(
        _phrase(found),
        found.lieu,
        f"{remede} ({small(why)})" if remede else why,
        tuple(
            Related(p.span, f"« {p.titre} » en parle : y poser le marqueur ?")
            for p in found.propositions
        ),
        gravite=_gravite(s, found) if gravite is None else gravite,
        exemple=found.exemple,
    )


def _phrase(found: Examen) -> str:
    """What is not there, in a sentence; a marker that nobody put is no proof of an absence."""
    cle, lacking = found.critere.cle, " ; ".join(found.manques)
    numero = found.critere.numero or cle
    if found.etat is Etat.SANS_MARQUEUR:
        return f"critère {numero} : aucun marqueur posé ({', '.join(found.negliges)})"
    state = "absent" if found.etat is Etat.ABSENT else "partiel"
    if cle in {"2a", "2b", "2c"}:
        return f"critère {numero} {state} : {lacking}"
    return f"critère {numero} {state} ({found.critere.nom.lower()}) : il manque {lacking}"


#: What to write for the criteria whose lacks are not of markers.
_REMEDES = {
    "1": "écrivez dans dossier/note/ une section sur les promotions de titulaires, et comparez dans"
    " dossier/certifications.yaml une certification proche",
    "3": "écrivez « contraintes_legales: [...] » sous « diplome », dans dossier/dossier.yaml",
    "4": "écrivez « vae: ... » sous « diplome », dans dossier/dossier.yaml",
}


def _gravite(s: Subject, found: Examen) -> Severity:
    dossier = s.projet.dossier
    early = applies_early(dossier.date_reference, s.projet.profil.grille.depuis)
    if early or dossier.etape == "opportunite":
        return INFO
    if found.negliges and dossier.etape != "publie":
        return AVERTISSEMENT if _to_be_marked(s) else ERREUR
    return INFO if found.etat is Etat.PARTIEL else AVERTISSEMENT


@once
def _to_be_marked(s: Subject) -> bool:
    """Whether an object says that its markers are still to be put: that is no oversight."""
    marked = (getattr(model, "marqueurs", ()) for model in s.projet.modeles())
    return any(isinstance(markers, ListeACompleter) for markers in marked)


@regle("CPC001", AVERTISSEMENT, source="Code du travail, R6113-25-1, I, 1°", surete="texte")
def impact_sur_l_emploi(s: Subject) -> Iterator[Constat]:
    """Le dossier d’une révision dit ce que sont devenus les titulaires.

    Vérifie : une section de la note parle des promotions de titulaires et une certification
    proche est comparée ; le critère ne s’applique pas à une création (III).
    Pourquoi : l’avis de la commission repose sur cet impact, comparé à celui des
    certifications voisines.
    Exemple fautif :
        nature: revision          # et aucune section de la note sur les promotions
    Exemple corrigé :
        dossier/note/45-insertion.md : « # L’insertion des titulaires »
    """
    yield from _critere(s, "1")


@regle("CPC002", AVERTISSEMENT, source="Code du travail, R6113-25-1, I, 2°", surete="texte")
def referentiels_et_coherence(s: Subject) -> Iterator[Constat]:
    """Les trois référentiels existent et découlent l’un de l’autre.

    Vérifie : il y a des activités, des compétences et des épreuves ; chaque activité est
    reprise par une compétence, chaque compétence reprend une activité.
    Pourquoi : la commission examine la qualité des trois référentiels et leur cohérence
    d’ensemble.
    Exemple fautif :
        mobilise: [accueil]       # l’activité « diagnostic » n’est reprise nulle part
    Exemple corrigé :
        mobilise: [accueil, diagnostic]
    """
    yield from _critere(s, "2")


@regle("CPC003", ERREUR, source="Code du travail, R6113-25-1, I, 2°, a", surete="texte")
def transitions_ecologique_et_numerique(s: Subject) -> Iterator[Constat]:
    """Les référentiels intègrent les transitions écologique et numérique.

    Vérifie : pour chacune, un marqueur est posé côté activités et côté compétences, ou «
    sans_objet » donne un motif ; une information avant le 1er janvier 2026, et quand un seul des
    deux côtés la porte.
    Pourquoi : le texte demande que les deux référentiels les intègrent, « en fonction de la
    certification ».
    Exemple fautif :
        marqueurs: []             # sur toutes les tâches et toutes les compétences
    Exemple corrigé :
        marqueurs: [transition-ecologique]
    """
    yield from _critere(s, "2a")


@regle("CPC004", ERREUR, source="Code du travail, R6113-25-1, I, 2°, b", surete="texte")
def sante_et_securite_au_travail(s: Subject) -> Iterator[Constat]:
    """Les référentiels intègrent la prévention en santé et en sécurité au travail.

    Vérifie : le marqueur « sante-securite » est posé côté activités et côté compétences, ou «
    sans_objet » donne un motif ; une information avant le 1er janvier 2026, et quand un seul des
    deux côtés le porte.
    Pourquoi : le texte demande que les deux référentiels intègrent ces principes de
    prévention.
    Exemple fautif :
        - Port d’une charge
    Exemple corrigé :
        - {intitule: Port d’une charge selon les gestes prescrits, marqueurs: [sante-securite]}
    """
    yield from _critere(s, "2b")


@regle("CPC005", ERREUR, source="Code du travail, R6113-25-1, I, 2°, c", surete="texte")
def handicap_et_accessibilite(s: Subject) -> Iterator[Constat]:
    """Les référentiels intègrent le handicap, l’accessibilité et la conception universelle.

    Vérifie : le marqueur « handicap-accessibilite » est posé côté activités et côté
    compétences, et un de leurs textes nomme la conception universelle, ou « sans_objet » donne un
    motif ; une information avant le 1er janvier 2026, et quand une part seulement y est.
    Pourquoi : le texte demande des compétences liées à la prise en compte des situations de
    handicap. Un lien avec une activité vaut mieux qu’une mention isolée (Vade-mecum RNCP, p. 31).
    Exemple fautif :
        - Accueil d’une personne
    Exemple corrigé :
        - intitule: Accueil de toute personne selon la conception universelle
          marqueurs: [handicap-accessibilite]
    """
    yield from _critere(s, "2c")


@regle("CPC006", AVERTISSEMENT, source="Code du travail, R6113-25-1, I, 3°", surete="texte")
def contraintes_legales_du_metier(s: Subject) -> Iterator[Constat]:
    """Les contraintes légales et réglementaires du métier sont dites.

    Vérifie : « contraintes_legales » en donne au moins une, et aucune n’est à compléter ; un
    métier sans contrainte propre l’écrit.
    Pourquoi : la commission examine leur prise en compte.
    Exemple fautif :
        diplome: {type: certificat-de-specialisation, …}
    Exemple corrigé :
        contraintes_legales: [Exigences de sécurité des bicyclettes mises sur le marché]
    """
    yield from _critere(s, "3")


@regle(
    "CPC007",
    ERREUR,
    source="Code du travail, R6113-25-1, I, 4° ; code de l’éducation, D337-147",
    surete="texte",
)
def acces_par_la_vae(s: Subject) -> Iterator[Constat]:
    """L’accès par la validation des acquis de l’expérience est dit.

    Vérifie : « vae » dit comment le diplôme s’obtient par cette voie ; quand le code le demande
    pour ce type de diplôme, avec la gravité du profil, et un avertissement avant l’examen par la
    commission.
    Pourquoi : le diplôme s’obtient aussi, en tout ou en partie, par la validation des acquis, et
    la commission examine cette possibilité.
    Exemple fautif :
        voies: [scolaire, apprentissage]
    Exemple corrigé :
        vae: Le diplôme s’obtient en tout ou en partie par la validation des acquis.
    """
    rule = s.projet.en_vigueur(s.projet.profil.vae)
    if rule is None or s.projet.dossier.diplome.vae is not None or not is_referentiel_due(s):
        yield from _critere(s, "4")
    else:
        yield from _critere(s, "4", severity_of_lack(s, force(rule)), article(rule))


@regle("CPC008", AVERTISSEMENT, source="Code du travail, R6113-25-1, I, 5°", surete="texte")
def coherence_des_blocs(s: Subject) -> Iterator[Constat]:
    """Chaque bloc a ses activités, ses compétences, son unité et son épreuve.

    Vérifie : chaque bloc a des compétences dont une reprend une activité de son pôle, une
    unité et une épreuve.
    Pourquoi : la commission examine la cohérence des blocs ; un bloc s’évalue et se valide
    seul.
    Exemple fautif :
        unites: []                # le bloc n’est validé par rien
    Exemple corrigé :
        unites: [{id: u1, bloc: bloc-remise-en-etat}]
    """
    yield from _critere(s, "5")
