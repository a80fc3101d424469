"""BLO: what makes a bloc, and how the blocs share the competences."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from mc_builder.diagnostics import Related
from mc_builder.model.activites import Pole
from mc_builder.model.articles import cite
from mc_builder.model.base import ListeACompleter, if_known
from mc_builder.model.blocs import Bloc, Competence
from mc_builder.rules.bornes import is_referentiel_due, severity_of_lack
from mc_builder.rules.evaluation.examens import is_unite_defined_elsewhere
from mc_builder.rules.francais import leading_verb
from mc_builder.rules.mots import simple
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, INFO, Constat, Subject, regle

#: Share of the competences beyond which a bloc holds too many of them (%).
PART_D_UN_BLOC = 60


@regle("BLO001", AVERTISSEMENT, source="Code du travail, L6113-1")
def savoirs_du_bloc(s: Subject) -> Iterator[Constat]:
    """Un bloc professionnel a des savoirs associés.

    Vérifie : « savoirs » n’est pas vide.
    Pourquoi : le référentiel identifie « les compétences et les connaissances ».
    Exemple fautif :
        bloc: {id: bloc-1, intitule: Remettre un vélo en état, pole: pole-1, competences: […]}
    Exemple corrigé :
        savoirs:
          - {famille: Techniques, liste: [Transmissions à dérailleur]}
    """
    for bloc in s.projet.blocs:
        if not bloc.savoirs and not isinstance(bloc.savoirs, ListeACompleter):
            yield Constat(
                f"⟨le bloc⟩ « {bloc.intitule} » n’a pas ⟨de savoirs⟩ ⟨savoirs:associé⟩",
                s.places.start(bloc),
                cite("code du travail, L6113-1") + " : ⟨compétences⟩ et connaissances",
            )


@regle("BLO002", AVERTISSEMENT, source="Vade-mecum RNCP, p. 28")
def plusieurs_blocs(s: Subject) -> Iterator[Constat]:
    """Un diplôme compte au moins deux blocs professionnels.

    Vérifie : il n’y a pas un bloc unique.
    Pourquoi : les blocs s’acquièrent séparément ; un seul bloc n’est plus un bloc, mais le
    diplôme entier.
    Exemple fautif :
        referentiels/blocs/bloc-1.yaml, seul
    Exemple corrigé :
        referentiels/blocs/bloc-1.yaml et bloc-2.yaml
    """
    if is_referentiel_due(s) and len(s.projet.blocs) == 1:
        (bloc,) = s.projet.blocs
        yield Constat(
            f"⟨le diplôme⟩ n’a qu’⟨un bloc⟩, « {bloc.intitule} »",
            s.places.start(bloc),
            "répartissez ⟨les compétences⟩ entre ⟨deux blocs⟩ au moins",
        )


@regle("BLO003", AVERTISSEMENT, source="Vade-mecum RNCP, p. 28")
def bloc_preponderant(s: Subject) -> Iterator[Constat]:
    """Aucun bloc ne réunit la grande majorité des compétences.

    Vérifie : un bloc réunit au plus 60 % des compétences du diplôme (seuil de l’outil), ou ce qui
    lui en reviendrait si elles étaient partagées également.
    Pourquoi : un bloc qui contient presque tout ne s’acquiert pas séparément.
    Exemple fautif :
        bloc-1 : 8 compétences ; bloc-2 : 2
    Exemple corrigé :
        bloc-1 : 5 compétences ; bloc-2 : 5
    """
    held = {bloc.cle: {c.cle for c in s.projet.competences(bloc)} for bloc in s.projet.blocs}
    whole = len(set().union(*held.values()))
    for bloc in s.projet.blocs if len(held) > 1 else ():
        count = len(held[bloc.cle])
        if 100 * count > PART_D_UN_BLOC * whole and count > ceil(whole / len(held)):
            yield Constat(
                f"⟨le bloc⟩ « {bloc.intitule} » réunit {count} des {whole} ⟨compétences⟩"
                " ⟨du diplôme⟩",
                s.places.start(bloc),
                f"au-delà de {PART_D_UN_BLOC} %, partagez ⟨ce bloc⟩ ou complétez les autres",
            )


@regle("BLO004", AVERTISSEMENT, source="Code du travail, L6113-1")
def plusieurs_competences(s: Subject) -> Iterator[Constat]:
    """Un bloc réunit au moins deux compétences.

    Vérifie : chaque bloc professionnel définit ou reprend deux compétences.
    Pourquoi : un bloc est un « ensemble homogène et cohérent de compétences ».
    Exemple fautif :
        competences:
          - {id: accueillir, intitule: Accueillir une personne, …}
    Exemple corrigé :
        competences:
          - {id: accueillir, intitule: Accueillir une personne, …}
          - {id: diagnostiquer, intitule: Établir le diagnostic d’un vélo, …}
    """
    for bloc in s.projet.blocs if is_referentiel_due(s) else ():
        count = len(bloc.competences)
        if count < 2 and not isinstance(bloc.competences, ListeACompleter):
            yield Constat(
                f"⟨le bloc⟩ « {bloc.intitule} » n’a"
                f" {('⟨aucune compétence⟩', 'qu’⟨une compétence⟩')[count]}",
                s.places.start(bloc),
                "complétez ⟨ce bloc⟩, ou réunissez ⟨deux blocs⟩",
            )


@regle("BLO005", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def pole_sans_bloc(s: Subject) -> Iterator[Constat]:
    """À chaque pôle d’activités correspond un bloc.

    Vérifie : un bloc nomme chaque pôle.
    Pourquoi : la présentation synthétique met en regard les pôles, les blocs et les unités ; les
    activités d’un pôle sans bloc ne s’apprennent ni ne se valident.
    Exemple fautif :
        referentiels/activites/pole-3.yaml   # qu’aucun bloc ne nomme
    Exemple corrigé :
        bloc: {id: bloc-3, pole: pole-3, …}
    """
    named = {bloc.pole for bloc in s.projet.blocs}
    for pole in s.projet.poles if named and is_referentiel_due(s) else ():
        if pole.cle not in named:
            yield Constat(
                f"⟨aucun bloc⟩ ne correspond ⟨au pôle⟩ « {pole.intitule} »",
                s.places.start(pole),
                s.names.typed(pole, "écrivez « pole: {id} » dans ⟨un bloc⟩"),
            )


@regle("BLO006", INFO, source="Anatomie des référentiels publiés", surete="usage")
def pole_a_plusieurs_blocs(s: Subject) -> Iterator[Constat]:
    """Deux blocs ne se partagent pas un pôle.

    Vérifie : chaque pôle est celui d’un seul bloc.
    Pourquoi : la présentation synthétique des référentiels a une ligne par pôle, avec son bloc.
    Exemple fautif :
        bloc: {id: bloc-2, pole: pole-1, …}   # pole-1 est déjà celui de bloc-1
    Exemple corrigé :
        bloc: {id: bloc-2, pole: pole-2, …}
    """
    first: dict[str | None, Bloc] = {}
    for bloc in s.projet.blocs:
        other = first.setdefault(bloc.pole, bloc)
        pole = s.projet.find(bloc.pole, Pole)
        if other is not bloc and pole is not None:
            yield Constat(
                f"⟨le pôle⟩ « {pole.intitule} » est déjà celui ⟨du bloc⟩ « {other.intitule} »",
                s.places.span(bloc, "pole"),
                "donnez à ⟨chaque bloc⟩ ⟨son pôle⟩",
                (Related(s.places.span(other, "pole"), "l’autre ⟨bloc⟩"),),
            )


@regle("BLO007", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def competence_dans_deux_blocs(s: Subject) -> Iterator[Constat]:
    """Une compétence appartient à un bloc.

    Vérifie : deux blocs n’ont pas de compétence de même intitulé ; une reprise par « ref » est
    signalée pour information.
    Pourquoi : une compétence écrite deux fois finit par diverger ; commune à deux blocs, elle se
    valide deux fois. Des diplômes du secteur industriel partagent pourtant leurs compétences.
    Exemple fautif :
        - {id: diagnostiquer-bis, intitule: Établir le diagnostic d’un vélo, …}   # déjà au bloc 1
    Exemple corrigé :
        - ref: diagnostiquer
    """
    known: dict[str, tuple[Bloc, Competence]] = {}
    for bloc in s.projet.blocs:
        for competence in bloc.competences:
            if competence.ref is not None:
                shared = s.projet.find(competence.ref, Competence)
                if shared is not None:
                    yield Constat(
                        f"⟨la compétence⟩ « {shared.intitule} » est commune à ⟨deux blocs⟩",
                        s.places.span(competence, "ref"),
                        "est-elle nécessaire aux deux ?",
                        (Related(s.places.start(shared), "définie ici"),),
                        gravite=INFO,
                    )
                continue
            if (title := if_known(competence.intitule)) is None:
                continue
            holder, other = known.setdefault(simple(title), (bloc, competence))
            if holder is not bloc:
                yield Constat(
                    f"⟨la compétence⟩ « {competence.intitule} » est déjà ⟨au bloc⟩"
                    f" « {holder.intitule} »",
                    s.places.start(competence),
                    s.names.typed(other, "écrivez « ref: {id} », ou distinguez-les"),
                    (Related(s.places.start(other), "la première"),),
                )


@regle("BLO008", ERREUR, source="Code du travail, L6113-1", surete="texte")
def bloc_sans_activite(s: Subject) -> Iterator[Constat]:
    """Un bloc contribue à l’exercice d’une activité professionnelle.

    Vérifie : une compétence au moins du bloc reprend une activité, à moins qu’un autre texte
    définisse son unité ; un avertissement avant l’examen par la commission, ou pour un bloc
    sans pôle, comme en a une fiche du répertoire.
    Pourquoi : les blocs sont des ensembles de compétences « contribuant à l’exercice autonome
    d’une activité professionnelle ».
    Exemple fautif :
        competences:
          - {intitule: S’exprimer à l’oral}
          - {intitule: S’exprimer à l’écrit}
    Exemple corrigé :
        competences:
          - {intitule: Recueillir la demande d’une personne, mobilise: [accueil]}
    """
    for bloc in s.projet.blocs if is_referentiel_due(s) else ():
        elsewhere = any(is_unite_defined_elsewhere(s, u) for u in s.projet.unites_of(bloc))
        if bloc.competences and not elsewhere and not any(_poles(s, bloc)):
            yield Constat(
                f"⟨le bloc⟩ « {bloc.intitule} » ne reprend ⟨aucune activité⟩",
                s.places.start(bloc),
                "ajoutez « mobilise: [...] » à ⟨ses compétences⟩",
                gravite=AVERTISSEMENT if bloc.pole is None else severity_of_lack(s),
            )


@regle("BLO009", AVERTISSEMENT, source="Vade-mecum RNCP, p. 27")
def bloc_transversal(s: Subject) -> Iterator[Constat]:
    """Un bloc a une activité qui lui est propre.

    Vérifie : les compétences du bloc ne sont pas toutes communes à plusieurs pôles, ni toutes
    étrangères au sien.
    Pourquoi : un bloc purement transversal n’a de sens qu’avec une dimension professionnelle.
    Exemple fautif :
        bloc: {id: bloc-3, pole: pole-3, …}   # ses compétences ne reprennent que le pôle 1
    Exemple corrigé :
        competences:
          - {intitule: Suivre les pièces courantes, mobilise: [suivi-pieces]}   # du pôle 3
    """
    for bloc in s.projet.blocs:
        poles = [found for found in _poles(s, bloc) if found]
        if not poles:
            continue
        if bloc.pole is not None and not any(bloc.pole in found for found in poles):
            yield Constat(
                f"⟨le bloc⟩ « {bloc.intitule} » ne reprend ⟨aucune activité⟩ de ⟨son pôle⟩",
                s.places.span(bloc, "pole"),
                "corrigez « pole », ou ce que ⟨ses compétences⟩ mobilisent",
            )
        elif all(len(found) > 1 for found in poles):
            yield Constat(
                f"⟨toutes les compétences⟩ ⟨du bloc⟩ « {bloc.intitule} » portent sur"
                " ⟨plusieurs pôles⟩",
                s.places.start(bloc),
                "⟨un bloc⟩ transversal garde une dimension professionnelle propre",
            )


def _poles(s: Subject, bloc: Bloc) -> Iterator[set[str]]:
    """The pôles whose activités each competence of a bloc takes up."""
    graphe = s.coverage.graphe
    for member in graphe.members[bloc.cle]:
        activites = {activite for activite, _ in graphe.taken_by(member.vers)}
        yield {inside.de for a in activites if (inside := graphe.container(a)) is not None}


@regle("BLO012", INFO, source="Anatomie des référentiels publiés", surete="usage")
def titres_de_blocs_disparates(s: Subject) -> Iterator[Constat]:
    """Les titres des blocs ont la même forme.

    Vérifie : si un bloc porte un titre à l’infinitif, les autres aussi.
    Pourquoi : selon les familles de diplômes, le bloc prend l’infinitif ou garde le titre du
    pôle ; un même référentiel s’en tient à une forme.
    Exemple fautif :
        bloc: {intitule: Entretien d’une flotte de vélos, …}   # l’autre : Remettre un vélo en état
    Exemple corrigé :
        bloc: {intitule: Entretenir une flotte de vélos, …}
    """
    titled = [(bloc, title) for bloc in s.projet.blocs if (title := if_known(bloc.intitule))]
    nominal = [bloc for bloc, title in titled if leading_verb(title) is None]
    if len(nominal) == len(titled):
        return
    for bloc in nominal:
        yield Constat(
            f"le titre ⟨du bloc⟩ « {bloc.intitule} » n’est pas à l’infinitif, d’autres le sont",
            s.places.span(bloc, "intitule"),
            "donnez la même forme à tous les titres ⟨de blocs⟩",
        )
