"""The assessment: units, règlement d'examen, definition of each épreuve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from mc_builder.documents.builder import Builder, NoteVue, Numerote, Suivi
from mc_builder.documents.referentiel.categories import CategorieVue, alike, categories, slices
from mc_builder.documents.referentiel.contenus import DontVue, contained
from mc_builder.documents.referentiel.modes import in_cell
from mc_builder.documents.referentiel.parties import (
    ModaliteVue,
    PartieVue,
    Repartition,
    delivered,
    partie,
    repartition,
    ways,
)
from mc_builder.documents.referentiel.resultats import (
    beside_the_whole,
    instead_of_coefficient,
    sentence_of,
)
from mc_builder.documents.referentiel.voies import Examen, lasting
from mc_builder.french import capital, listed, number
from mc_builder.model.blocs import Bloc, BlocGeneral, Competence
from mc_builder.model.dispenses import Dispense
from mc_builder.model.etendues import in_situations
from mc_builder.model.evaluation import (
    CategorieCandidats,
    Epreuve,
    Evaluation,
    Modalite,
    SousEpreuve,
    Unite,
)
from mc_builder.model.niveaux import Niveau
from mc_builder.model.parcours import Parcours
from mc_builder.page.text import Texte, of


@dataclass(frozen=True, slots=True)
class UniteVue:
    """A unit and the blocs that it validates, when they are something else."""

    objet: Numerote
    bloc: Numerote | None
    generaux: tuple[Numerote, ...]
    niveau: Numerote | None
    general: bool
    facultative: bool
    definie_par: Suivi | None
    sans_epreuve: Texte | None
    reservee_a: tuple[Texte, ...]

    @property
    def contenu(self) -> bool:
        """Whether anything is said of it beside its title."""
        held = (self.bloc, self.generaux, self.definie_par, self.sans_epreuve, self.reservee_a)
        return any(held)


@dataclass(frozen=True, slots=True)
class Case:
    """One cell of the règlement: mode, forms and duration, for one way of taking the épreuve.

    `situations` is empty where the profile does not print their number.
    """

    mode: Texte
    situations: str
    duree: str
    preparation: str


@dataclass(frozen=True, slots=True)
class LigneReglement:
    """A row of the règlement; `rang` 1 for an épreuve, 2 for a sous-épreuve.

    `cases` has one item for each column of the table.
    """

    objet: Numerote
    rang: int
    unite: str
    coefficient: str
    dont: tuple[DontVue, ...]
    cases: tuple[tuple[Case, ...], ...]


@dataclass(frozen=True, slots=True)
class TableReglement:
    """The règlement for some categories of candidates: those that one table can hold.

    `colonnes` name them, together where several take all alike; `candidats` are their letters
    when another table has the others. `poids` heads the column of what an épreuve weighs, or of
    what it gives where none weighs anything; empty when there is nothing to say in it.
    `parcours` is the option whose candidates take these épreuves, when not all take the same.
    """

    colonnes: tuple[str, ...]
    candidats: str
    lignes: tuple[LigneReglement, ...]
    poids: str
    parcours: Numerote | None = None

    @property
    def durees_longues(self) -> bool:
        """Whether the longest duration, with what prepares it, is longer than the longest mode."""
        cases = [case for ligne in self.lignes for ways in ligne.cases for case in ways]
        modes = (len(case.mode.brut) + len(case.situations) for case in cases)
        durations = (len(case.duree) + len(case.preparation) for case in cases)
        return max(durations, default=0) > max(modes, default=0)


@dataclass(frozen=True, slots=True)
class EpreuveVue:
    """The definition of an épreuve or sous-épreuve.

    `facultative` says that nobody has to take it, `dont` what its coefficient contains for others.
    `repartition` says what its parts assess; without any part, `competences` are a list.
    """

    objet: Numerote
    rang: int
    unite: str
    coefficient: str
    facultative: str
    dont: tuple[DontVue, ...]
    resultat: str
    definie_par: Suivi | None
    finalites: Markup | None
    blocs: tuple[Numerote, ...]
    activites: tuple[Numerote, ...]
    competences: tuple[Numerote, ...]
    repartition: Repartition | None
    parties: tuple[PartieVue, ...]
    modalites: tuple[ModaliteVue, ...]


@dataclass(frozen=True, slots=True)
class DispenseVue:
    """What another diploma is worth: units and épreuves."""

    titulaires: Texte
    unite_detenue: Texte | None
    nature: str
    objets: tuple[Numerote, ...]
    fondement: Texte | None


@dataclass(frozen=True, slots=True)
class AttestationVue:
    """An attestation, with what it delivers, the text that founds it, who must have it."""

    titre: Texte
    delivrees: tuple[Texte, ...]
    fondement: Texte | None
    precision: Texte | None


@dataclass(frozen=True, slots=True)
class EvaluationVue:
    """The assessment."""

    manques: dict[str, tuple[Texte, ...]]
    categories: tuple[CategorieVue, ...]
    unites: tuple[UniteVue, ...]
    reglement: tuple[TableReglement, ...]
    notes: tuple[Markup, ...]
    epreuves: tuple[EpreuveVue, ...]
    habilitations: tuple[tuple[Texte, Texte | None], ...]
    dispenses: tuple[DispenseVue, ...]
    attestations: tuple[AttestationVue, ...]
    delivrance: tuple[str, ...]


def vue(b: Builder, evaluation: Evaluation) -> EvaluationVue:
    """The context of the assessment."""
    exams = _ranked(evaluation)
    return EvaluationVue(
        manques={f: b.manques(evaluation, f) for f in ("categories", "unites", "epreuves")},
        categories=categories(b, evaluation),
        unites=tuple(_unite(b, unite) for unite in evaluation.unites),
        reglement=tuple(_reglement(b, evaluation, exams)),
        notes=tuple(b.fragment(evaluation, "notes", n) for n in range(len(evaluation.notes))),
        epreuves=tuple(_epreuve(b, exam, rank) for exam, rank in exams),
        habilitations=tuple(
            (b.un(h, "intitule"), b.facultatif(h, "fondement")) for h in evaluation.habilitations
        ),
        dispenses=tuple(_dispense(b, dispense) for dispense in evaluation.dispenses),
        attestations=tuple(
            AttestationVue(
                b.un(a, "intitule"),
                delivered(b, a),
                b.facultatif(a, "fondement"),
                b.facultatif(a, "precision"),
            )
            for a in evaluation.attestations
        ),
        delivrance=b.projet.profil.regles_examen,
    )


def _dispense(b: Builder, dispense: Dispense) -> DispenseVue:
    return DispenseVue(
        b.un(dispense, "titulaires"),
        b.facultatif(dispense, "unite_detenue"),
        "Équivalence" if dispense.nature == "equivalence" else "Dispense",
        b.cites(c for c in (*dispense.unites, *dispense.epreuves) if c in b.projet.by_cle),
        b.facultatif(dispense, "fondement"),
    )


def _unite(b: Builder, unite: Unite) -> UniteVue:
    bloc = b.projet.by_cle.get(unite.bloc)
    known = isinstance(bloc, Bloc | BlocGeneral)
    known = known and not b.projet.is_its_bloc(unite)
    niveau = b.projet.find(unite.niveau, Niveau)
    objet, b = b.defini(unite), b.within(unite)
    return UniteVue(
        objet=objet,
        bloc=b.objet(bloc) if bloc is not None and known else None,
        generaux=tuple(map(b.objet, b.projet.all_of(unite.generaux, BlocGeneral))),
        niveau=b.objet(niveau) if niveau is not None else None,
        general=isinstance(bloc, BlocGeneral),
        facultative=b.projet.is_optional(unite),
        definie_par=b.led(unite, "definie_par"),
        sans_epreuve=b.facultatif(unite, "sans_epreuve"),
        reservee_a=tuple(b.cite(cle).titre for cle in unite.reservee_a if cle in b.projet.by_cle),
    )


def columns_of_reglement(b: Builder, evaluation: Evaluation) -> int:
    """How many columns of candidates the widest table of the règlement has; 0 without one."""
    found = _reglement(b, evaluation, _ranked(evaluation))
    return max((len(table.colonnes) for table in found), default=0)


def _ranked(evaluation: Evaluation) -> list[tuple[Epreuve | SousEpreuve, int]]:
    """Each épreuve (1), then its sous-épreuves (2)."""
    exams: list[tuple[Epreuve | SousEpreuve, int]] = []
    for epreuve in evaluation.epreuves:
        exams.append((epreuve, 1))
        exams.extend((sub, 2) for sub in epreuve.sous_epreuves)
    return exams


def _reglement(
    b: Builder, evaluation: Evaluation, exams: list[tuple[Epreuve | SousEpreuve, int]]
) -> Iterator[TableReglement]:
    """The tables of the règlement, option by option when these have épreuves of their own.

    Notes of an épreuve are called in the first table that it is in, for each option: who reads his
    own has them all.
    """
    known = categories(b, evaluation)
    printed: set[str] = set()
    for option, taken in _taken(b, [exam for exam, _ in exams]):
        called: set[str] = set()
        inside = b if option is None else b.within(option)
        own = {exam.cle for exam in taken}
        rows = [_ligne(inside, evaluation, exam, rank) for exam, rank in exams if exam.cle in own]
        columns = alike([tuple(row.cases[n] for row in rows) for n in range(len(known))])
        tables = slices(len(columns))
        for part in tables:
            heads = tuple(listed([known[n].lettre for n in ranks]) for ranks in columns[part])
            alone = len(columns) == 1
            yield TableReglement(
                ("Tous les candidats",) if alone else tuple(f"Candidats {head}" for head in heads),
                _who(heads, merged=len(columns) < len(known)) if len(tables) > 1 else "",
                tuple(
                    replace(
                        row,
                        objet=replace(
                            row.objet,
                            notes=()
                            if row.objet.ancre in called
                            else _again(row.objet.notes, option, printed),
                        ),
                        cases=tuple(row.cases[ranks[0]] for ranks in columns[part]),
                    )
                    for row in rows
                ),
                _weights(
                    b,
                    (
                        exam
                        for exam in taken
                        if exam.coefficient is not None or instead_of_coefficient(inside, exam)
                    ),
                ),
                b.objet(option) if option is not None else None,
            )
            called |= {row.objet.ancre for row in rows}
            printed |= {note.ancre for row in rows for note in row.objet.notes}


def _again(
    notes: tuple[NoteVue, ...], option: Parcours | None, printed: set[str]
) -> tuple[NoteVue, ...]:
    """Notes for the table of an option: one that another table has printed has an anchor here."""
    end = "" if option is None else f"_{option.cle}"
    return tuple(
        replace(note, ancre=f"{note.ancre}{end}") if note.ancre in printed else note
        for note in notes
    )


def _weights(b: Builder, exams: Iterable[Epreuve | SousEpreuve]) -> str:
    """The head of the column of coefficients, for the épreuves that have a cell to fill there."""
    filled = list(exams)
    weighed = any(exam.coefficient is not None for exam in filled)
    name = capital(b.projet.profil.mots.coefficient.short.one)
    return name if weighed else "Résultat" if filled else ""


def _who(heads: tuple[str, ...], *, merged: bool) -> str:
    """« A à D », the candidates of one table of several; each when columns are of several."""
    return ", ".join(heads) if merged else f"{heads[0]} à {heads[-1]}"


def _taken(
    b: Builder, exams: list[Epreuve | SousEpreuve]
) -> Iterator[tuple[Parcours | None, list[Epreuve | SousEpreuve]]]:
    """The épreuves of each option; all of them at once when every option has the same."""
    held = b.project.names.selection
    if all(held.of(exam.cle) == held.toutes for exam in exams):
        yield None, exams
        return
    for option in b.projet.dossier.diplome.parcours:
        yield option, [exam for exam in exams if option.cle in held.of(exam.cle)]


def _ligne(
    b: Builder, evaluation: Evaluation, exam: Epreuve | SousEpreuve, rank: int
) -> LigneReglement:
    ways = [*exam.modalites, *(m for p in exam.parties for m in p.modalites)]
    return LigneReglement(
        objet=b.defini(exam),
        rang=rank,
        unite=b.numbers_of(exam.unite),
        dont=contained(b, exam),
        coefficient=b.imprimee(exam, "coefficient", number)
        or instead_of_coefficient(b, exam)
        or beside_the_whole(b, exam),
        cases=tuple(_cases(b, exam, ways, category) for category in evaluation.categories),
    )


def _cases(
    b: Builder, exam: Examen, ways: list[Modalite], category: CategorieCandidats
) -> tuple[Case, ...]:
    return tuple(dict.fromkeys(_case(b, exam, m) for m in ways if category.cle in m.categories))


def _case(b: Builder, exam: Examen, way: Modalite) -> Case:
    counted = b.projet.profil.situations_au_reglement
    return Case(
        mode=of(in_cell(b.projet.profil, way), f"{way.cle}:mode"),
        situations=b.imprimee(way, "situations", in_situations) if counted else "",
        duree=lasting(b, exam, way, "duree"),
        preparation=lasting(b, exam, way, "preparation"),
    )


def _epreuve(b: Builder, exam: Epreuve | SousEpreuve, rank: int) -> EpreuveVue:
    objet, b = b.objet(exam), b.within(exam)
    unites = b.projet.all_of(exam.unite, Unite)
    blocs = b.projet.all_of(tuple(dict.fromkeys(unite.bloc for unite in unites)), Bloc)
    validated = dict.fromkeys(c.cle for bloc in blocs for c in b.projet.competences(bloc))
    competences = b.projet.all_of(tuple(validated), Competence)
    taken = {cle for bloc in blocs for cle in b.graphe.taken_in(bloc.cle)}
    activities = tuple(b.objet(a) for p in b.projet.poles for a in p.activites if a.cle in taken)
    return EpreuveVue(
        objet=objet,
        rang=rank,
        unite=b.numbers_of(exam.unite),
        coefficient=b.imprimee(exam, "coefficient", number),
        facultative=beside_the_whole(b, exam),
        dont=contained(b, exam),
        resultat=sentence_of(b, exam),
        definie_par=b.led(exam, "definie_par"),
        finalites=b.prose(exam, "finalites"),
        blocs=tuple(map(b.objet, blocs)),
        activites=activities,
        competences=tuple(map(b.objet, competences)),
        repartition=repartition(b, exam, competences),
        parties=tuple(partie(b, p) for p in exam.parties),
        modalites=tuple(ways(b, exam.modalites)),
    )
