"""The parts of an épreuve and the ways of taking it: in prose, and side by side in one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from markupsafe import Markup

from mc_builder.coverage.graphe import Verbe
from mc_builder.documents.builder import Builder, Numerote, beginning_with
from mc_builder.documents.referentiel.evalues import assessed_by, restricted
from mc_builder.documents.referentiel.modes import after_title, in_column, in_title, of_part
from mc_builder.documents.referentiel.resultats import in_cell
from mc_builder.documents.referentiel.voies import forms_of
from mc_builder.french import capital, percent
from mc_builder.model.activites import Activite
from mc_builder.model.base import Objet
from mc_builder.model.blocs import (
    Bloc,
    BlocGeneral,
    Competence,
    ElementSavoir,
    Savoir,
    SousCompetence,
)
from mc_builder.model.etendues import in_hours, in_situations
from mc_builder.model.evaluation import (
    Attestation,
    Epreuve,
    Habilitation,
    Modalite,
    Partie,
    SousEpreuve,
)
from mc_builder.page.text import Texte, of

_SAVOIRS = "⟨Savoirs⟩"
#: What a part may assess, under one head for each kind.
EVALUES: tuple[tuple[str, tuple[type[Objet], ...]], ...] = (
    ("⟨Blocs⟩", (Bloc, BlocGeneral)),
    ("⟨Compétences⟩", (Competence, SousCompetence)),
    ("⟨Activités⟩", (Activite,)),
    (_SAVOIRS, (Savoir, ElementSavoir)),
)
#: Widths of the columns: the parts, a kind by its numbers, a kind by its titles. This last one
#: yields where there are many, down to that of the parts: words and « 100 % » would be cut in two.
_PARTIE, _NUMEROS, _TITRES = 20, 15.5, 54
#: What a part may say besides, and the width that each takes beside the others.
TETES = (
    ("Forme", 17),
    ("Préparation", 12),
    ("Durée", 9),
    ("Part de la note", 9),
    ("Résultat", 12),
)


@dataclass(frozen=True, slots=True)
class PartieVue:
    """A part of an épreuve as prose; what it assesses, lasts and weighs is in the table.

    `phrase` is its description after its title, in one paragraph: for those that have many others;
    `nue` when it says nothing: its row in the table is enough.
    """

    titre: Texte
    pour: str
    description: Markup | None
    phrase: Markup | None
    precisions: tuple[str, ...]
    delivrances: tuple[Texte, ...]
    modalites: tuple[ModaliteVue, ...]

    @property
    def nue(self) -> bool:
        """Whether its heading would stand alone."""
        return not (self.description or self.precisions or self.delivrances or self.modalites)


@dataclass(frozen=True, slots=True)
class ModaliteVue:
    """One way of taking an épreuve, or a part of it."""

    titre: str
    candidats: str
    forme: str
    duree: str
    preparation: str
    situations: str
    deroulement: Markup | None
    commission: Texte | None
    notation: Texte | None
    note_zero: tuple[Texte, ...]
    parties: tuple[PartieVue, ...]


#: What is assessed, each with whether only a part of it is.
Evalues = tuple[tuple[Numerote, bool], ...]


@dataclass(frozen=True, slots=True)
class Rangee:
    """What a part assesses, by kind; then what is said of it under each head of the table.

    `nue` when nothing else is: the part is defined there.
    """

    titre: Texte
    nue: bool
    pour: str
    evalues: tuple[Evalues, ...]
    precisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repartition:
    """What each part of an épreuve assesses: a row for each part, a column for each kind.

    `natures` are the kinds, each with whether numbers name all of it; `voies` the ways of taking
    the épreuve, each with its parts; `sans_partie` the competences that it validates and that no
    part names, nor the bloc that they are in; `tetes` what else some part says, with the share of
    the width that it takes. `restreintes` are the competences of which some parts observe a few
    indicateurs only: each with these parts and these indicateurs.
    """

    natures: tuple[tuple[str, bool], ...]
    voies: tuple[tuple[str, tuple[Rangee, ...]], ...]
    sans_partie: tuple[Numerote, ...]
    tetes: tuple[tuple[str, int], ...]
    restreintes: tuple[tuple[Numerote, tuple[Texte, ...], tuple[Texte, ...]], ...]

    @property
    def savoirs(self) -> bool:
        """Whether some part assesses savoirs: answers are not judged by indicateurs alone."""
        return any(name == _SAVOIRS for name, _ in self.natures)

    @property
    def partagee(self) -> bool:
        """Whether some way of taking the épreuve has several parts."""
        return any(len(parts) > 1 for _, parts in self.voies)

    @property
    def largeurs(self) -> tuple[float, ...]:
        """The share of the page that each column takes: the part, the kinds, the heads."""
        heads = [width for _, width in self.tetes]
        titled = sum(not numbered for _, numbered in self.natures)
        fixed = _PARTIE + _NUMEROS * (len(self.natures) - titled) + sum(heads)
        titles = min(_TITRES, max(_PARTIE, (100 - fixed) / titled)) if titled else 0
        kinds = [_NUMEROS if numbered else titles for _, numbered in self.natures]
        widths = [_PARTIE, *kinds, *heads]
        return tuple(round(100 * width / sum(widths), 1) for width in widths)


def delivered(b: Builder, holder: Partie | Attestation) -> tuple[Texte, ...]:
    """The habilitations that a part or an attestation delivers."""
    found = b.graphe.out(holder.cle, Verbe.DELIVRE)
    return b.titres(b.projet.all_of(tuple(link.vers for link in found), Habilitation))


def modalite(b: Builder, way: Modalite) -> ModaliteVue:
    """One way of taking an épreuve, with its parts."""
    return ModaliteVue(
        titre=of(in_title(b.projet.profil, way), f"{way.cle}:mode"),
        candidats=b.names.candidats(way.categories),
        forme=_formes(way, after_title(b.projet.profil, way)),
        duree=b.imprimee(way, "duree", in_hours),
        preparation=b.imprimee(way, "preparation", in_hours),
        situations=b.imprimee(way, "situations", in_situations),
        deroulement=b.prose(way, "deroulement"),
        commission=b.facultatif(way, "commission"),
        notation=b.facultatif(way, "notation"),
        note_zero=b.liste(way, "note_zero"),
        parties=tuple(partie(b, p) for p in way.parties),
    )


def ways(b: Builder, found: Iterable[Modalite]) -> Iterator[ModaliteVue]:
    """The ways of taking an épreuve: a part that goes as that of another way says so."""
    told: dict[tuple[str, str], str] = {}
    for way in (modalite(b, one) for one in found):
        yield replace(way, parties=tuple(_alike(part, way.candidats, told) for part in way.parties))


def _alike(part: PartieVue, candidats: str, told: dict[tuple[str, str], str]) -> PartieVue:
    """A part, or where its description is: `told` has the first candidats of each."""
    if part.description is None or not candidats:
        return part
    first = told.setdefault((str(part.titre), part.description.striptags()), candidats)
    if first == candidats:
        return part
    said = Markup("<p>Même déroulement que pour les {}.</p>").format(first)
    return replace(part, description=said, phrase=None)


def partie(b: Builder, part: Partie) -> PartieVue:
    """One part, as prose."""
    pour = b.pour(part.cle)
    details = [said] if (said := b.imprimee(part, "nombre", in_situations)) else []
    if part.organisation == "collective":
        details.append(b.imprimee(part, "organisation", str))
    title, description = b.un(part, "intitule"), b.prose(part, "description")
    return PartieVue(
        titre=title,
        pour=pour,
        description=description,
        phrase=_in_one(title, [pour, *details], description) if description else None,
        precisions=tuple(details),
        delivrances=delivered(b, part),
        modalites=tuple(modalite(b, m) for m in part.modalites),
    )


def _in_one(title: Texte, details: list[str], description: Markup) -> Markup:
    """« **Passage montant (2 situations).** Un bateau monte. », with the anchor of its title."""
    known = ", ".join(filter(None, details))
    more = f" ({known})" if known else ""
    head = Markup("<strong>{}{}.</strong> ").format(title, more)
    anchored = Markup('<p id="{}">').format(title.ancre)
    return anchored + beginning_with(head, description).removeprefix("<p>")


def _formes(holder: Modalite | Partie, words: str) -> str:
    """The forms of a way or of a part, as they print."""
    return of(words, f"{holder.cle}:formes") if words else ""


def in_percent(part: Decimal) -> str:
    """« 70 % » for 0.7."""
    return percent(100 * part)


_Voie = tuple[str, tuple[Partie, ...]]


def repartition(
    b: Builder, exam: Epreuve | SousEpreuve, competences: tuple[Competence, ...]
) -> Repartition | None:
    """What the parts of an épreuve assess; None when none says anything.

    `competences` are those that it validates: each is somewhere, were it assessed by no part.

    Why a row for each part: a grid of what is assessed by parts would be mostly empty, and higher
    than what is left of a page.
    """
    ways = [(name, parts) for name, parts in _voies(b, exam) if parts]
    seen = {part.cle: assessed_by(b, part) for _, parts in ways for part in parts}
    order = b.projet.rangs
    named = set().union(*seen.values())
    kinds = [
        (name, tuple(cle for cle in sorted(named, key=order.__getitem__) if _is(b, cle, types)))
        for name, types in EVALUES
    ]
    kinds = [(name, cles) for name, cles in kinds if cles]

    forms = forms_of(exam)
    said = {
        part.cle: _precisions(b, part, forms.get(part.cle, ()))
        for _, parts in ways
        for part in parts
    }
    tetes = tuple(tete for tete in TETES if any(words[tete[0]] for words in said.values()))

    def row(part: Partie) -> Rangee:
        partial = seen[part.cle]
        return Rangee(
            b.un(part, "intitule"),
            partie(b, part).nue,
            b.pour(part.cle),
            tuple(
                tuple((b.cite(cle), partial[cle]) for cle in cles if cle in partial)
                for _, cles in kinds
            ),
            tuple(said[part.cle][name] for name, _ in tetes),
        )

    found = tuple((name, tuple(map(row, parts))) for name, parts in ways)
    rows = [line for _, lines in found for line in lines]
    if not any(any(line.evalues) or any(line.precisions) for line in rows):
        return None
    whole = any(_is(b, cle, (Bloc,)) for cle in named)
    return Repartition(
        tuple((name, all(b.cite(cle).numero for cle in cles)) for name, cles in kinds),
        found,
        () if whole else tuple(b.cite(c.cle) for c in competences if c.cle not in named),
        tetes,
        tuple(restricted(b, [part for _, parts in ways for part in parts])),
    )


def _precisions(b: Builder, part: Partie, forms: tuple[str, ...]) -> dict[str, str]:
    """What is said of a part, by the heads of `TETES`; its forms may be those of the whole."""
    words = of_part(b.projet.profil, forms)
    return {
        "Forme": _formes(part, words) if part.formes else words,
        "Préparation": b.imprimee(part, "preparation", in_hours),
        "Durée": b.imprimee(part, "duree", in_hours),
        "Part de la note": b.imprimee(part, "poids", in_percent),
        "Résultat": in_cell(b, part),
    }


def _is(b: Builder, cle: str, types: tuple[type[Objet], ...]) -> bool:
    return issubclass(b.graphe.nature(cle), types)


def _voies(b: Builder, exam: Epreuve | SousEpreuve) -> Iterator[_Voie]:
    """The ways of taking an épreuve that have parts: those of all candidates first."""
    yield from _of_parts(b, exam.modalites, exam.parties)
    yield from _of_ways(b, exam.modalites)


def _of_parts(b: Builder, ways: tuple[Modalite, ...], parts: tuple[Partie, ...]) -> Iterator[_Voie]:
    """Parts that are not of one way: for the candidates of all the ways, theirs included."""
    if parts:
        every = [*ways, *(m for p in parts for m in p.modalites)]
        yield capital(b.names.candidats(c for m in every for c in m.categories)), parts
    for part in parts:
        yield from _of_ways(b, part.modalites)


def _of_ways(b: Builder, ways: tuple[Modalite, ...]) -> Iterator[_Voie]:
    for way in ways:
        if way.parties:
            name = in_column(b.projet.profil, way)
            whose = capital(b.names.candidats(way.categories))
            yield f"{whose} : {name}" if whose else capital(name), way.parties
            for part in way.parties:
                yield from _of_ways(b, part.modalites)
