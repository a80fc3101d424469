"""What is noted of compared certifications → the rows of what their blocs and ours share.

Facts, with the edition of the register and the day: what they are worth is told, not judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from mc_builder.documents.builder import Builder, Numerote, titre_et_suite
from mc_builder.documents.releves import RecouvrementReleve, holder, noted_overlaps
from mc_builder.french import in_words
from mc_builder.model.liens import LienSource
from mc_builder.model.preuves import Releve, Source
from mc_builder.model.projet import Prose
from mc_builder.page.citations import reference
from mc_builder.page.text import Texte
from mc_builder.reports.recouvrement import Voisine, share
from mc_builder.rules.releves import Copie


@dataclass(frozen=True, slots=True)
class BlocVoisin:
    """A bloc of a certification, that of ours which goes with it and how near their titles are."""

    titre: Texte
    proche: Numerote | None
    part: str


@dataclass(frozen=True, slots=True)
class PassageVu:
    """Words that are in a bloc of a certification, and the object of ours that has them too."""

    mots: str
    bloc: str
    objet: Numerote | None
    texte: str


@dataclass(frozen=True, slots=True)
class RecouvrementVue:
    """A compared certification: both shares, the lower first, and what they are made of."""

    titre: Texte
    source: Markup
    jour: str
    faits: tuple[str, ...]
    blocs: tuple[BlocVoisin, ...]
    passages: tuple[PassageVu, ...]


def recouvrements(b: Builder, *, linked: bool) -> tuple[RecouvrementVue, ...]:
    """Those that are noted, the most shared first; `linked`: where the bibliography prints."""
    return tuple(_vue(b, noted, linked=linked) for noted in noted_overlaps(b.project))


def _vue(b: Builder, noted: RecouvrementReleve, *, linked: bool) -> RecouvrementVue:
    releve = noted.releve
    return RecouvrementVue(
        titre=b.un(noted.certification, "intitule"),
        source=_source(b, releve.source, linked=linked),
        jour=b.imprimee(releve, "jour", in_words),
        faits=noted.faits,
        blocs=tuple(_blocs(b, noted.voisine, releve)),
        passages=tuple(_passage(b, copy) for copy in noted.copies),
    )


def _source(b: Builder, link: LienSource, *, linked: bool) -> Markup:
    source = b.projet.find(link.ref, Source)
    if source is None:
        return Markup("")
    return reference(b.projet, source, link.page, link.reperage, link=linked)


def _blocs(b: Builder, voisine: Voisine, releve: Releve) -> Iterator[BlocVoisin]:
    near = {pair.autre: pair for pair in voisine.recouvrement.paires}
    for rank, title in enumerate(b.liste(releve, "blocs")):
        pair = near.get(rank)
        if pair is None or not pair.score:
            yield BlocVoisin(title, None, "")
        else:
            yield BlocVoisin(title, b.objet(b.projet.blocs[pair.un]), share(pair.score))


def _passage(b: Builder, copy: Copie) -> PassageVu:
    model, said = copy.lu.modele, copy.reprise
    cle = holder(b.projet, copy)
    text = titre_et_suite(model)[0] if isinstance(model, Prose) else ""
    return PassageVu(said.mots, said.codes[0], b.cite(cle) if cle else None, text)
