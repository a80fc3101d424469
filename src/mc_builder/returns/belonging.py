"""What a file that came back names, and what the project names → whether it is of this project.

The title of the diploma says it; a diploma that was renamed is known by the objects that still have
the identity and the title that the file printed.
"""

from __future__ import annotations

from collections.abc import Mapping

from mc_builder.french import NBSP, listed, quoted
from mc_builder.project import Project
from mc_builder.returns.calls import key_words, same_words
from mc_builder.returns.changes import Returned
from mc_builder.returns.values import typed_at

#: The fields that are a title.
TITLES = ("intitule", "titre", "nom", "sigle", "terme")
DIPLOME = "dossier/diplome"
#: The share of its objects that a file of the same project still has in it, by their titles.
_LEAST = 0.5
#: Objects that are named to tell what a file is of.
_FEW = 3


def another(returned: Returned, project: Project) -> str:
    """Why a Word file is of another project; empty when it is of this one, or cannot tell."""
    if project.model is None or not returned.sure or not returned.names:
        return ""
    if _same_diploma(returned, project) or _kept(returned.names, project) >= _LEAST:
        return ""
    diploma = returned.names.get(DIPLOME, "")
    what = f"{returned.title or returned.document}{f' de {quoted(diploma)}' if diploma else ''}"
    version = f", version{NBSP}{returned.version}" if returned.version else ""
    return (
        f"il est d’un autre projet{NBSP}: {what}{version}. Celui-ci est"
        f" {quoted(project.projet.dossier.diplome.intitule)}{NBSP}: relisez le fichier dans le"
        " dossier de son projet"
    )


def renamed(returned: Returned, project: Project) -> str:
    """The title of the diploma in a Word file, when the project has another since; else empty."""
    if project.model is None or not returned.sure or _same_diploma(returned, project):
        return ""
    return returned.names.get(DIPLOME, "")


def another_names(then: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Why a workbook is of another project, by what each names; empty when it is of this one."""
    named = [words for words in then.values() if words]
    # By its words alone: what has no identifier is known by a rank, which another may have today.
    there = {tuple(key_words(words)) for words in now.values()}
    kept = sum(tuple(key_words(words)) in there for words in named)
    if not named or not now or kept >= _LEAST * len(named):
        return ""
    some = listed([quoted(words) for words in named[:_FEW]])
    return (
        f"il est d’un autre projet{NBSP}: il parle de {some}, et presque rien de ce qu’il nomme"
        " n’est dans celui-ci"
    )


def _same_diploma(returned: Returned, project: Project) -> bool:
    return _says(project, DIPLOME, returned.names.get(DIPLOME, ""))


def _kept(names: Mapping[str, str], project: Project) -> float:
    return sum(_says(project, cle, words) for cle, words in names.items()) / len(names)


def _says(project: Project, cle: str, words: str) -> bool:
    """Whether an object still has the title that a file printed."""
    found = (typed_at(project, f"{cle}:{field}") for field in TITLES)
    return any(one and same_words(one, words) for one in found)
