"""Criterion 4: what the file and its référentiels say of the VAE."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mc_builder.cpc.criteres import CRITERES, Examen, Preuve, etat
from mc_builder.cpc.lieux import ACCES, Lieux
from mc_builder.french import counted
from mc_builder.model.base import ACompleter

#: What the proofs of the référentiel are about.
_MODALITES = "Modalités"
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
        title = "Voie de la validation des acquis de l’expérience"
        ref = f"{diplome.cle}:voies/{rank + 1}"
        proofs += (Preuve(ACCES, ref, "", title, place, where),)
    proofs += tuple(_vae_in_referentiel(lieux))
    return Examen(
        CRITERES["4"],
        etat(proofs, lacking),
        "relevé de ce que le dossier et ses référentiels disent de la validation des acquis",
        lieux.span(diplome, "vae"),
        proofs,
        tuple(lacking),
        faits=(f"{counted(len(proofs), 'mention')} de la validation des acquis dans le dossier",)
        if proofs
        else (),
    )


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
