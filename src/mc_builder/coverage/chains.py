"""Answers and what they reach → all the chains of a requirement, best first.

Chains are computed once per answering object (activité, tâche, savoir, competence, indicateur,
habilitation) and shared by all the requirements that it answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mc_builder.coverage.downstream import Aval, Suites
from mc_builder.coverage.links import PAR_DEFAUT, PARTIELLE, Liens, Prise, Reponse
from mc_builder.coverage.parts import Controle, Controles
from mc_builder.coverage.paths import Chaine, Passage
from mc_builder.coverage.statuts import Drapeau, Statut


@dataclass(frozen=True, slots=True)
class Contexte:
    """What is needed to follow an answer.

    `epreuves_attendues` is False at step `opportunite`: what the épreuves miss is no remark.
    """

    liens: Liens
    controles: Controles
    suites: Suites
    epreuves_attendues: bool = True


def passages(contexte: Contexte, reponse: Reponse) -> tuple[Passage, ...]:
    """All the paths that start from one answer, best first."""
    if reponse.habilitation is not None:
        found: Iterable[Passage] = (_par_habilitation(contexte, reponse),)
    elif reponse.savoir is not None:
        aval = contexte.suites.savoirs[reponse.savoir]
        found = (_reprise(contexte, reponse, aval, sans_indicateur=False),)
    elif reponse.competence is not None:
        found = (_par_competence(contexte, reponse),)
    elif reponse.indicateur is not None:
        found = (_indicateur_seul(contexte, reponse),)
    else:
        found = list(_par_activite(contexte, reponse)) or (_decrite(contexte, reponse),)
    return tuple(sorted(found, key=lambda passage: passage.rang))


def memoiser(contexte: Contexte) -> Callable[[Reponse], tuple[Passage, ...]]:
    """`passages`, computed once per answer."""
    known: dict[Reponse, tuple[Passage, ...]] = {}

    def of(reponse: Reponse) -> tuple[Passage, ...]:
        if reponse not in known:
            known[reponse] = passages(contexte, reponse)
        return known[reponse]

    return of


def _drapeaux(qualite: int, *, sans_indicateur: bool, incomplet: bool) -> tuple[Drapeau, ...]:
    flags = (
        (Drapeau.PARTIELLE, bool(qualite & PARTIELLE)),
        (Drapeau.PAR_DEFAUT, bool(qualite & PAR_DEFAUT)),
        (Drapeau.SANS_INDICATEUR, sans_indicateur),
        (Drapeau.CATEGORIES_INCOMPLETES, incomplet),
    )
    return tuple(flag for flag, raised in flags if raised)


def _autonomie(contexte: Contexte, reponse: Reponse) -> int | None:
    """The nearest of tâche, activité, pôle."""
    activite = contexte.liens.activites.get(reponse.activite or "")
    if activite is None:
        return None
    return activite.taches.get(reponse.tache or "", activite.autonomie)


def _par_activite(contexte: Contexte, reponse: Reponse) -> Iterator[Passage]:
    """Paths from an activité or a tâche to the competences that take it up.

    A path keeps the grain of what answers: it names a tâche only when that tâche answers.
    """
    activite = reponse.activite or ""
    whole = contexte.liens.prises.get((activite, None), [])
    if reponse.tache is not None:
        exact = contexte.liens.prises.get((activite, reponse.tache), [])
        candidates = [(p, p.qualite) for p in exact]
        candidates += [(p, p.qualite | PAR_DEFAUT) for p in whole]
    else:
        candidates = [(p, p.qualite) for p in whole]
        candidates += list(_par_ses_taches(contexte.liens, activite))
    for competence, sous_competence, q in _une_par_competence(candidates):
        path = Reponse(
            reponse.qualite | q,
            activite,
            reponse.tache,
            competence=competence,
            sous_competence=sous_competence,
        )
        yield _par_competence(contexte, path)


def _par_ses_taches(liens: Liens, activite: str) -> Iterator[tuple[Prise, int]]:
    """Competences that take up tâches of an activité; partielle unless they take up all of them."""
    taches = liens.activites[activite].taches
    found = [p for tache in taches for p in liens.prises.get((activite, tache), ())]
    entire: dict[str, set[str | None]] = {}
    for prise in found:
        if not prise.qualite:
            entire.setdefault(prise.competence, set()).add(prise.tache)
    for prise in found:
        all_taken = len(entire.get(prise.competence, ())) == len(taches)
        yield prise, prise.qualite if all_taken else PARTIELLE


def _une_par_competence(
    candidates: Iterable[tuple[Prise, int]],
) -> Iterator[tuple[str, str | None, int]]:
    """Each competence, the sub-competence that takes up, and the best quality of the way.

    When several sub-competences do as well, it is the competence that takes up: naming one of
    them would be a choice at random.
    """
    best: dict[str, tuple[int, set[str | None]]] = {}
    for prise, q in candidates:
        known = best.get(prise.competence)
        if known is None or q < known[0]:
            best[prise.competence] = (q, {prise.sous_competence})
        elif q == known[0]:
            known[1].add(prise.sous_competence)
    for competence, (q, sous_competences) in best.items():
        yield competence, next(iter(sous_competences)) if len(sous_competences) == 1 else None, q


def _par_competence(contexte: Contexte, path: Reponse) -> Passage:
    aval = contexte.suites.competences[path.competence or ""]
    without = not _observe(path, aval, None)[0]
    return _reprise(contexte, path, aval, sans_indicateur=without)


def _observe(path: Reponse, aval: Aval, controle: Controle | None) -> tuple[tuple[str, ...], int]:
    """The indicateurs that observe a path, and the quality of that link; none for a savoir.

    The one that carries the requirement; else those of the sub-competence that the path names, or
    that its part names; else the nearest of the competence.
    """
    if path.indicateur is not None or path.competence is None:
        return () if path.indicateur is None else (path.indicateur,), 0
    assessed = controle.sous_competence if controle else None
    if assessed not in aval.indicateurs.sous_competences:
        assessed = None
    return aval.indicateurs.choisir(path.sous_competence or assessed, path.activite)


def _reprise(contexte: Contexte, path: Reponse, aval: Aval, *, sans_indicateur: bool) -> Passage:
    """The path goes on through a competence or a savoir, to each part that assesses it."""
    complete = bool(aval.niveaux) and not sans_indicateur
    statut = Statut.EVALUEE if complete else Statut.TRADUITE
    autonomie = _autonomie(contexte, path)
    expected = contexte.epreuves_attendues
    sans_indicateur = sans_indicateur and expected
    incomplet = not aval.niveaux and expected

    def chain(controle: Controle | None) -> Chaine:
        indicateurs, observation = _observe(path, aval, controle)
        own = observation | (controle.qualite if controle else 0)
        q = path.qualite | own if complete else path.qualite
        partie = controle.partie if controle else None
        return Chaine(
            statut,
            _drapeaux(q, sans_indicateur=sans_indicateur, incomplet=incomplet),
            q,
            autonomie,
            path.activite,
            path.tache,
            path.competence or (controle.competence if controle else None),
            path.sous_competence or (controle.sous_competence if controle else None),
            path.savoir,
            indicateurs,
            None,
            partie.epreuve if partie else None,
            partie.sous_epreuve if partie else None,
            partie.cle if partie else None,
            None,
            partie.categories if partie else (),
            aval.blocs,
        )

    return _passage(
        statut,
        aval.qualite(path.qualite | _observe(path, aval, None)[1]) if complete else path.qualite,
        autonomie,
        aval if expected else None,
        [chain(controle) for controle in aval.controles or (None,)],
        sans_indicateur=sans_indicateur,
    )


def _passage(
    statut: Statut,
    qualite: int,
    autonomie: int | None,
    aval: Aval | None,
    chaines: list[Chaine],
    *,
    sans_indicateur: bool = False,
) -> Passage:
    return Passage(
        statut,
        qualite,
        autonomie,
        sans_indicateur,
        aval.manquantes if aval and not aval.niveaux else (),
        aval is not None and not aval.niveaux and not aval.controles,
        tuple(sorted(chaines, key=lambda c: c.rang)),
    )


def _decrite(contexte: Contexte, reponse: Reponse) -> Passage:
    """An activité or a tâche answers, no competence takes it up."""
    autonomie = _autonomie(contexte, reponse)
    q = reponse.qualite
    chain = Chaine(
        Statut.DECRITE,
        _drapeaux(q, sans_indicateur=False, incomplet=False),
        q,
        autonomie,
        reponse.activite,
        reponse.tache,
    )
    return _passage(Statut.DECRITE, q, autonomie, None, [chain])


def _indicateur_seul(contexte: Contexte, reponse: Reponse) -> Passage:
    """An indicateur of activités that no competence of its bloc takes up."""
    q = reponse.qualite
    expected = contexte.epreuves_attendues
    chain = Chaine(
        Statut.TRADUITE,
        _drapeaux(q, sans_indicateur=False, incomplet=expected),
        q,
        None,
        reponse.activite,
        indicateurs=() if reponse.indicateur is None else (reponse.indicateur,),
    )
    aval = Aval((), (), (), contexte.controles.categories)
    return _passage(Statut.TRADUITE, q, None, aval if expected else None, [chain])


def _par_habilitation(contexte: Contexte, reponse: Reponse) -> Passage:
    """A declared habilitation, and what delivers it: attestations and parts."""
    cle = reponse.habilitation or ""
    aval = contexte.suites.habilitations[cle]
    statut = Statut.EVALUEE if aval.niveaux else Statut.DECRITE
    incomplet = not aval.niveaux and contexte.epreuves_attendues
    flags = _drapeaux(reponse.qualite, sans_indicateur=False, incomplet=incomplet)

    def chain(controle: Controle | None, attestation: str | None) -> Chaine:
        partie = controle.partie if controle else None
        everyone = contexte.controles.categories if attestation else ()
        return Chaine(
            statut,
            flags,
            reponse.qualite,
            None,
            habilitation=cle,
            epreuve=partie.epreuve if partie else None,
            sous_epreuve=partie.sous_epreuve if partie else None,
            partie=partie.cle if partie else None,
            attestation=attestation,
            categories=partie.categories if partie else everyone,
        )

    chaines = [chain(controle, None) for controle in aval.controles]
    chaines += [chain(None, cle) for cle in contexte.controles.attestations.get(cle, ())]
    return _passage(
        statut,
        reponse.qualite,
        None,
        aval if contexte.epreuves_attendues else None,
        chaines or [chain(None, None)],
    )
