"""PAR: the options of a diploma, and what holds for some of them only."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.coverage.graphe import Arete, Verbe
from mc_builder.french import listed
from mc_builder.model.parcours import DeParcours
from mc_builder.model.selection import Options
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, INFO, Constat, Subject, regle
from mc_builder.spans import Span

_METHODE = "Méthode : qui choisit ⟨une option⟩ n’a que ce qu’elle tient"
#: What a link says, of the verbs that the drafters write: a verb, and what it lacks.
_VERBES = {Verbe.MOBILISE: "reprend", Verbe.EVALUE: "évalue", Verbe.DELIVRE: "délivre"}


@regle("PAR001", AVERTISSEMENT, source=_METHODE)
def option_sans_rien_de_propre(s: Subject) -> Iterator[Constat]:
    """Une option a quelque chose qui lui est propre.

    Vérifie : un objet ou un texte au moins ne vaut pas pour toutes les options, et vaut pour
    celle-ci.
    Pourquoi : autrement, rien ne la distingue des autres ; c’est souvent un « pour » oublié.
    Exemple fautif :
        parcours: {ville: Cycles de ville, course: Cycles de course}
    Exemple corrigé :
        bloc:
          id: bloc-course
          pour: [course]
    """
    held = frozenset[str]().union(
        *(o for cle, o in s.names.selection.propres.items() if cle not in s.names.selection.toutes)
    )
    for option in s.projet.dossier.diplome.parcours:
        if option.cle not in held:
            yield Constat(
                f"⟨l’option⟩ « {s.names.titre(option)} » n’a rien qui lui soit propre",
                s.places.span(option, "id"),
                s.names.typed(option, "écrivez « pour: [{id}] » sur ce qui ne vaut que pour elle"),
            )


@regle("PAR002", ERREUR, source=_METHODE, surete="outil")
def objet_d_aucune_option(s: Subject) -> Iterator[Constat]:
    """Un objet vaut pour une option au moins.

    Vérifie : les options que l’objet nomme sont de celles de l’objet qui le porte, ou de celui
    dont il traite (le pôle d’un bloc, le bloc d’une unité, l’unité d’une épreuve).
    Pourquoi : personne ne le rencontrerait ; il s’imprimerait sans rien mesurer.
    Exemple fautif :
        - {id: u3, bloc: bloc-course, pour: [ville]}
    Exemple corrigé :
        - {id: u3, bloc: bloc-course}
    """
    for model in s.projet.modeles():
        held = s.names.selection.of
        if isinstance(model, DeParcours) and model.pour and not held(model.cle):
            nom = s.names[model.cle]
            yield Constat(
                f"{nom.designation} « {nom.titre} » ne vaut pour ⟨aucune option⟩ : ce qui l’entoure"
                f" ne vaut pas pour {s.names.options(model.pour)}",
                s.places.span(model, "pour"),
                "retirez « pour », ou nommez ⟨une option⟩ de ce qui l’entoure",
            )


@regle("PAR003", ERREUR, source=_METHODE, surete="outil")
def lien_d_aucune_option(s: Subject) -> Iterator[Constat]:
    """Un lien joint deux objets qui valent pour une même option.

    Vérifie : ce qu’une compétence reprend, ce qu’une partie évalue ou délivre vaut pour l’une de
    ses options.
    Pourquoi : le lien ne servirait personne, et la couverture n’en tiendrait aucun compte.
    Exemple fautif :
        - {id: regler-course, pour: [course], mobilise: [essai-ville]}
    Exemple corrigé :
        - {id: regler-course, pour: [course], mobilise: [essai-course]}
    """
    for arete in _written(s):
        here, there = _ends(s, arete)
        if here and there and not here & there:
            source, target = s.names[arete.de], s.names[arete.vers]
            yield Constat(
                f"{source.designation} « {source.titre} » ({s.names.options(here)})"
                f" {_VERBES[arete.verbe]} « {target.titre} », qui ne vaut que pour"
                f" {s.names.options(there)}",
                _place(s, arete),
                "retirez ce lien, ou changez « pour » de l’un des deux",
            )


@regle("PAR004", AVERTISSEMENT, source=_METHODE)
def liens_perdus_dans_une_option(s: Subject) -> Iterator[Constat]:
    """Un objet garde dans chacune de ses options quelque chose de ce qu’il lie.

    Vérifie : dans chaque option pour laquelle elle vaut, une compétence reprend une activité, et
    une partie évalue quelque chose.
    Pourquoi : dans l’option où tous ses liens tombent, elle est là et ne sert à rien.
    Exemple fautif :
        - {id: essayer, mobilise: [essai-ville]}
    Exemple corrigé :
        - {id: essayer, pour: [ville], mobilise: [essai-ville]}
    """
    for objet, links in _by_source(s).items():
        held = s.names.selection.of(objet)
        kept = frozenset[str]().union(*(_ends(s, link)[1] for link in links))
        if lost := held - kept:
            nom, verbe = s.names[objet], _VERBES[links[0].verbe]
            yield Constat(
                f"{nom.designation} « {nom.titre} » n’a rien qu’elle {verbe} dans"
                f" {s.names.options(lost)}",
                s.places.start(s.projet.by_cle[objet]),
                "ajoutez le lien qui manque, ou dites pour quelles ⟨options⟩ elle vaut (« pour: »)",
            )


@regle("PAR005", INFO, source=_METHODE)
def lien_qui_ne_vaut_pas_partout(s: Subject) -> Iterator[Constat]:
    """Ce qui vaut pour plusieurs options et cite ce qui ne vaut que pour une part se sait.

    Vérifie : ce qu’une compétence reprend, ou ce qu’une partie évalue, vaut pour toutes ses
    options ; sinon, la liste de ce qui n’est que de certaines.
    Pourquoi : la couverture de chaque option en dépend ; c’est permis, et souvent voulu.
    Exemple fautif :
        - {id: essayer, mobilise: [essai-ville, essai-course]}
    Exemple corrigé :
        - {id: essayer, mobilise: [essai]}
    """
    for objet, links in _by_source(s).items():
        held = s.names.selection.of(objet)
        partial = [link for link in links if held & _ends(s, link)[1] < held]
        if partial and held <= frozenset[str]().union(*(_ends(s, link)[1] for link in links)):
            nom = s.names[objet]
            said = [
                f"« {s.names[link.vers].titre} » ({s.names.options(_ends(s, link)[1])})"
                for link in partial
            ]
            yield Constat(
                f"{nom.designation} « {nom.titre} » {_VERBES[links[0].verbe]} ce qui ne vaut pas"
                f" pour ⟨toutes les options⟩ : {listed(said)}",
                _place(s, partial[0]),
                "rien à changer si c’est voulu",
            )


def _written(s: Subject) -> Iterator[Arete]:
    """The links that the drafters write, of a project with options."""
    if s.names.selection.toutes:
        yield from (a for a in s.coverage.graphe.aretes if a.verbe in _VERBES)


def _by_source(s: Subject) -> dict[str, list[Arete]]:
    """The links of each object, those of a sub-competence being its competence's; whole links."""
    found: dict[str, list[Arete]] = {}
    for arete in _written(s):
        competence = arete.verbe is Verbe.MOBILISE
        source = s.coverage.graphe.competence_of(arete.de) if competence else arete.de
        here, there = _ends(s, arete)
        if here & there:
            found.setdefault(source, []).append(arete)
    return found


def _ends(s: Subject, arete: Arete) -> tuple[Options, Options]:
    """The options of what a link goes from, and of what it leads to."""
    return s.names.selection.of(arete.de), s.names.selection.of(arete.vers)


def _place(s: Subject, arete: Arete) -> Span:
    """Where a link is written."""
    _, modele, chemin = s.coverage.ecrits.of(arete)
    model = modele or s.projet.by_cle[arete.de]
    return s.places.span(model, *chemin) if chemin else s.places.start(model)
