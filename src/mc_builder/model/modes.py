"""How a diploma assesses, as its profile names it: modes and forms, and the names that files give.

« ponctuel » and « ccf » are of every diploma: texts of law speak of both, and their words are among
those of the profile. A profile adds its own: SAÉ, entretien technique, questionnaire professionnel.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function

from mc_builder.model.base import Identifiant, Libelle, Modele
from mc_builder.model.formes import Forme
from mc_builder.model.mots import Mot

#: Whether an assessment takes place at a fixed moment, or while one is trained.
Nature = Literal["ponctuel", "ccf"]
#: The forms of every diploma: adjectives, which agree with the noun of the mode.
ADJECTIFS: Mapping[str, str] = {"ecrit": "écrit", "oral": "oral", "pratique": "pratique"}


class ModeEvaluation(Mot):
    """Un mode d’évaluation que ce type de diplôme ajoute à « ponctuel » et « ccf »."""

    court: ClassVar[str | None] = None
    nom: Libelle = Field(
        description="Nom, au singulier, tel qu’il s’écrit dans une phrase.", examples=["portfolio"]
    )
    id: Identifiant = Field(
        description="Nom du mode dans les fichiers (« mode: »).", examples=["portfolio"]
    )
    nature: Nature = Field(
        "ponctuel",
        description="« ponctuel » à un moment fixé, « ccf » pendant la formation : ce que les"
        " règles en jugent.",
        examples=["ccf"],
    )


class FormeEvaluation(Modele):
    """Une forme d’évaluation que ce type ajoute à « ecrit », « oral » et « pratique »."""

    id: Identifiant = Field(
        description="Nom de la forme dans les fichiers (« formes: »).",
        examples=["entretien-technique"],
    )
    nom: Libelle = Field(
        description="Nom, tel qu’il s’écrit dans une phrase.", examples=["entretien technique"]
    )


@dataclass(frozen=True)
class DuProfil:
    """Marks a field whose values are names that the profile gives, beside those of any diploma.

    `liste` is the field of the profile that holds the others.
    """

    liste: str
    communs: tuple[str, ...]


class NomReconnu(str):
    """The name that a file meant by the words that documents print for it: `ecrit`, as it says."""

    __slots__ = ("ecrit",)
    ecrit: str

    def __new__(cls, nom: str, ecrit: str) -> Self:
        """A name, and the words of the file."""
        made = super().__new__(cls, nom)
        made.ecrit = ecrit
        return made


@dataclass(frozen=True)
class NomDeProfil:
    """Marks a field that names a profile: one of the tool, or of the project."""


def _name(value: object) -> str:
    if isinstance(value, str) and value.strip() and "\n" not in value and len(value) <= 80:
        return value.strip()
    raise PydanticCustomError("nom_du_profil", "un nom est attendu, parmi ceux que le profil donne")


def _forme(marque: DuProfil) -> Forme:
    """What reads such a name; the loader, which knows the profile, says which may be written.

    It takes the words of documents too (`loading/profile_choices.py`): a schema, which knows no
    profile, refuses no text.
    """
    json: dict[str, Any] = {"anyOf": [{"enum": list(marque.communs)}, {"type": "string"}]}
    return Forme(no_info_plain_validator_function(_name), json)


#: The mark of a field that names a profile.
TYPES = NomDeProfil()
MODES = DuProfil("modes", ("ponctuel", "ccf"))
FORMES = DuProfil("formes_evaluation", tuple(ADJECTIFS))
#: The name of a mode of the profile.
NomDeMode = Annotated[str, _forme(MODES), MODES]
#: The name of a form of the profile.
NomDeForme = Annotated[str, _forme(FORMES), FORMES]
