"""Criterion 2, a to c: what the markers of the two référentiels show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from mc_builder.coverage import RapportCouverture
from mc_builder.cpc.criteres import CRITERES, Etat, Examen, Preuve
from mc_builder.cpc.lexique import DISENT, MARQUEURS, NOMME, NOMS, PROPOSENT, SERVENT
from mc_builder.cpc.lieux import Lieux
from mc_builder.french import counted, folded, listed, quoted, small
from mc_builder.model.activites import Activite, Tache
from mc_builder.model.base import Marqueur, Modele, Objet, known_words
from mc_builder.model.blocs import (
    Bloc,
    Competence,
    ElementSavoir,
    Indicateur,
    Savoir,
    SousCompetence,
)

#: Proposals for one marker; more would be a list to read.
_PROPOSES = 6

SANS_MOT = "marqueur posé sur l’intitulé ; l’outil ne reconnaît dans son contenu aucun mot du sujet"
_UNE_ACTIVITE = "⟨une tâche⟩ ou ⟨une activité⟩ qui l’illustre (referentiels/activites/)"
_COMPETENCES = "⟨compétences⟩ ou ⟨savoirs⟩"
_UNE_COMPETENCE = "⟨une compétence⟩ ou ⟨un savoir⟩ (referentiels/blocs/)"


def examine_marqueurs(lieux: Lieux, rapport: RapportCouverture, cle: str) -> Examen:
    """What is found for « 2a », « 2b » or « 2c ».

    Why both référentiels: the article asks that the one of activités *and* the one of compétences
    integrate them. A declaration « sans objet » holds only for a marker that nothing carries.
    """
    dossier = lieux.projet.dossier
    motives = {s.marqueur: s for s in dossier.sans_objet}
    proofs: list[Preuve] = []
    lacking: list[str] = []
    set_aside: list[str] = []
    neglected: list[str] = []
    wanted: dict[Marqueur, list[str]] = {}
    proposed: list[Preuve] = []
    facts: list[str] = []
    for marker in MARQUEURS[cle]:
        name = NOMS[marker].lower()
        activites = tuple(_carry(lieux, marker, activites=True))
        competences = tuple(_carry(lieux, marker, activites=False))
        proofs += [*activites, *competences]
        facts.append(
            f"{name} :"
            f" {counted(len(activites), '⟨tâche⟩ ou ⟨activité⟩', '⟨tâches⟩ ou ⟨activités⟩')},"
            f" {counted(len(competences), '⟨compétence⟩ ou ⟨savoir⟩', _COMPETENCES)}"
            + _unproved((*activites, *competences))
        )
        if not activites and not competences and marker in motives:
            set_aside.append(name)
            proofs.append(lieux.champ(motives[marker], "motif", f"{NOMS[marker]} : sans objet", ""))
            continue
        if not activites and not competences:
            neglected.append(name)
            proposed += islice(_speak(lieux, marker), _PROPOSES)
        if not activites:
            lacking.append(f"{name} : ⟨aucune activité⟩ ni ⟨tâche⟩ ne la porte")
            wanted.setdefault(marker, []).append(_UNE_ACTIVITE)
        if not competences:
            lacking.append(f"{name} : ⟨aucune compétence⟩ ni ⟨aucun savoir⟩ ne la porte")
            wanted.setdefault(marker, []).append(_UNE_COMPETENCE)
    carried = len(proofs) - len(set_aside)
    unnamed = _unnamed(lieux, cle) if carried else ""
    if unnamed:
        facts.append(f"aucun de leurs textes ne nomme la {unnamed}")
        lacking.append(
            f"{unnamed} : ⟨aucune tâche⟩, ⟨aucune compétence⟩ ni ⟨aucun savoir⟩ ne la nomme"
            + _served(lieux, cle)
        )
    if not lacking:
        etat = Etat.PRESENT if carried else Etat.SANS_OBJET
    else:
        etat = Etat.PARTIEL if carried or set_aside else Etat.SANS_MARQUEUR
    return Examen(
        CRITERES[cle],
        etat,
        "relevé des marqueurs posés sur ⟨les tâches⟩, ⟨les activités⟩, ⟨les compétences⟩ et"
        " ⟨les savoirs⟩",
        proofs[0].span if proofs else lieux.span(dossier, "etape"),
        tuple(proofs),
        tuple(_agree(text) for text in lacking),
        tuple(neglected),
        propositions=tuple(proposed),
        remedes=(
            *(_remede(marker, sides) for marker, sides in wanted.items()),
            *((f"nommez la {unnamed} dans un texte qui en relève",) if unnamed else ()),
        ),
        exemple=f"marqueurs:\n  - {next(iter(wanted))}" if wanted else "",
        faits=(" ; ".join(facts),),
        compte=_assessed(lieux, rapport, cle),
        peu_evalue=any(_is_weakly_assessed(lieux, rapport, marker) for marker in MARQUEURS[cle]),
    )


def _unnamed(lieux: Lieux, cle: str) -> str:
    """What the article names and no text of the two référentiels does; may be empty."""
    name, words = NOMME.get(cle, ("", re.compile("")))
    kinds = (Activite, Tache, Competence, Indicateur, Savoir, ElementSavoir)
    texts = (known_words(m.intitule) for m in lieux.projet.modeles() if isinstance(m, kinds))
    if not name or any(words.search(folded(text)) for text in texts):
        return ""
    return name


def _assessed(lieux: Lieux, rapport: RapportCouverture, cle: str) -> str:
    """« au moins 7 indicateurs évalués »: what weighs more than a title."""
    if rapport.etape == "opportunite":
        return ""
    found = len({i.cle for marker in MARQUEURS[cle] for i in assessing(lieux, rapport, marker)})
    one, many = "⟨indicateur⟩ ⟨indicateur:évalué⟩", "⟨indicateurs⟩ ⟨indicateurs:évalué⟩"
    # Words find some of them: those that speak of it in other words are not counted.
    return f"au moins {counted(found, one, many)}" if found else ""


def _is_weakly_assessed(lieux: Lieux, rapport: RapportCouverture, marker: Marqueur) -> bool:
    """Whether no indicateur says what is marked, or those of one bloc of the several that do."""
    carrying = [bloc for bloc in lieux.projet.blocs if carries(lieux, bloc, marker)]
    if rapport.etape == "opportunite" or not carrying:
        return False
    seen = assessing(lieux, rapport, marker)
    assessed = [bloc for bloc in carrying if holds(lieux, bloc, seen)]
    return len(assessed) < min(2, len(carrying))


def carries(lieux: Lieux, bloc: Bloc, marker: Marqueur) -> bool:
    """Whether a competence or a savoir of a bloc is marked."""
    held = {model.cle for model in (*lieux.projet.competences(bloc), *bloc.savoirs)}
    return any(marker in model.marqueurs and model.cle in held for model in lieux.marques)


def holds(lieux: Lieux, bloc: Bloc, found: tuple[Indicateur, ...]) -> bool:
    """Whether one of these indicateurs observes a competence of a bloc."""
    cles = {indicateur.cle for indicateur in found}
    return any(
        indicateur.cle in cles
        for competence in lieux.projet.competences(bloc)
        for indicateur in indicateurs_of(competence)
    )


def listed_blocs(lieux: Lieux, blocs: Iterable[Bloc]) -> str:
    """« bloc 1 et bloc 2 », or their titles where numbers are not printed."""
    names = (lieux.names[bloc.cle] for bloc in blocs)
    return listed(small(name.mark) or quoted(name.titre) for name in names)


def _served(lieux: Lieux, cle: str) -> str:
    """The numbers of what serves the thing without its name; « conception universelle » alone."""
    words = SERVENT.get(cle)
    kinds = (Tache, Competence, SousCompetence)
    found = [
        lieux.names[model.cle].mark
        for model in lieux.projet.modeles()
        if words and isinstance(model, kinds) and words.search(folded(known_words(model.intitule)))
    ]
    named = [mark for mark in found if mark]
    return f" ; en parlent sans le mot : {listed(named)}" if named else ""


def indicateurs_of(competence: Competence) -> Iterator[Indicateur]:
    """Those of a competence and of its sub-competences."""
    yield from competence.indicateurs
    for part in competence.sous_competences:
        yield from part.indicateurs


def assessing(lieux: Lieux, rapport: RapportCouverture, marker: Marqueur) -> tuple[Indicateur, ...]:
    """The indicateurs of the marked competences that say why, and that an épreuve observes."""
    unseen = {lack.indicateur for lack in rapport.indicateurs.sans_occasion}
    marked = (m for m in lieux.marques if isinstance(m, Competence) and marker in m.marqueurs)
    return tuple(
        indicateur
        for competence in marked
        for indicateur in indicateurs_of(competence)
        if indicateur.cle not in unseen and _says(marker, known_words(indicateur.intitule))
    )


def _unproved(proofs: tuple[Preuve, ...]) -> str:
    """How many of them all bear a marker that none of their words shows."""
    silent = sum(proof.detail == SANS_MOT for proof in proofs)
    return f" (sans mot qui le montre : {silent} sur {len(proofs)})" if silent else ""


def _remede(marker: Marqueur, sides: list[str]) -> str:
    """Which marker to write, and where; or how to say that it does not apply."""
    either = " ; sinon son motif dans « sans_objet » de dossier/dossier.yaml" * (len(sides) > 1)
    return f"écrivez « marqueurs: [{marker}] » sur {' et sur '.join(sides)}{either}"


def _agree(text: str) -> str:
    """« santé et sécurité au travail : … ne les porte », « handicap… ne les porte »."""
    return text if text.startswith("transition") else text.replace(" ne la porte", " ne les porte")


def _speak(lieux: Lieux, marker: Marqueur) -> Iterator[Preuve]:
    """The objects that may carry a marker, and whose title speaks of it."""
    words = PROPOSENT[marker]
    for model in lieux.projet.modeles():
        if not isinstance(model, Activite | Tache | Competence | Savoir):
            continue
        items = model.liste if isinstance(model, Savoir) else ()
        titles = (known_words(item.intitule) for item in (model, *items))
        if any(words.search(folded(title)) for title in titles):
            rubrique = f"{NOMS[marker]} : en parle"
            yield lieux.objet(model, rubrique)


def _carry(lieux: Lieux, marker: Marqueur, *, activites: bool) -> Iterator[Preuve]:
    """What the objects that carry a marker say of it, on one side; the silent ones last."""
    where = "dans ⟨les activités⟩" if activites else "dans ⟨les compétences⟩ et ⟨les savoirs⟩"
    rubrique = f"{NOMS[marker]}, {where}"
    silent = []
    for model in lieux.marques:
        if marker not in model.marqueurs or isinstance(model, Activite | Tache) is not activites:
            continue
        said = next((x for x in _texts(model) if _says(marker, known_words(x.intitule))), None)
        whole = lieux.objet(model, rubrique)
        if said is not None:
            yield replace(lieux.objet(said, rubrique), numero=_number(lieux, said, model))
        elif _says(marker, known_words(model.intitule)):
            yield whole
        else:
            silent.append(replace(whole, detail=SANS_MOT))
    yield from silent


def _number(lieux: Lieux, said: Objet, model: Objet) -> str:
    """The number of what holds some words, the nearest to them; at most that of the marked one."""
    holder: Modele | None = said
    while isinstance(holder, Objet) and holder.cle != model.cle:
        if mark := lieux.names[holder.cle].mark:
            return mark
        holder = lieux.projet.parents.get(holder.cle)
    return lieux.names[model.cle].mark


def _says(marker: Marqueur, text: str) -> bool:
    return DISENT[marker].search(folded(text)) is not None


def _texts(
    model: Activite | Tache | Competence | Savoir,
) -> Iterator[Tache | Indicateur | SousCompetence | ElementSavoir]:
    """The texts of an object that can show why it is marked, in order."""
    match model:
        case Activite():
            yield from model.taches
        case Competence():
            for part in model.sous_competences:
                yield from part.indicateurs
            yield from model.indicateurs
            yield from model.sous_competences
        case Savoir():
            for element in model.liste:
                yield from (element, *element.liste)
