"""The vocabulary of coverage: statuses, flags, natures and motives, with their French labels."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType

from mc_builder.model.emplois import Motif, NatureExigence


class Statut(IntEnum):
    """How far a requirement is reached; the order is that of the chain.

    `ECARTEE` stands below all: it is left out, not covered.
    """

    ECARTEE = -1
    NON_COUVERTE = 0
    DECRITE = 1
    TRADUITE = 2
    EVALUEE = 3

    @property
    def identifiant(self) -> str:
        """The stable identifier, as in the JSON (« non_couverte »)."""
        return self.name.lower()

    @property
    def libelle(self) -> str:
        """The French label."""
        return _STATUTS[self][0]

    @property
    def definition(self) -> str:
        """What the status means, in one French sentence."""
        return _STATUTS[self][1]

    def __str__(self) -> str:
        return self.identifiant


_STATUTS: Mapping[Statut, tuple[str, str]] = {
    Statut.NON_COUVERTE: (
        "Non couverte",
        "⟨Aucune activité⟩, ⟨aucune tâche⟩ ni ⟨aucun savoir⟩ n’y répond.",
    ),
    Statut.DECRITE: (
        "Décrite ⟨au RAP⟩",
        (
            "⟨Une activité⟩ ⟨du référentiel des activités professionnelles⟩ (⟨RAP⟩) y répond ;"
            " ⟨aucune compétence⟩ ni ⟨aucun savoir⟩ ne la reprend."
        ),
    ),
    Statut.TRADUITE: (
        "Traduite en ⟨compétence⟩ ou ⟨savoir⟩",
        (
            "Reprise, mais sans ⟨indicateur⟩, ou sans évaluation pour une catégorie de candidats au"
            " moins."
        ),
    ),
    Statut.EVALUEE: ("Évaluée", "Suivie de bout en bout, jusqu’⟨aux épreuves⟩."),
    Statut.ECARTEE: ("Écartée", "Laissée de côté volontairement, avec un motif."),
}


class Drapeau(StrEnum):
    """A remark on how a requirement is reached; its value is its stable identifier."""

    PARTIELLE = "partielle"
    PAR_DEFAUT = "par_defaut"
    AUTONOMIE_INSUFFISANTE = "autonomie_insuffisante"
    AUTONOMIE_INCONNUE = "autonomie_inconnue"
    PRESUME = "presume"
    SANS_INDICATEUR = "sans_indicateur"
    CATEGORIES_INCOMPLETES = "categories_incompletes"
    MULTIPLE = "multiple"
    OPTIONS_INEGALES = "options_inegales"

    @property
    def libelle(self) -> str:
        """The French label."""
        return _DRAPEAUX[self][0]

    @property
    def definition(self) -> str:
        """What the flag means, in one French sentence."""
        return _DRAPEAUX[self][1]


_DRAPEAUX: Mapping[Drapeau, tuple[str, str]] = {
    Drapeau.PARTIELLE: (
        "partielle",
        "Un lien du chemin ne couvre qu’une part de ce qu’il relie.",
    ),
    Drapeau.PAR_DEFAUT: (
        "par défaut",
        (
            "Le chemin passe par un lien déduit : ⟨tâche⟩, ⟨activité⟩, ⟨savoir⟩, ⟨bloc⟩ ou"
            " ⟨indicateur⟩ voisin."
        ),
    ),
    Drapeau.AUTONOMIE_INSUFFISANTE: (
        "⟨autonomie⟩ ⟨autonomie:insuffisant⟩",
        "⟨L’autonomie⟩ ⟨autonomie:atteint⟩ reste en dessous de ce que l’emploi demande.",
    ),
    Drapeau.AUTONOMIE_INCONNUE: (
        "⟨autonomie⟩ ⟨autonomie:inconnu⟩",
        "L’emploi demande ⟨une autonomie⟩ ; rien, sur le chemin, ne dit ce qui en est atteint.",
    ),
    Drapeau.PRESUME: (
        "présumée",
        (
            "Aucune partie ⟨d’épreuve⟩ ne nomme ⟨d’indicateur⟩ ⟨de la compétence⟩ : tous sont"
            " présumés observés."
        ),
    ),
    Drapeau.SANS_INDICATEUR: (
        "sans ⟨indicateur⟩",
        "⟨La compétence⟩ qui la reprend n’a pas ⟨d’indicateur⟩ de réussite.",
    ),
    Drapeau.CATEGORIES_INCOMPLETES: (
        "catégories incomplètes",
        "Aucune partie ⟨d’épreuve⟩ ne l’évalue pour une catégorie de candidats au moins.",
    ),
    Drapeau.MULTIPLE: (
        "multiple",
        (
            "Plusieurs ⟨activités⟩, ⟨compétences⟩ ou ⟨savoirs⟩ la mènent au même statut, pleinement"
            " ou en partie."
        ),
    ),
    Drapeau.OPTIONS_INEGALES: (
        "selon ⟨l’option⟩",
        "⟨Toutes les options⟩ ne la couvrent pas également : la moins bonne couverture compte.",
    ),
}

#: Flags that are listed and call for nothing: they come and go without being changes.
INFORMATIONS = frozenset({Drapeau.PAR_DEFAUT, Drapeau.PRESUME, Drapeau.MULTIPLE})

#: What keeps a requirement that is evaluated from being fully covered.
RESERVES = frozenset({Drapeau.PARTIELLE, Drapeau.AUTONOMIE_INSUFFISANTE})

#: Nature of a requirement → French label.
NATURES: Mapping[NatureExigence, str] = MappingProxyType(
    {
        "savoir-faire": "Savoir-faire",
        "savoir": "Savoir",
        "savoir-etre": "Savoir-être",
        "habilitation": "Habilitation",
    }
)

#: Motive of an écart → French label.
MOTIFS: Mapping[Motif, str] = MappingProxyType(
    {
        "hors_niveau": "hors du niveau ⟨du diplôme⟩",
        "autre_certification": "relève d’une autre certification",
        "acquise_a_l_acces": "acquise à l’accès",
        "hors_champ": "hors du champ ⟨du diplôme⟩",
    }
)
