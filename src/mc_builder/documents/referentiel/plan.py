"""The plan of the référentiel as it prints: its annexes, their headings, and what each holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mc_builder.documents.builder import Builder, Section
from mc_builder.documents.referentiel.evaluation import columns_of_reglement
from mc_builder.documents.referentiel.notes import NoteDeFin, endnotes
from mc_builder.model.annexes import due_annexes, is_printed, is_written
from mc_builder.model.plan import Branche, Contenu, numbered

#: What is too wide for an upright page, and from how many columns of candidates on.
_LARGES: dict[Contenu, int] = {"reglement": 3}


@dataclass(frozen=True, slots=True)
class BrancheVue:
    """A part of the plan that prints: an annexe (level 1) or a heading of one.

    `contenus` are the macros that print what it holds, in order; « textes » stands for its prose,
    which comes last when no other place is given. `notes` end an annexe.
    """

    cle: str
    annexe: bool
    niveau: int
    numero: str
    titre: str
    contenus: tuple[str, ...]
    textes: tuple[Section, ...]
    rubriques: tuple[BrancheVue, ...]
    annexes: tuple[BrancheVue, ...]
    notes: tuple[NoteDeFin, ...]
    paysage: bool


def plan(b: Builder) -> tuple[BrancheVue, ...]:
    """The annexes that print, each with its sub-annexes."""
    return tuple(_annexe(b, top) for top in b.projet.plan.branches if is_printed(b.projet, top))


def renvois(b: Builder) -> dict[str, str]:
    """What prints → « III », its annexe, an empty text for one without a number."""
    return {
        contenu: annexe.numero
        for annexe in due_annexes(b.projet)
        for branche in annexe.own()
        for contenu in branche.partie.contenu
        if is_written(b.projet, contenu)
    }


def _annexe(b: Builder, branche: Branche) -> BrancheVue:
    formats = b.projet.profil.numerotation
    return _vue(
        b,
        branche,
        niveau=1,
        numero=branche.numero,
        rubriques=_rubriques(b, branche, 2, branche.numero, formats.rubrique),
    )


def _rubriques(
    b: Builder, branche: Branche, niveau: int, parent: str, pattern: str
) -> tuple[BrancheVue, ...]:
    """The headings of a part that print: those that are numbered take the next rank."""
    found, rank = [], 0
    for below in branche.rubriques:
        if not is_printed(b.projet, below):
            continue
        numero = ""
        if below.partie.numerote and below.partie.titre:
            rank += 1
            numero = below.numero or numbered(pattern, rank, parent)
        formats = b.projet.profil.numerotation
        inside = _rubriques(b, below, niveau + 1, numero or parent, formats.sous_rubrique)
        found.append(_vue(b, below, niveau=niveau, numero=numero, rubriques=inside))
    return tuple(found)


def _vue(
    b: Builder, branche: Branche, *, niveau: int, numero: str, rubriques: tuple[BrancheVue, ...]
) -> BrancheVue:
    shown = tuple(_contenus(b, branche))
    return BrancheVue(
        cle=branche.cle,
        annexe=branche.annexe,
        niveau=niveau,
        numero=numero,
        titre=branche.partie.titre or "",
        contenus=tuple(c.replace("-", "_") for c in shown),
        textes=sections(b, branche.cle),
        rubriques=rubriques,
        annexes=tuple(_annexe(b, a) for a in branche.annexes if is_printed(b.projet, a)),
        notes=endnotes(b, branche.cle) if branche.annexe else (),
        paysage=any(_is_wide(b, c) for c in shown),
    )


def _contenus(b: Builder, branche: Branche) -> Iterator[Contenu]:
    for contenu in branche.partie.contenu:
        if contenu == "textes" or is_written(b.projet, contenu):
            yield contenu


def _is_wide(b: Builder, contenu: Contenu) -> bool:
    """Whether something stands on a landscape page: two columns stand on an upright one.

    Columns, not categories: those of candidates who take all alike may share one.
    """
    evaluation = b.projet.evaluation
    if contenu not in _LARGES or evaluation is None:
        return False
    return columns_of_reglement(b, evaluation) >= _LARGES[contenu]


def sections(b: Builder, cle: str) -> tuple[Section, ...]:
    """The prose that has its place in a part, in the order of the profile.

    What is missing is left out; a heading of its author's wins over that of the profile, which is
    not said again under the same one. What is for some options comes after what is for all.
    """
    above = b.projet.profil.parties[cle].titre
    return tuple(
        Section(text.nom, own or ("" if said else text.titre), body, b.pour(file.cle))
        for text in b.projet.profil.textes
        if text.place == cle
        for file in sorted(b.projet.textes, key=lambda file: bool(file.pour))
        if file.nom == text.nom
        for said in [text.titre == above and not file.pour]
        for own, body in [b.fichier(file, 4)]
    )
