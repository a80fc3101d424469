"""What of its plan a project prints, and the annexe in which each note stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from mc_builder.model.activites import Activite, Pole, Tache
from mc_builder.model.base import ListeACompleter, Modele, Note, Objet
from mc_builder.model.blocs import (
    Bloc,
    BlocGeneral,
    Competence,
    ElementSavoir,
    Indicateur,
    Savoir,
    SousCompetence,
)
from mc_builder.model.emplois import Emploi
from mc_builder.model.evaluation import (
    Attestation,
    CategorieCandidats,
    Epreuve,
    Habilitation,
    Partie,
    SousEpreuve,
    Statut,
    Unite,
)
from mc_builder.model.formation import LigneCorrespondance
from mc_builder.model.niveaux import Niveau
from mc_builder.model.parcours import Parcours
from mc_builder.model.plan import Branche, Contenu
from mc_builder.model.projet import Projet

#: What prints the objects of each class, where they are defined; the others are in the note.
DEFINIS: Mapping[type[Objet], Contenu] = MappingProxyType(
    {
        Emploi: "emplois",
        **dict.fromkeys((Pole, Activite, Tache), "poles"),
        **dict.fromkeys((Bloc, Niveau, Competence, SousCompetence), "competences"),
        **dict.fromkeys((Indicateur, Savoir, ElementSavoir), "competences"),
        BlocGeneral: "generaux",
        **dict.fromkeys((CategorieCandidats, Statut), "categories"),
        Unite: "unites",
        **dict.fromkeys((Epreuve, SousEpreuve, Partie), "epreuves"),
        Habilitation: "habilitations",
        Attestation: "attestations",
        LigneCorrespondance: "correspondance",
        Parcours: "presentation",
    }
)
#: What calls their notes, when it is not what defines them.
_APPELS: Mapping[type[Objet], Contenu] = MappingProxyType(
    dict.fromkeys((Epreuve, SousEpreuve), "reglement")
)
#: Other things that print them, when the plan has not the first.
_AUTREMENT: Mapping[type[Objet], Contenu] = MappingProxyType(
    dict.fromkeys((Pole, Activite), "poles-activites")
)
#: What a plan may print apart from what usually holds it.
_A_PART: Mapping[type[Objet], Contenu] = MappingProxyType(
    dict.fromkeys((Savoir, ElementSavoir), "savoirs")
)
_PAR_ACCES: Mapping[str, Contenu] = MappingProxyType(
    {"premiere-insertion": "emplois-debut", "apres-experience": "emplois-experience"}
)
_NOM = re.compile(r"(?:annexe )?(.+)", re.IGNORECASE)


def _has(value: object) -> bool:
    return isinstance(value, ListeACompleter) or bool(value)


def _field(of: Callable[[Projet], Modele | None], name: str) -> Callable[[Projet], bool]:
    """Whether a field of a file is written."""

    def written(projet: Projet) -> bool:
        model = of(projet)
        return model is not None and _has(getattr(model, name))

    return written


def _evaluation(projet: Projet) -> Modele | None:
    return projet.evaluation if projet.dossier.etape != "opportunite" else None


def _diplome(projet: Projet) -> Modele:
    return projet.dossier.diplome


def _pfmp(projet: Projet) -> Modele | None:
    return projet.formation.pfmp if projet.formation is not None else None


def _blocs(projet: Projet) -> bool:
    return bool(projet.blocs or projet.blocs_generaux)


def _emplois(*acces: str) -> Callable[[Projet], bool]:
    """Whether jobs are within reach at one of these times."""

    def written(projet: Projet) -> bool:
        said = {e.acces for e in projet.emplois} | {e.acces for e in projet.dossier.autres_emplois}
        return bool(said & set(acces))

    return written


def _graded(projet: Projet) -> bool:
    """Whether anything has a level of autonomy, on a scale."""
    return bool(projet.profil.autonomie) and any(
        level is not None
        for pole in projet.poles
        for a in pole.activites
        for level in (pole.autonomie, a.autonomie, *(t.autonomie for t in a.taches))
    )


#: Whether the files hold what each of these prints; prose goes by its place.
_ECRITS: Mapping[Contenu, Callable[[Projet], bool]] = MappingProxyType(
    {
        "presentation": _blocs,
        "appellation": lambda _: True,
        "acces": lambda p: _has(p.dossier.diplome.acces) or bool(p.profil.regles_acces),
        "emplois": _emplois(*_PAR_ACCES),
        **{contenu: _emplois(acces) for acces, contenu in _PAR_ACCES.items()},
        "contraintes": _field(_diplome, "contraintes_legales"),
        "poursuites": _field(_diplome, "poursuite_etudes"),
        "autonomie": _graded,
        "poles-activites": lambda p: bool(p.poles),
        "poles": lambda p: bool(p.poles),
        "competences": lambda p: bool(p.blocs),
        "savoirs": lambda p: any(bloc.savoirs for bloc in p.blocs),
        "generaux": lambda p: bool(p.blocs_generaux),
        "unites": _field(_evaluation, "unites"),
        "delivrance": lambda p: _evaluation(p) is not None and bool(p.profil.regles_examen),
        "reglement": _field(_evaluation, "epreuves"),
        "categories": _field(_evaluation, "categories"),
        "notes": _field(_evaluation, "notes"),
        "epreuves": _field(_evaluation, "epreuves"),
        "habilitations": _field(_evaluation, "habilitations"),
        "dispenses": _field(_evaluation, "dispenses"),
        "attestations": _field(_evaluation, "attestations"),
        "periode-objectifs": _field(_pfmp, "objectifs"),
        "periode-accueil": _field(_pfmp, "lieux"),
        "periode-competences": lambda p: (
            _pfmp(p) is not None and any(p.competences(bloc) for bloc in p.blocs)
        ),
        "periode-organisation": lambda p: _pfmp(p) is not None,
        "periode-cas": _field(_pfmp, "cas"),
        "periode-conditions": _field(_pfmp, "conditions"),
        "periode-evaluation": _field(_pfmp, "evaluation"),
        "periode-attestation": _field(_pfmp, "attestation"),
        "heures": _field(lambda p: p.formation, "heures"),
        "grille": _field(lambda p: p.formation, "grille"),
        "correspondance": lambda p: p.correspondance is not None,
    }
)


def is_written(projet: Projet, contenu: Contenu) -> bool:
    """Whether the files hold what this prints; never for prose, which goes by its place."""
    return contenu in _ECRITS and _ECRITS[contenu](projet)


def proses_of(projet: Projet, cle: str) -> tuple[str, ...]:
    """The names of the files of prose that are written and have their place in a part."""
    names = {file.nom for file in projet.textes}
    return tuple(t.nom for t in projet.profil.textes if t.place == cle and t.nom in names)


def is_printed(projet: Projet, branche: Branche) -> bool:
    """Whether a part, or what is in it, has something to print."""
    return any(
        proses_of(projet, b.cle) or any(is_written(projet, c) for c in b.partie.contenu)
        for b in branche.walk()
    )


def due_annexes(projet: Projet) -> tuple[Branche, ...]:
    """The annexes that the référentiel prints, in order: due by their nature, and written."""
    return tuple(a for a in projet.plan.annexes if is_printed(projet, a))


def called(projet: Projet, contenu: Contenu) -> str:
    """« l’annexe III », by what it prints, with its number for this type of diploma."""
    annexe = projet.plan.annexe_of(contenu)
    if annexe is None or not annexe.numero:
        return "le référentiel"
    return projet.said(f"⟨l’annexe⟩ {annexe.numero}")


def numero_of(projet: Projet, nom: str) -> str:
    """« III », the number of the annexe that a key, or what it prints, names; empty for none."""
    return next((a.numero for a in due_annexes(projet) if nom in {a.cle, *_held(projet, a)}), "")


def names_of_annexes(projet: Projet) -> tuple[str, ...]:
    """What may name an annexe that prints and is numbered: its key, and all that it prints."""
    due = [a for a in due_annexes(projet) if a.numero]
    return tuple(dict.fromkeys(nom for a in due for nom in (a.cle, *_held(projet, a))))


def named_annexe(projet: Projet, nom: str) -> str | None:
    """The annexe that « III », « annexe III », its key or what it prints names, when it prints."""
    found = _NOM.fullmatch(nom.strip())
    wanted = found[1].casefold() if found else ""
    for annexe in due_annexes(projet):
        if wanted in {annexe.numero.casefold(), annexe.cle, *_held(projet, annexe)}:
            return annexe.cle
    return None


def _held(projet: Projet, annexe: Branche) -> Iterator[Contenu]:
    for branche in annexe.own():
        yield from (c for c in branche.partie.contenu if is_written(projet, c))


def defined_by(projet: Projet, objet: Objet) -> Contenu | None:
    """What of the plan defines an object; None for those of the note."""
    own = _A_PART.get(type(objet))
    if own is not None and projet.plan.annexe_of(own) is not None:
        return own
    usual = DEFINIS.get(type(objet))
    if usual is None or projet.plan.annexe_of(usual) is not None:
        return usual
    if isinstance(objet, Emploi):
        return _PAR_ACCES.get(objet.acces or "", usual)
    return _AUTREMENT.get(type(objet), usual)


def home_of(projet: Projet, objet: Objet) -> str | None:
    """The annexe whose tables call the notes of an object, by its key."""
    contenu = _APPELS.get(type(objet)) or defined_by(projet, objet)
    annexe = projet.plan.annexe_of(contenu) if contenu else None
    return annexe.cle if annexe else None


def annexe_of_note(projet: Projet, note: Note, objet: Objet) -> str | None:
    """The annexe that a note names, else that of its object; None when the note's tables hold it.

    A name that leads nowhere is an error of the dossier: the note then stands with its object.
    """
    named = named_annexe(projet, note.annexe) if note.annexe is not None else None
    return named if named is not None else home_of(projet, objet)
