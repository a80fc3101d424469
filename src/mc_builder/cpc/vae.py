"""Criterion 4: what the file and its référentiels say of the VAE."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mc_builder.cpc.criteres import CRITERES, Examen, Preuve, etat
from mc_builder.cpc.lieux import ACCES, Lieux
from mc_builder.french import counted
from mc_builder.model.base import ACompleter

#: What the proofs of the référentiel are about.
_MODALITES = "Modalités"
#: The number of an article, as lawyers write it or as Légifrance does.
_ARTICLE = re.compile(r"\b[LRDA]\.?\s?(\d{3,4}(?:-\d+)+)")
_VAE = re.compile(r"\bVAE\b|validation des acquis", re.IGNORECASE)


def examine_vae(lieux: Lieux) -> Examen:
    """Criterion 4: what the file says of VAE, or at least that it is one of the routes."""
    diplome = lieux.projet.dossier.diplome
    where = lieux.tableau(ACCES)
    proofs: tuple[Preuve, ...] = ()
    lacking = []
    if diplome.vae is not None and not isinstance(diplome.vae, ACompleter):
        proofs += (lieux.champ(diplome, "vae", ACCES, where),)
    else:
        lacking.append("la phrase qui dit comment ⟨le diplôme⟩ s’obtient par la VAE")
    if "vae" in diplome.voies:
        rank = diplome.voies.index("vae")
        place = lieux.span(diplome, "voies", rank)
        title = "Validation des acquis de l’expérience"
        ref = f"{diplome.cle}:voies/{rank + 1}"
        proofs += (Preuve(ACCES, ref, "", title, place, where),)
    proofs = _once((*proofs, *_vae_in_referentiel(lieux)))
    return Examen(
        CRITERES["4"],
        etat(proofs, lacking),
        "relevé de ce que le dossier et ses référentiels disent de la validation des acquis",
        lieux.span(diplome, "vae"),
        proofs,
        tuple(lacking),
        faits=_counted(len(proofs)),
    )


def _counted(count: int) -> tuple[str, ...]:
    said = counted(count, "mention distincte")
    return (f"{said} de la validation des acquis dans le dossier",) if count else ()


def _once(proofs: tuple[Preuve, ...]) -> tuple[Preuve, ...]:
    """Each idea once: two texts that cite the same article say one.

    The place of the second is that of the article: the words that are quoted are those of the
    first, and print nowhere else.
    """
    kept: list[Preuve] = []
    for proof in proofs:
        cited = _articles(proof)
        twin = next((n for n, other in enumerate(kept) if cited & _articles(other)), None)
        if twin is None:
            kept.append(proof)
        else:
            same = str(kept[twin].titre) == str(proof.titre)
            there = proof.document if same else f"article cité aussi : {proof.document}"
            places = f"{kept[twin].document} ; {there}"
            kept[twin] = replace(kept[twin], document=places)
    return tuple(kept)


def _articles(proof: Preuve) -> set[str]:
    return set(_ARTICLE.findall(str(proof.titre)))


def _vae_in_referentiel(lieux: Lieux) -> Iterator[Preuve]:
    """What the référentiel says of VAE: its route of training, and the notes on the examination."""
    formation, evaluation = lieux.projet.formation, lieux.projet.evaluation
    hours = formation.heures if formation is not None else ()
    periods = formation.pfmp.voies if formation is not None and formation.pfmp is not None else ()
    of_hours, of_periods = lieux.referentiel("heures"), lieux.referentiel("periode-organisation")
    for volume in hours:
        if volume.voie == "vae":
            title = "Volume de formation en centre pour cette voie"
            yield Preuve(_MODALITES, "", "", title, lieux.span(volume), of_hours)
    for route in periods:
        if route.voie == "vae":
            title = _said(route.organisation) or "Formation en milieu professionnel"
            yield Preuve(_MODALITES, "", "", title, lieux.span(route), of_periods)
    if evaluation is None:
        return
    where = lieux.referentiel("notes")
    heading = lieux.projet.plan.heading_of("reglement") or "⟨Règlement d’examen⟩"
    for n, note in enumerate(evaluation.notes):
        if not isinstance(note, ACompleter) and _VAE.search(note):
            title = _said(note) or f"Note, « {heading} »"
            yield Preuve(_MODALITES, "", "", title, lieux.span(evaluation, "notes", n), where)


def _said(text: str | ACompleter | None) -> str:
    """A text as it is quoted: on one line; nothing when it is to complete, or partly computed."""
    if text is None or isinstance(text, ACompleter) or "{" in text:
        return ""
    return " ".join(text.replace("*", "").split()).rstrip(".")


def speaks_of_vae(text: str) -> bool:
    """Whether a text is about it."""
    return _VAE.search(text) is not None
