"""The competences: per bloc, tables of activities, competences and indicators, then savoirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from mc_builder.documents.builder import Builder, Numerote, Suivi
from mc_builder.documents.referentiel.activites import Groupe
from mc_builder.documents.referentiel.croisements import Croisement, croix, of_bloc, tables
from mc_builder.documents.referentiel.fiches import MiseEnOeuvre, mise_en_oeuvre
from mc_builder.documents.referentiel.lignes import (
    Commun,
    Rangees,
    Regards,
    activites_of,
    commun,
    groupes,
    lignes,
    taches_of,
)
from mc_builder.documents.referentiel.listes import Liste, listes
from mc_builder.documents.referentiel.savoirs import Familles, familles
from mc_builder.french import ranked
from mc_builder.model.activites import Pole, Tache
from mc_builder.model.blocs import Bloc, Competence
from mc_builder.model.niveaux import Niveau
from mc_builder.page.text import Texte


@dataclass(frozen=True, slots=True)
class NiveauVue:
    """A level of a bloc, the year when it is acquired, and its competences."""

    objet: Numerote
    annee: str
    competences: tuple[Numerote, ...]


@dataclass(frozen=True, slots=True)
class BlocVue:
    """A bloc.

    `regards` says whether its competences face what they take up, `indicateurs` whether it has
    any; `fiches` what the competences that it defines ask for their implementation. Two layouts
    have their own: `croisements` is the matrix activities × competences, which is all there is to
    say when `detail` is False; `listes` are what each activity asks.
    """

    objet: Numerote
    pole: Numerote | None
    prerequis: Markup | None
    conditions: Markup | None
    manques: tuple[Texte, ...]
    niveaux: tuple[NiveauVue, ...]
    rangees: tuple[Rangees, ...]
    regards: bool
    indicateurs: bool
    fiches: tuple[MiseEnOeuvre, ...]
    savoirs: Familles
    transversalites: tuple[Groupe, ...]
    croisements: tuple[Croisement, ...]
    detail: bool
    listes: tuple[Liste, ...]


@dataclass(frozen=True, slots=True)
class BlocGeneralVue:
    """A general or optional bloc."""

    objet: Numerote
    nature: str
    definie_par: Suivi | None
    niveau: Texte | None
    competences: tuple[Groupe, ...]


@dataclass(frozen=True, slots=True)
class CompetencesVue:
    """The blocs; `disposition` is the macro that prints the competences of each."""

    disposition: str
    blocs: tuple[BlocVue, ...]
    generaux: tuple[BlocGeneralVue, ...]


def vue(b: Builder) -> CompetencesVue:
    """The context of the competences."""
    return CompetencesVue(
        disposition=b.projet.disposition.replace("-", "_"),
        blocs=tuple(_bloc(b, bloc) for bloc in b.projet.blocs),
        generaux=tuple(
            BlocGeneralVue(
                objet=b.objet(bloc),
                nature=bloc.nature,
                definie_par=b.led(bloc, "definie_par"),
                niveau=b.facultatif(bloc, "niveau"),
                competences=tuple(
                    Groupe(b.un(c, "intitule"), b.liste(c, "liste")) for c in bloc.competences
                ),
            )
            for bloc in b.projet.blocs_generaux
        ),
    )


def _bloc(b: Builder, bloc: Bloc) -> BlocVue:
    objet, b = b.defini(bloc), b.within(bloc)
    pole = b.projet.find(bloc.pole, Pole)
    competences = b.projet.competences(bloc)
    disposition = b.projet.disposition
    matrice = disposition == "matrice"
    rows = _rangees(b, bloc, competences)
    return BlocVue(
        objet=objet,
        pole=b.objet(pole) if pole else None,
        prerequis=b.prose(bloc, "prerequis"),
        conditions=b.prose(bloc, "conditions"),
        manques=b.manques(bloc, "competences", "indicateurs", "savoirs", "transversalites"),
        niveaux=tuple(_niveau(b, niveau) for niveau in bloc.niveaux),
        rangees=rows,
        regards=not matrice and any(ligne.activites for row in rows for ligne in row.lignes),
        indicateurs=any(row.communs or any(x.indicateurs for x in row.lignes) for row in rows),
        fiches=tuple(
            fiche for c in bloc.competences if (fiche := mise_en_oeuvre(b, c)) is not None
        ),
        savoirs=familles(b, bloc),
        transversalites=tuple(
            Groupe(b.un(t, "enseignement"), b.liste(t, "liste")) for t in bloc.transversalites
        ),
        croisements=tuple(_matrice(b, bloc, competences)) if matrice else (),
        detail=not matrice or any(_has_detail(row) for row in rows),
        listes=listes(b, bloc, rows) if disposition == "liste" else (),
    )


def _niveau(b: Builder, niveau: Niveau) -> NiveauVue:
    inside = b.within(niveau)
    return NiveauVue(
        objet=b.defini(niveau),
        annee=b.imprimee(niveau, "annee", ranked),
        competences=tuple(map(inside.objet, b.projet.all_of(niveau.competences, Competence))),
    )


def _has_detail(row: Rangees) -> bool:
    """Whether a competence has more than its title."""
    lines = row.lignes
    more = any(x.indicateurs or x.manques or x.reprise or x.objet.notes for x in lines)
    return len(lines) > 1 or more or bool(row.communs)


def _rangees(b: Builder, bloc: Bloc, competences: tuple[Competence, ...]) -> tuple[Rangees, ...]:
    """The rows of each competence, in the bloc's order.

    Indicators held by activities come after the last competence that takes one of them up; those
    whose activities no competence takes up are a mistake of the dossier: shown, not dropped.
    """
    whole = Regards(b)
    last = {a.cle: n for n, c in enumerate(competences) for a in activites_of(b, c)}
    held: dict[int, list[Commun]] = {}
    for group in bloc.indicateurs:
        borne = b.projet.activites(group.activites)
        of_all = -1 if group.activites else len(competences) - 1
        after = max((last.get(a.cle, -1) for a in borne), default=of_all)
        held.setdefault(after, []).append(commun(b, group))
    alone = b.projet.disposition == "fiches"  # each sheet says all of its activities
    found = [
        Rangees(
            tuple((Regards(b) if alone else whole).face(competence, lignes(b, bloc, competence))),
            (*groupes(b, bloc, competence), *held.get(n, ())),
        )
        for n, competence in enumerate(competences)
    ]
    return (*found, *([Rangees((), tuple(held[-1]))] if -1 in held else ()))


def _matrice(b: Builder, bloc: Bloc, competences: tuple[Competence, ...]) -> Iterable[Croisement]:
    """The activities that the bloc takes up, and under each the tasks that a competence names."""
    takers: dict[str, set[str]] = {}
    for competence in competences:
        for cle in (*(a.cle for a in activites_of(b, competence)), *taches_of(b, competence)):
            takers.setdefault(cle, set()).add(competence.cle)
    rows = [
        (
            b.abrege(objet) if isinstance(objet, Tache) else b.objet(objet),
            croix(competences, takers[objet.cle]),
        )
        for pole in b.projet.poles
        for activite in pole.activites
        for objet in (activite, *activite.taches)
        if objet.cle in takers
    ]
    columns = [(b.numeros.get(c.cle, ""), b.objet(c)) for c in competences]
    title = f"⟨Activités⟩ et ⟨compétences⟩ {of_bloc(b, bloc)}"
    return tables(title, "⟨Activités⟩", columns, rows)
