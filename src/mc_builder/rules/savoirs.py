"""BLO, EVA: the savoirs of a bloc: how far they go, what they are for, what assesses them."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.coverage.graphe import Verbe
from mc_builder.diagnostics import Related
from mc_builder.model.activites import Activite, Pole
from mc_builder.model.blocs import Bloc, Competence, Savoir, SousCompetence
from mc_builder.rules.registry import AVERTISSEMENT, INFO, Constat, Subject, regle

#: Share of the groups above which going without limits is the way of the project.
PART_SANS_LIMITES = 0.25


@regle("BLO013", INFO, source="Anatomie des référentiels publiés", surete="usage")
def savoir_sans_limites(s: Subject) -> Iterator[Constat]:
    """Un groupe de savoirs dit jusqu’où il va, quand les autres le disent.

    Vérifie : si trois groupes de savoirs du diplôme sur quatre ont des « limites », les autres en
    ont aussi, ou chacun de leurs savoirs a les siennes.
    Pourquoi : sans limite, on ne sait pas à quel niveau l’enseigner ni l’évaluer ; là où tous les
    autres en ont une, c’est sans doute un oubli.
    Exemple fautif :
        savoirs:
          - {famille: Techniques, liste: [Freins], limites: Sans calcul de dimensionnement.}
          - {famille: Techniques, liste: [Batteries]}
    Exemple corrigé :
        savoirs:
          - {famille: Techniques, liste: [Freins], limites: Sans calcul de dimensionnement.}
          - {famille: Techniques, liste: [Batteries], limites: Sans ouverture de la batterie.}
    """
    groups = [savoir for bloc in s.projet.blocs for savoir in bloc.savoirs]
    without = [savoir for savoir in groups if not savoir.limites]
    if len(without) > PART_SANS_LIMITES * len(groups):
        return
    for savoir in without:
        if not savoir.liste or not all(item.limites for item in savoir.liste):
            yield Constat(
                f"le groupe ⟨de savoirs⟩ « {s.names.titre(savoir)} » ne dit pas ses limites, les"
                " autres disent les leurs",
                s.places.start(savoir),
                "ajoutez « limites »",
            )


@regle("BLO014", AVERTISSEMENT, source="Méthode de l’outil", surete="outil")
def savoir_d_une_autre_activite(s: Subject) -> Iterator[Constat]:
    """Un savoir est associé à des activités ou à des compétences de son bloc.

    Vérifie : chaque activité d’un groupe de savoirs est du pôle du bloc, ou l’une des compétences
    du bloc la reprend ; chaque compétence qui le demande est du bloc.
    Pourquoi : un bloc s’acquiert et se valide seul ; un savoir pour une activité qui ne s’y exerce
    pas est au mauvais endroit, ou vise la mauvaise activité.
    Exemple fautif :
        savoirs: [{famille: Techniques, activites: [accueil], …}]   # accueil est d’un autre bloc
    Exemple corrigé :
        savoirs: [{famille: Techniques, activites: [controle-flotte], …}]
    """
    for bloc in s.projet.blocs:
        pole = s.projet.find(bloc.pole, Pole)
        own = {activite.cle for activite in pole.activites} if pole is not None else set()
        own |= s.coverage.graphe.taken_in(bloc.cle)
        for savoir in bloc.savoirs:
            for rank, cle in enumerate(savoir.activites):
                activite = s.projet.find(cle, Activite)
                if activite is not None and cle not in own:
                    yield Constat(
                        f"⟨l’activité⟩ « {activite.intitule} » n’est ni ⟨du pôle⟩ ⟨du bloc⟩"
                        f" « {bloc.intitule} », ni ⟨activité:repris⟩ par ⟨ses compétences⟩",
                        s.places.span(savoir, "activites", rank),
                        "corrigez ⟨l’activité⟩, ou mettez ⟨ce savoir⟩ dans ⟨le bloc⟩ où"
                        " elle s’exerce",
                    )
            yield from _of_another_bloc(s, bloc, savoir)


def _of_another_bloc(s: Subject, bloc: Bloc, savoir: Savoir) -> Iterator[Constat]:
    """The competences that a group of savoirs names and that its bloc does not have."""
    graphe = s.coverage.graphe
    own = {member.vers for member in graphe.members.get(bloc.cle, ())}
    for rank, cle in enumerate(savoir.competences):
        named = s.projet.find(cle, Competence) or s.projet.find(cle, SousCompetence)
        if named is not None and graphe.competence_of(cle) not in own:
            yield Constat(
                f"⟨la compétence⟩ « {named.intitule} » n’est pas ⟨du bloc⟩ « {bloc.intitule} »",
                s.places.span(savoir, "competences", rank),
                "corrigez ⟨la compétence⟩, ou mettez ⟨ce savoir⟩ dans ⟨son bloc⟩",
            )


@regle("EVA033", AVERTISSEMENT, source="Méthode de l’outil", surete="outil")
def savoir_evalue_sans_competence(s: Subject) -> Iterator[Constat]:
    """Un savoir est évalué avec une compétence qui le demande.

    Vérifie : la partie d’épreuve qui nomme un groupe de savoirs, quand ce groupe dit quelles
    compétences le demandent, évalue l’une d’elles.
    Pourquoi : interrogé à part, un savoir n’atteste aucune compétence ; ou bien c’est une autre
    compétence qui le demande, et le groupe ne le dit pas.
    Exemple fautif :
        evalue: [recueillir-demande, transmissions]   # transmissions sert à remettre-en-etat
    Exemple corrigé :
        evalue: [recueillir-demande, remettre-en-etat, transmissions]
    """
    graphe, controles = s.coverage.graphe, s.coverage.suites.controles
    for bloc in s.projet.blocs:
        for savoir in bloc.savoirs:
            asking = {cle for cle, _ in graphe.asking(savoir.cle)} if savoir.competences else set()
            with_them = {c.partie.cle for cle in asking for c in controles.of(cle)}
            for link in graphe.into(savoir.cle, Verbe.EVALUE) if asking else ():
                if link.de in with_them:
                    continue
                partie = s.projet.by_cle[link.de]
                yield Constat(
                    f"« {s.names.titre(partie)} » évalue ⟨le savoir⟩ « {s.names.titre(savoir)} »,"
                    " mais rien de ce que nomme « competences »",
                    s.places.span(savoir, "competences"),
                    "corrigez « competences », ou « evalue » dans la partie",
                    (Related(s.places.start(partie), "la partie"),),
                )
