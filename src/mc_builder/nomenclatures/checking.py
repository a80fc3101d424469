"""The codes of a project beside the store of nomenclatures → what is wrong with them.

What is not kept on this machine is not judged, and nothing is guessed of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from mc_builder.diagnostics import Diagnostic
from mc_builder.french import folded, in_figures, listed
from mc_builder.loading import SourceMap
from mc_builder.model.base import ACompleter, if_known, known_words
from mc_builder.model.emplois import Nomenclature
from mc_builder.model.preuves import Certification
from mc_builder.model.projet import Projet
from mc_builder.nomenclatures.codes import NOM001, NOM002, NOM003, NOM004, NOM005
from mc_builder.nomenclatures.overlap import plain
from mc_builder.nomenclatures.reproduction import words
from mc_builder.nomenclatures.store import reading
from mc_builder.nomenclatures.store_reading import Known, fiches, known_codes
from mc_builder.nomenclatures.store_records import FORMACODE, NSF, Fiche

_ROME, _RNCP = "ROME", "RNCP"


def check_codes(projet: Projet, places: SourceMap, store: Path) -> tuple[Diagnostic, ...]:
    """What the store says of the codes of a project; raises StoreProblem."""
    with reading(store) as base:
        known = known_codes(base)
        return (
            *_of_the_diploma(projet, places, known),
            *_of_jobs(projet, places, known),
            *_of_requirements(projet, places, known),
            *_of_certifications(projet, places, known, base),
        )


def _of_the_diploma(projet: Projet, places: SourceMap, known: Known) -> Iterator[Diagnostic]:
    """The NSF and Formacode codes of the diploma: those that some certification bears exist."""
    diplome = projet.dossier.diplome
    for field, nom, codes in (
        ("nsf", NSF, diplome.nsf),
        ("formacodes", FORMACODE, diplome.formacodes),
    ):
        versions = known.bearing(nom) if codes else []
        for rank, code in enumerate(map(str, codes) if versions else ()):
            if not known.borne(nom, code):
                message = f"aucune certification ne porte le code {nom} « {code} » dans {{}}"
                yield NOM001(message.format(listed(versions)), places.span(diplome, field, rank))


def _of_jobs(projet: Projet, places: SourceMap, known: Known) -> Iterator[Diagnostic]:
    """The fiches of the ROME that the jobs cite."""
    versions = known.versions(_ROME)
    for emploi in projet.emplois if versions else ():
        for rank, code in enumerate(map(str, emploi.rome)):
            there = known.having(_ROME, code)
            span = places.span(emploi, "rome", rank)
            if not there:
                yield NOM001(_unknown(_ROME, code, versions), span)
            elif versions[-1] not in there:
                yield NOM002(
                    f"la fiche « {code} » du ROME {there[-1]} n’est plus dans le {versions[-1]}",
                    span,
                    f"mc-builder nomenclature montrer {code} --version {there[-1]}",
                )


def _of_requirements(projet: Projet, places: SourceMap, known: Known) -> Iterator[Diagnostic]:
    """The items that requirements cite: in the version that they name, when it is kept whole."""
    for exigence in projet.exigences:
        for cited in exigence.nomenclatures:
            nom, code = str(cited.nom), str(cited.code)
            versions = _judging(cited, known)
            if versions and not set(versions) & set(known.having(nom, code)):
                yield NOM001(_unknown(nom, code, versions), places.span(cited, "code"))


def _judging(cited: Nomenclature, known: Known) -> list[str]:
    """The versions that can say whether a code exists; none when one of them is not whole."""
    nom = str(cited.nom)
    kept = known.versions(nom)
    named = [str(cited.version)] if str(cited.version) in kept else kept
    return [] if any(known.partial(nom, version) for version in named) else named


def _of_certifications(
    projet: Projet, places: SourceMap, known: Known, base: sqlite3.Connection
) -> Iterator[Diagnostic]:
    """The fiches of the RNCP that the dossier compares."""
    versions = known.versions(_RNCP)
    session = if_known(projet.dossier.diplome.premiere_session)
    for one in projet.certifications if versions else ():
        code = str(one.code or "")
        if not folded(code).startswith(folded(_RNCP)):
            continue
        found = fiches(base, code, _RNCP)
        span = places.span(one, "code")
        if not found:
            yield NOM001(_unknown(_RNCP, code, versions), span)
            continue
        yield from _otherwise(one, found[-1], places)
        yield from _other_blocs(one, found[-1], places)
        if session is not None and (end := _end(found[-1], one, session)) is not None:
            message = f"la fiche « {code} » finit le {in_figures(end)}, avant {session}"
            yield NOM003(message, span, _to_write(found[-1], end))


def _otherwise(said: Certification, fiche: Fiche, places: SourceMap) -> Iterator[Diagnostic]:
    """Where the dossier and the register differ: what one of them leaves out is no difference."""
    end = fiche.dernier_jour
    for field, known, name, written in (
        ("niveau", fiche.niveau, "le niveau", fiche.niveau),
        (
            "fin_enregistrement",
            end.isoformat() if end else "",
            "la fin de l’enregistrement au",
            in_figures(end) if end else "",
        ),
    ):
        ours = getattr(said, field)
        if known and ours is not None and not isinstance(ours, ACompleter) and str(ours) != known:
            yield NOM004(
                f"la fiche « {fiche.code} » ({fiche.edition.label}) dit {name} {written}",
                places.span(said, field),
                f"écrivez {field}: {known}, ou gardez ce que vous avez lu depuis",
            )


def _other_blocs(said: Certification, fiche: Fiche, places: SourceMap) -> Iterator[Diagnostic]:
    """Where the register has other blocs than those that were noted; not when it gives none."""
    if said.releve is None or not fiche.blocs:
        return
    kept = {tuple(words(plain(bloc.intitule))) for bloc in fiche.blocs}
    noted = {tuple(words(plain(known_words(title)))) for title in said.releve.blocs}
    if noted <= kept and len(said.releve.blocs) + said.releve.communs == len(fiche.blocs):
        return
    yield NOM005(
        f"la fiche « {fiche.code} » ({fiche.edition.label}) n’a plus les blocs du relevé",
        places.span(said.releve, "blocs"),
        f"« mc-builder recouvrement {fiche.code} --ecrire » les relève de nouveau",
    )


def _end(fiche: Fiche, said: Certification, session: int) -> date | None:
    """The day on which a fiche ends before a session; None when the dossier says its end."""
    end = None if said.fin_enregistrement is not None else fiche.dernier_jour
    return end if end is not None and end.year < session else None


def _to_write(fiche: Fiche, end: date) -> str:
    """The keys that say it, as files write them."""
    after = listed(fiche.remplacee_par)
    successor = f", et remplacee_par: {after}" if after else ""
    return f"écrivez fin_enregistrement: {end.isoformat()}{successor}"


def _unknown(nom: str, code: str, versions: list[str]) -> str:
    return f"le code « {code} » n’existe pas dans {listed(f'{nom} {one}' for one in versions)}"
