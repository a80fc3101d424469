"""Ways and what they reach → all the chains of a requirement, best first.

Chains are computed once per answering object (activité, tâche, savoir, competence, indicateur,
habilitation) and shared by all the requirements that it answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mc_builder.coverage.controles import Controle
from mc_builder.coverage.graphe import PAR_DEFAUT, PARTIELLE, Arete, Graphe
from mc_builder.coverage.observations import Observants
from mc_builder.coverage.paths import Chaine, Passage
from mc_builder.coverage.statuts import Drapeau, Statut
from mc_builder.coverage.suites import Aval, Suites
from mc_builder.coverage.voies import Voie, best_by_noeud, nearest, voies


@dataclass(frozen=True, slots=True)
class Contexte:
    """What is needed to follow an answer.

    `epreuves_attendues` is False at step `opportunite`: what the épreuves miss is no remark.
    """

    suites: Suites
    epreuves_attendues: bool = True

    @property
    def graphe(self) -> Graphe:
        """The links that are followed."""
        return self.suites.graphe


def passages(contexte: Contexte, reponse: Arete) -> tuple[Passage, ...]:
    """All the paths that start from one answer, best first."""
    named = contexte.suites.controles.named
    found = (
        _passage(contexte, voie, voie.qualite | reponse.qualite)
        for voie in best_by_noeud(nearest(voies(contexte.graphe, reponse.de), named), named)
    )
    return tuple(sorted(found, key=lambda passage: passage.rang))


def kept(contexte: Contexte) -> Callable[[Arete], tuple[Passage, ...]]:
    """`passages`, computed once per answering object, whatever it answers."""
    known = contexte.suites.passages

    def of(reponse: Arete) -> tuple[Passage, ...]:
        key = (reponse.de, reponse.qualite, contexte.epreuves_attendues)
        if key not in known:
            known[key] = passages(contexte, reponse)
        return known[key]

    return of


def reached(voie: Voie, aval: Aval | None, observants: Observants) -> Statut:
    """The status that a way gives, with what it reaches (None: nothing takes it up)."""
    if aval is None:
        return Statut.DECRITE
    if voie.habilitation is not None:
        return Statut.EVALUEE if aval.niveaux else Statut.DECRITE
    complete = aval.niveaux and (voie.competence is None or observants.groupes)
    return Statut.EVALUEE if complete else Statut.TRADUITE


def _passage(contexte: Contexte, voie: Voie, amont: int) -> Passage:
    """A way, of quality `amont`, goes on through what takes it up to each part that assesses it."""
    suites = contexte.suites
    aval, constats, observants = suites.after(voie), suites.constats(voie), suites.observants(voie)
    statut = reached(voie, aval, observants)
    expected = contexte.epreuves_attendues and aval is not None
    aval = aval or Aval()
    complete = statut is Statut.EVALUEE
    presume = complete and voie.competence is not None and constats is None
    sans_indicateur = expected and voie.competence is not None and not observants.groupes
    incomplet = expected and not aval.niveaux
    # An indicateur that nothing takes up says nothing of how the work is done.
    known = voie.noeud is not None or voie.indicateur is None
    autonomie = contexte.graphe.autonomie_of(voie.tache or voie.activite) if known else None

    def chain(controle: Controle | None, attestation: str | None = None) -> Chaine:
        # Where parts name what they see, a way is one, whichever sub-competence each of them sees.
        part = controle if constats is None else None
        seeing = _seeing(suites, voie, aval, part)
        own = seeing.qualite | (controle.qualite if controle else 0)
        q = amont | own if complete else amont
        partie = controle.partie if controle else None
        everyone = contexte.graphe.categories if attestation else ()
        named = suites.controles.named_by(partie.cle) if partie and constats else None
        competence = voie.competence or (controle.competence if controle else None)
        sous_competence = voie.sous_competence or (part.sous_competence if part else None)
        seen = seeing.told(named)
        through = (voie.activite, voie.tache, voie.savoir, competence, sous_competence)
        ends = (partie.epreuve, partie.cle) if partie else (None, attestation)
        place = (*through, seen[0] if seen else None, voie.habilitation, *ends)
        return Chaine(
            statut,
            _drapeaux(q, presume=presume, sans_indicateur=sans_indicateur, incomplet=incomplet),
            q,
            autonomie,
            voie.activite,
            voie.tache,
            competence,
            sous_competence,
            voie.savoir,
            seen,
            voie.habilitation,
            partie.epreuve if partie else None,
            partie.sous_epreuve if partie else None,
            partie.cle if partie else None,
            attestation,
            partie.categories if partie else everyone,
            aval.blocs,
            controle.avec if controle else (),
            tuple(contexte.graphe.rangs.get(cle or "", 0) for cle in place),
            constats,
        )

    chaines = [chain(controle) for controle in aval.controles]
    chaines += [chain(None, attestation) for attestation in aval.attestations]
    return Passage(
        statut,
        aval.qualite(amont | observants.qualite) if complete else amont,
        autonomie,
        presume,
        sans_indicateur,
        aval.manquantes if incomplet else (),
        incomplet and not aval.controles,
        tuple(sorted(chaines or [chain(None)], key=lambda c: c.rang)),
    )


def _seeing(suites: Suites, voie: Voie, aval: Aval, controle: Controle | None) -> Observants:
    """Who observes a way in one part: those of the sub-competence that the part names, if any."""
    assessed = controle.sous_competence if controle else None
    if assessed not in {o.sous_competence for o in aval.observations}:
        assessed = None
    return suites.observants(voie, assessed)


def _drapeaux(
    qualite: int, *, presume: bool, sans_indicateur: bool, incomplet: bool
) -> tuple[Drapeau, ...]:
    flags = (
        (Drapeau.PARTIELLE, bool(qualite & PARTIELLE)),
        (Drapeau.PAR_DEFAUT, bool(qualite & PAR_DEFAUT)),
        (Drapeau.PRESUME, presume),
        (Drapeau.SANS_INDICATEUR, sans_indicateur),
        (Drapeau.CATEGORIES_INCOMPLETES, incomplet),
    )
    return tuple(flag for flag, raised in flags if raised)
