"""What a file does not prove of a criterion that it answers: facts, which decide no state.

Why beside the evidence: « present » says that what is looked for is there. A reader who is told
neither what assesses it, nor what documents it, nor where there is none of it, reads more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mc_builder.coverage import RapportCouverture
from mc_builder.coverage.analysis.repartition import share_blocs
from mc_builder.coverage.graphe import Verbe
from mc_builder.cpc.criteres import Etat, Examen
from mc_builder.cpc.lexique import MARQUEURS, NOMS, TRAITENT
from mc_builder.cpc.lieux import Lieux
from mc_builder.cpc.marqueurs import assessing, carries, holds, listed_blocs
from mc_builder.cpc.mesures import imbalance, numbered, served_most
from mc_builder.cpc.vae import speaks_of_vae
from mc_builder.french import agreed, folded, listed, quoted, tied
from mc_builder.model.base import Marqueur, if_known, known_words
from mc_builder.model.blocs import Savoir
from mc_builder.model.projet import Projet, Prose

_SOURCE = re.compile(r"\{\{ ?(?:source|chiffre)\(")
#: What a file says of the VAE when it says more than that the diploma is open to it.
_DEMARCHE = re.compile(r"accompagn|livret|preuve|portfolio", re.IGNORECASE)
_COEFFICIENT = re.compile(r"coefficient", re.IGNORECASE)
_REGLEMENTEE = re.compile(r"réglementation d[’']accès|profession réglementée", re.IGNORECASE)


def limites(lieux: Lieux, rapport: RapportCouverture, found: Examen) -> tuple[str, ...]:
    """What is not shown of what is there for a criterion, the gravest first."""
    cle = found.critere.cle
    if found.etat not in {Etat.PRESENT, Etat.PARTIEL}:
        return ()
    if cle in MARQUEURS:
        return tuple(_of_markers(lieux, rapport, MARQUEURS[cle]))
    told = {"2": _of_coherence, "3": _of_constraints, "4": _of_vae, "5": _of_blocs}.get(cle)
    return () if told is None else tuple(told(lieux, rapport))


def _of_coherence(lieux: Lieux, rapport: RapportCouverture) -> Iterator[str]:
    """Marks that do not follow what is asked, without a motive or with one; who weighed."""
    far = imbalance(lieux.names, share_blocs(rapport))
    if far:
        yield (
            far
            if find_motive(lieux.projet)
            else f"{far} ; ⟨le règlement d’examen⟩ n’en dit pas le motif"
        )
    methode = lieux.projet.dossier.methode
    if methode is not None and (who := known_words(methode.qui)):
        yield f"le poids des exigences est fixé par {who}"


def find_motive(projet: Projet) -> str:
    """What a note of the règlement says of its coefficients; empty when none speaks of them."""
    notes = projet.evaluation.notes if projet.evaluation is not None else ()
    said = next((n for n in map(known_words, notes) if _COEFFICIENT.search(n)), "")
    return " ".join(said.split()).rstrip(".")


def _of_markers(
    lieux: Lieux, rapport: RapportCouverture, markers: tuple[Marqueur, ...]
) -> Iterator[str]:
    """Of each: no indicateur that says it, blocs that have none of it, no source in the note."""
    for marker in markers:
        if not any(marker in model.marqueurs for model in lieux.marques):
            continue
        parts = []
        blocs = lieux.projet.blocs
        seen = assessing(lieux, rapport, marker)
        without = [bloc for bloc in blocs if not carries(lieux, bloc, marker)]
        unseen = [bloc for bloc in blocs if bloc not in without and not holds(lieux, bloc, seen)]
        if rapport.etape != "opportunite" and not seen:
            parts.append("⟨aucun indicateur de réussite⟩ n’en porte les mots")
        elif rapport.etape != "opportunite" and unseen:
            which = listed_blocs(lieux, unseen)
            parts.append(f"sans ⟨indicateur⟩ ⟨indicateur:évalué⟩ qui en parle ({which})")
        if without and without != list(blocs):
            named = listed_blocs(lieux, without)
            parts.append(f"rien dans ⟨les compétences⟩ ni ⟨les savoirs⟩ ({named})")
        if not _documented(lieux, marker):
            parts.append("la note d’opportunité n’en cite aucune source")
        bare = tuple(_asked_by_none(lieux, rapport, marker))
        if bare:
            tasks = agreed(len(bare), "⟨la tâche⟩", "⟨les tâches⟩")
            answer = agreed(len(bare), "ne répond", "ne répondent")
            parts.append(f"{tasks} {listed(bare)} {answer} à aucune exigence")
        if parts:
            name = f"{NOMS[marker].lower()} : " if markers[1:] else ""
            yield name + " ; ".join(parts)


def _asked_by_none(lieux: Lieux, rapport: RapportCouverture, marker: Marqueur) -> Iterator[str]:
    """The numbers of the marked tâches that answer no requirement."""
    alone = set(rapport.taches_sans_exigence) if rapport.total.toutes else set()
    for model in lieux.marques:
        if marker in model.marqueurs and model.cle in alone and lieux.names[model.cle].mark:
            yield lieux.names[model.cle].mark


def _documented(lieux: Lieux, marker: Marqueur) -> bool:
    """Whether a paragraph of the note that is about it cites a source or a figure."""
    return any(
        TRAITENT[marker].search(paragraph)
        for prose in lieux.projet.note
        for paragraph in prose.kept(_sourced)
    )


def _sourced(prose: Prose) -> tuple[str, ...]:
    """The paragraphs of a section that cite a source or a figure, as words are looked for."""
    return tuple(folded(text) for text in prose.texte.splitlines() if _SOURCE.search(text))


def _of_constraints(lieux: Lieux, rapport: RapportCouverture) -> Iterator[str]:
    """Legal savoirs that nothing assesses, and a regulated access that no source settles."""
    if rapport.etape != "opportunite":
        bare = [s for s in lieux.juridiques if not _is_assessed(rapport, s)]
        if bare:
            titles = listed(quoted(lieux.names[s.cle].titre) for s in bare)
            yield f"aucune partie ⟨d’épreuve⟩ ne nomme, pour tous les candidats, {titles}"
    said = [
        paragraph
        for prose in lieux.projet.note
        for paragraph in prose.texte.splitlines()
        if _REGLEMENTEE.search(paragraph)
    ]
    if not said:
        yield "la note d’opportunité ne dit pas si l’accès au métier est réglementé"
    elif not any(_SOURCE.search(re.split(r"(?<=\.) ", p)[0]) for p in said):
        yield "la note d’opportunité traite de l’accès au métier sans citer de source"


def _is_assessed(rapport: RapportCouverture, savoir: Savoir) -> bool:
    """Whether, for each category of candidates, a part names the group or one of its lines."""
    graphe = rapport.graphe
    named = (savoir.cle, *(element.cle for element in savoir.liste))
    parts = (graphe.parties.get(a.de) for cle in named for a in graphe.into(cle, Verbe.EVALUE))
    seen = {category for part in parts if part is not None for category in part.categories}
    return bool(seen) and seen >= set(graphe.categories)


def _of_vae(lieux: Lieux, _: RapportCouverture) -> Iterator[str]:
    """How it is obtained, and by how many: what the file does not say."""
    told = [text for text in _texts(lieux) if speaks_of_vae(text)]
    if not any(_DEMARCHE.search(text) for text in told):
        yield "rien n’est dit de l’accompagnement des candidats ni des preuves attendues"
    if not any("chiffre(" in text for text in told):
        yield "le nombre de personnes concernées n’est pas estimé"


def _texts(lieux: Lieux) -> Iterator[str]:
    """The paragraphs of the file and of its référentiels in which the VAE may be told of."""
    projet = lieux.projet
    yield known_words(projet.dossier.diplome.vae)
    for prose in projet.note:
        yield from prose.texte.splitlines()
    yield from map(known_words, projet.evaluation.notes if projet.evaluation is not None else ())
    pfmp = projet.formation.pfmp if projet.formation is not None else None
    yield from (known_words(route.organisation) for route in (pfmp.voies if pfmp else ()))


def _of_blocs(lieux: Lieux, rapport: RapportCouverture) -> Iterator[str]:
    """Of the jobs that each bloc serves most, those usually of another level, or of none known.

    Why counted: a bloc that serves most a job of the level and another above it would read as one
    without limit, beside blocs of which it is said.
    """
    level = if_known(lieux.projet.dossier.diplome.niveau)
    if level is None:
        return
    usual = {emploi.cle: emploi.niveau_usuel for emploi in lieux.projet.emplois}
    served = served_most(rapport)
    other: list[str] = []
    unknown: list[str] = []
    for bloc in lieux.projet.blocs:
        jobs = served.get(bloc.cle, [])
        levels = [if_known(usual[job]) for job in jobs if usual.get(job) is not None]
        without = levels.count(None)
        for count, held in (
            (len(levels) - without - levels.count(level), other),
            (without, unknown),
        ):
            if count:
                share = tied(str(count), "sur", str(len(jobs)))
                held.append(f"{share} ({numbered(lieux.names, bloc.cle)})")
    kinds = (("n’est pas celui ⟨du diplôme⟩", other), ("n’est pas établi", unknown))
    found = [f"{kind} pour {listed(held)}" for kind, held in kinds if held]
    if found:
        said = " ; il ".join(found)
        yield f"le niveau usuel des emplois que ⟨chaque bloc⟩ sert le plus {said}"
