"""Project → what is found about each criterion of R6113-25-1; one function, facts only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from mc_builder.coverage import RapportCouverture
from mc_builder.coverage.analysis.repartition import share_blocs
from mc_builder.coverage.bilan import indicateurs_dits
from mc_builder.coverage.graphe import Graphe
from mc_builder.cpc.criteres import CRITERES, Etat, Examen, Preuve, etat, placed
from mc_builder.cpc.lexique import MARQUEURS
from mc_builder.cpc.lieux import (
    BLOCS,
    Lieux,
    titre_of,
)
from mc_builder.cpc.limites import find_motive, limites
from mc_builder.cpc.marqueurs import examine_marqueurs
from mc_builder.cpc.mesures import (
    apport,
    by_one_alone,
    imbalance,
    indicateurs_non_observes,
    mesure,
    ouvertures,
    repartition,
)
from mc_builder.cpc.vae import examine_vae
from mc_builder.french import agreed, counted, listed, quoted
from mc_builder.model.articles import cite
from mc_builder.model.base import ACompleter
from mc_builder.model.blocs import Bloc, Indicateur
from mc_builder.model.evaluation import Epreuve, SousEpreuve, Unite
from mc_builder.model.projet import Projet, Prose
from mc_builder.names.lieux import COUVERTURE

_PROMOTIONS = re.compile(r"promotion|cohorte|insertion|devenir des|titulaires", re.IGNORECASE)
#: In the words of a section, beside a figure: a sentence that gives none analyses nothing.
_TITULAIRES = re.compile(
    r"\b(?:promotions?|cohortes?|titulaires|sortants|diplômé[·.]?e?s|insertion professionnelle)\b",
    re.IGNORECASE,
)
_CHIFFRE = re.compile(r"[0-9]|\{\{ ?chiffre")
_PHRASES = re.compile(r"(?<=[.!?…])\s")


def examine(lieux: Lieux, rapport: RapportCouverture) -> tuple[Examen, ...]:
    """What is found about each criterion, in the order of the article.

    The rules of the family CPC and the grid both read this, and nothing else.
    """
    grille = lieux.projet.profil.grille
    return tuple(
        placed(replace(found, limites=limites(lieux, rapport, found)), grille)
        for found in (_examine(lieux, rapport, cle) for cle in CRITERES)
    )


def _examine(lieux: Lieux, rapport: RapportCouverture, cle: str) -> Examen:
    """What is found about one criterion (« 1 », « 2a »…)."""
    if lieux.projet.dossier.nature == "suppression":
        return _struck_out(lieux, cle)
    if cle in MARQUEURS:
        return examine_marqueurs(lieux, rapport, cle)
    if cle in {"2", "5"}:
        return (_referentiels if cle == "2" else _blocs)(lieux, rapport)
    return {"1": _impact, "3": _contraintes, "4": examine_vae}[cle](lieux)


def _struck_out(lieux: Lieux, cle: str) -> Examen:
    return Examen(
        CRITERES[cle],
        Etat.NON_APPLICABLE,
        "l’article porte sur les projets de création ou de révision",
        lieux.span(lieux.projet.dossier, "nature"),
    )


def _is_of_promotions(prose: Prose) -> bool:
    """Whether a section is about those who have the diploma, by its title or by its figures."""
    return bool(_PROMOTIONS.search(titre_of(prose))) or any(
        _TITULAIRES.search(phrase) and _CHIFFRE.search(phrase)
        for phrase in _PHRASES.split(prose.texte)
    )


def _impact(lieux: Lieux) -> Examen:
    """Criterion 1: not for a creation (III, 1°); otherwise cohorts, and what they compare to."""
    projet = lieux.projet
    place = lieux.span(projet.dossier, "nature")
    grille = projet.profil.grille
    if projet.dossier.nature == "creation" and grille.creation:
        text = cite(f"{grille.article}, {grille.creation}")
        why = f"le critère ne s’applique pas à une création ({text})"
        return Examen(CRITERES["1"], Etat.NON_APPLICABLE, why, place)
    sections = tuple(
        lieux.section(prose, "Promotions de titulaires")
        for prose in projet.note
        if prose.kept(_is_of_promotions)
    )
    compared = tuple(
        lieux.objet(
            c,
            "Certifications comparées",
            lieux.tableau("Certifications proches, comparées au projet"),
        )
        for c in projet.certifications
    )
    where = lieux.referentiel("poursuites")
    diplome, heading = projet.dossier.diplome, "Poursuites d’études"
    studies = lieux.liste(diplome, "poursuite_etudes", heading, where) if grille.poursuites else ()
    lacking = []
    if not sections:
        lacking.append("l’analyse des promotions de titulaires, dans une section de la note")
    if not compared:
        lacking.append("la comparaison avec des certifications similaires ou proches")
    proofs = (*sections, *compared, *studies)
    found = (
        "sont relevées ici les sections de la note qui nomment les promotions, leur insertion ou"
        " leur devenir"
    )
    return Examen(
        CRITERES["1"],
        etat(proofs, lacking),
        " ; ".join(filter(None, (cite(grille.promotions or ""), found))),
        place,
        proofs,
        tuple(lacking),
    )


def _referentiels(lieux: Lieux, rapport: RapportCouverture) -> Examen:
    """Criterion 2: the three référentiels are there, and each follows from the one before.

    Why coverage does not decide the fact: the article examines the quality of the référentiels
    and their coherence, and knows no list of requirements, which each file draws up as finely as
    it wishes; a file that lists none would be better off. What is not covered is said all the
    same, beside the fact.
    """
    projet = lieux.projet
    proofs = [lieux.objet(pole, "Référentiel des activités") for pole in projet.poles]
    proofs += [lieux.objet(bloc, "Référentiel de compétences") for bloc in projet.blocs]
    exams = projet.evaluation.epreuves if projet.evaluation is not None else ()
    where = lieux.referentiel("epreuves")
    proofs += [lieux.objet(e, "Référentiel d’évaluation", where) for e in exams]
    lacking = []
    if not projet.poles:
        lacking.append("le référentiel des activités")
    if not projet.blocs:
        lacking.append("le référentiel de compétences")
    if not exams and _evaluation_due(projet):
        lacking.append("le référentiel d’évaluation")
    orphans = len(rapport.competences_orphelines)
    if orphans:
        lacking.append(f"un lien avec ⟨une activité⟩ pour ⟨{counted(orphans, 'compétence')}⟩")
    untaken = sum(1 for _ in _activites_not_taken_up(rapport))
    if untaken and projet.blocs:
        lacking.append(f"⟨une compétence⟩ qui reprenne ⟨{counted(untaken, 'activité')}⟩")
    return Examen(
        CRITERES["2"],
        etat(tuple(proofs), lacking),
        "relevé des trois référentiels, ⟨des activités⟩ qu’⟨aucune compétence⟩ ne reprend et des"
        " ⟨compétences⟩ qui ne reprennent ⟨aucune activité⟩",
        lieux.span(projet.dossier, "etape"),
        tuple(proofs),
        tuple(lacking),
        mesure=mesure(rapport),
        faits=tuple(_coherence(lieux, rapport, orphans, untaken)),
    )


def _coherence(
    lieux: Lieux, rapport: RapportCouverture, orphans: int, untaken: int
) -> Iterator[str]:
    """What links the référentiels: nothing left alone, marks that follow the requirements."""
    projet = lieux.projet
    alone = "⟨aucune compétence⟩" if not orphans else f"⟨{counted(orphans, 'compétence')}⟩"
    idle = "⟨aucune activité⟩" if not untaken else f"⟨{counted(untaken, 'activité')}⟩"
    linked = f"{alone} sans ⟨activité⟩, {idle} sans ⟨compétence⟩"
    unseen = indicateurs_non_observes(rapport)
    yield f"{unseen} ; {linked}" if unseen else linked  # what is wrong before what is right
    activites = [a for pole in projet.poles for a in pole.activites]
    indicators = sum(isinstance(model, Indicateur) for model in projet.modeles())
    competences = sum(len(projet.competences(bloc)) for bloc in projet.blocs)
    yield (
        f"⟨{counted(len(activites), 'activité')}⟩ et"
        f" ⟨{counted(sum(len(a.taches) for a in activites), 'tâche')}⟩ en"
        f" ⟨{counted(len(projet.poles), 'pôle')}⟩ ; ⟨{counted(competences, 'compétence')}⟩ et"
        f" ⟨{counted(indicators, 'indicateur')}⟩ en {_counted_blocs(projet)}"
    )
    told = unseen and not rapport.indicateurs.presumes
    if not told and (said := indicateurs_dits(rapport)):
        yield said.removesuffix(".")
    shares = share_blocs(rapport)
    yield from filter(None, (repartition(lieux.names, shares),))
    if imbalance(lieux.names, shares) and (why := find_motive(projet)):
        apart = ", hors de l’avis conforme" if projet.profil.grille.instance.hors_modalites else ""
        yield f"motif ⟨des coefficients⟩{apart}, selon ⟨le règlement d’examen⟩ : {quoted(why)}"


def _counted_blocs(projet: Projet) -> str:
    """« 2 blocs », or « 2 blocs professionnels sur 3 » where others are general or optional."""
    count, every = len(projet.blocs), len(projet.blocs) + len(projet.blocs_generaux)
    said = f"⟨{counted(count, 'bloc')}⟩"
    if every == count:
        return said
    return f"{said} {agreed(count, '⟨bloc:professionnel⟩', '⟨blocs:professionnel⟩')} sur {every}"


def _evaluation_due(projet: Projet) -> bool:
    return projet.dossier.etape != "opportunite"


def _activites_not_taken_up(rapport: RapportCouverture) -> Iterator[str]:
    """The activités that no competence takes up, neither whole nor by a tâche."""
    for pole in rapport.projet.poles:
        yield from (a.cle for a in pole.activites if not any(rapport.graphe.takings(a.cle)))


#: What criterion 3 looks for: one, several, by the heading of its proofs.
_CONTRAINTES = {
    "Contraintes": ("contrainte", "contraintes"),
    "Habilitations": ("habilitation", "habilitations"),
    "⟨Savoirs⟩ juridiques": ("⟨savoir⟩ juridique", "⟨savoirs⟩ juridiques"),
}


def _contraintes(lieux: Lieux) -> Examen:
    """Criterion 3: the constraints that the file declares, and who answers them."""
    projet, diplome = lieux.projet, lieux.projet.dossier.diplome
    known = [c for c in diplome.contraintes_legales if not isinstance(c, ACompleter)]
    proofs = lieux.liste(
        diplome, "contraintes_legales", "Contraintes", lieux.referentiel("contraintes")
    )
    evaluation = projet.evaluation
    proofs += tuple(
        lieux.objet(h, "Habilitations", lieux.referentiel("habilitations"))
        for h in (evaluation.habilitations if evaluation is not None else ())
        if h.fondement  # without a text behind it, an attestation binds nobody
    )
    proofs += tuple(lieux.contenu(savoir, "⟨Savoirs⟩ juridiques") for savoir in lieux.juridiques)
    held = Counter(proof.rubrique for proof in proofs)
    said = listed(counted(n, *_CONTRAINTES[rubrique]) for rubrique, n in held.items())
    lacking = [] if known else ["les contraintes légales et réglementaires du métier"]
    if known and len(known) < len(diplome.contraintes_legales):
        lacking.append("une contrainte reste à compléter")
    return Examen(
        CRITERES["3"],
        etat(proofs, lacking),
        "relevé des contraintes déclarées, des habilitations qu’un texte fonde et ⟨des savoirs⟩"
        " juridiques",
        lieux.span(diplome, "contraintes_legales"),
        proofs,
        tuple(lacking),
        faits=(said,) if said else (),
    )


def _blocs(lieux: Lieux, rapport: RapportCouverture) -> Examen:
    """Criterion 5: each bloc has activities, competences, its unit and its épreuve."""
    projet = lieux.projet
    served = ouvertures(lieux.names, rapport)
    proofs = tuple(_of_bloc(lieux, b, rapport, served.get(b.cle, "")) for b in projet.blocs)
    lacking = [reason for bloc in projet.blocs for reason in _ruptures(lieux, rapport.graphe, bloc)]
    if not projet.blocs:
        lacking = ["⟨les blocs de compétences⟩"]
    evaluation = projet.evaluation
    apart = evaluation is None or not all(map(projet.is_its_bloc, evaluation.unites))
    held = ["⟨ses activités⟩", "⟨ses compétences⟩"]
    if _evaluation_due(projet):
        held += ["⟨son unité⟩", "⟨son épreuve⟩"] if apart else ["⟨son épreuve⟩"]
    whole = f"{_counted_blocs(projet)}, ⟨bloc:chacun⟩ avec {listed(held)}"
    return Examen(
        CRITERES["5"],
        etat(proofs, lacking),
        "relevé, pour ⟨chaque bloc⟩, ⟨des activités⟩ ⟨activités:repris⟩, ⟨des compétences⟩,"
        f"{' ⟨de l’unité⟩,' if apart else ''} ⟨de l’épreuve⟩ et de la part des exigences qui passe"
        " par ⟨bloc:lui⟩",
        lieux.span(projet.dossier, "etape"),
        proofs,
        tuple(lacking),
        faits=() if lacking else (whole + by_one_alone(lieux.names, rapport),),
    )


def _of_bloc(lieux: Lieux, bloc: Bloc, rapport: RapportCouverture, served: str) -> Preuve:
    projet = lieux.projet
    proof = lieux.objet(bloc, "")
    facts = [
        f"⟨{counted(len(projet.competences(bloc)), 'compétence')}⟩",
        f"⟨{counted(len(rapport.graphe.taken_in(bloc.cle)), 'activité')}⟩",
    ]
    units = projet.unites_of(bloc)
    exams = {e.cle: e for unit in units for e in _epreuves_of(projet, unit)}
    apart = tuple(unit.cle for unit in units if not projet.is_its_bloc(unit))
    facts += _called(lieux, "⟨unité⟩", "⟨unités⟩", apart)
    for one, many, rank in (
        ("⟨épreuve⟩", "⟨épreuves⟩", Epreuve.rang),
        ("⟨sous-épreuve⟩", "⟨sous-épreuves⟩", SousEpreuve.rang),
    ):
        facts += _called(lieux, one, many, tuple(c for c, e in exams.items() if e.rang == rank))
    proof = replace(proof, detail=", ".join(facts))
    measured = rapport.bloc(bloc.cle)
    if measured is None or measured.apport is None:
        return proof
    where = f"{proof.document} ; {COUVERTURE}, « {BLOCS} »"
    detail = f"{proof.detail} ; {apport(rapport, measured)}{served}"
    return replace(proof, document=where, detail=detail)


def _called(lieux: Lieux, one: str, many: str, cles: tuple[str, ...]) -> Iterator[str]:
    """« unité U1 », « unités U1 et U2 »; nothing of none."""
    if cles:
        yield f"{agreed(len(cles), one, many)} {listed(lieux.names[c].appel for c in cles)}"


def _epreuves_of(projet: Projet, unit: Unite) -> list[Epreuve | SousEpreuve]:
    """The épreuves and sous-épreuves that validate a unit."""
    exams = projet.evaluation.epreuves if projet.evaluation is not None else ()
    found: list[Epreuve | SousEpreuve] = []
    for exam in exams:
        found += [exam] if unit.cle in exam.unite else []
        found += [part for part in exam.sous_epreuves if unit.cle in part.unite]
    return found


def _ruptures(lieux: Lieux, graphe: Graphe, bloc: Bloc) -> Iterator[str]:
    """What breaks the coherence of a bloc."""
    projet = lieux.projet
    name = f"⟨bloc⟩ « {bloc.intitule} »"
    pole = next((p for p in projet.poles if p.cle == bloc.pole), None)
    own = {a.cle for a in pole.activites} if pole else set()
    if not projet.competences(bloc):
        yield f"{name} : ⟨des compétences⟩"
    elif bloc.pole is not None and not graphe.taken_in(bloc.cle) & own:
        yield f"{name} : ⟨une compétence⟩ qui reprenne ⟨une activité⟩ de ⟨son pôle⟩"
    if not _evaluation_due(projet):
        return
    units = projet.unites_of(bloc)
    if not units:
        yield f"{name} : ⟨une unité⟩"
        return
    if not any(_epreuves_of(projet, unit) for unit in units):
        yield f"{name} : ⟨une épreuve⟩"
