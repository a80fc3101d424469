"""A project → its fiche and its blocs as the XML of the register names them (flow 4.1).

Only the elements whose names were read in the flow: a register gives them, it takes in a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from mc_builder.exports.framework import Element, framework_of
from mc_builder.model.base import if_known, known_words
from mc_builder.project import Project

#: What stands for the number that the register has not given yet.
SANS_NUMERO = "RNCPXXXXX"
#: What XML has no place for, whatever says it.
_UNSAID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rncp_xml(project: Project, numero: str = SANS_NUMERO) -> bytes:
    """The file, in UTF-8; raises Unreadable. `numero` is that of the fiche in the register."""
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        *_droits(project.projet.dossier.droits),
        "<FICHES>",
        "<VERSION_FLUX>4.1</VERSION_FLUX>",
        "<FICHE>",
        *_fiche(project, numero),
        "</FICHE>",
        "</FICHES>",
    )
    return ("\n".join(lines) + "\n").encode()


def _droits(said: str) -> Iterator[str]:
    """Under what licence the file is given: a comment, for the flow has no place for it."""
    if said:
        # Two hyphens would end the comment.
        yield f"<!-- {re.sub('-(?=-)', '- ', _UNSAID.sub(' ', said))} -->"


def _fiche(project: Project, numero: str) -> Iterator[str]:
    diplome = project.projet.dossier.diplome
    level = if_known(diplome.niveau)
    yield _said("NUMERO_FICHE", numero)
    yield _said("INTITULE", str(diplome.intitule))
    if level is not None:
        yield f"<NOMENCLATURE_EUROPE>{_said('NIVEAU', f'NIV{level}')}</NOMENCLATURE_EUROPE>"
    yield from _codes("CODES_NSF", "NSF", map(known_words, diplome.nsf))
    yield from _codes("FORMACODES", "FORMACODE", map(known_words, diplome.formacodes))
    cited = (fiche.nomenclature for fiche in project.projet.fiches)
    yield from _codes("CODES_ROME", "ROME", (str(o.code) for o in cited if o.nom == "ROME"))
    yield "<BLOCS_COMPETENCES>"
    for rank, bloc in enumerate(framework_of(project).blocs, 1):
        yield from _bloc(project, bloc, f"{numero}BC{rank:02}")
    yield "</BLOCS_COMPETENCES>"


def _bloc(project: Project, bloc: Element, code: str) -> Iterator[str]:
    held = [one.nom for one in bloc.dans if one.genre == "competence"]
    evaluation = project.projet.evaluation
    units = (
        {one.cle for one in evaluation.unites if one.bloc == bloc.ident} if evaluation else set()
    )
    exams = [
        project.names[one.cle].court
        for one in (evaluation.epreuves if evaluation else ())
        if units & set(one.unite)
    ]
    yield "<BLOC_COMPETENCES>"
    yield _said("CODE", code)
    yield _said("LIBELLE", bloc.intitule)
    yield _said("LISTE_COMPETENCES", "\n".join(held))
    yield _said("MODALITES_EVALUATION", "\n".join(exams))
    yield "</BLOC_COMPETENCES>"


def _codes(group: str, name: str, codes: Iterable[str]) -> Iterator[str]:
    """A group of codes; « 326t – Programmation » has its words beside it."""
    parted = (code.partition(" ")[0] for code in codes)
    found = dict.fromkeys(code for code in parted if re.fullmatch(r"[0-9A-Za-z]+", code))
    if found:
        inside = "".join(f"<{name}>{_said('CODE', code)}</{name}>" for code in found)
        yield f"<{group}>{inside}</{group}>"


def _said(name: str, text: str) -> str:
    return f"<{name}>{escape(_UNSAID.sub(' ', text), quote=False)}</{name}>"
