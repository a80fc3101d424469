"""The words of the field, and the name of a type of diploma, as a profile may change them."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar, Literal

from pydantic import Field

from mc_builder.french import Noun, Wording
from mc_builder.model.base import Booleen, Libelle, Liste, Modele


class Nom(Modele):
    """Un nom et ses accords : l’article, le pluriel et la préposition se calculent."""

    court: ClassVar[str | None] = "nom"
    nom: Libelle = Field(
        description="Nom, au singulier, tel qu’il s’écrit dans une phrase.", examples=["unité"]
    )
    genre: Literal["m", "f"] = Field("m", description="Genre : « m » ou « f ».", examples=["f"])
    pluriel: Libelle | None = Field(
        None,
        description="Pluriel, quand il ne se forme pas en ajoutant un « s ».",
        examples=["travaux"],
    )
    elision: Booleen | None = Field(
        None,
        description="« non » quand l’article reste entier (« le huit ») ; sinon, calculé.",
        examples=["non"],
    )

    @property
    def noun(self) -> Noun:
        """The noun, for who writes a sentence."""
        return Noun(self.nom, self.genre == "f", self.pluriel or "", self.elision)

    @property
    def un(self) -> str:
        """« une mention complémentaire »."""
        return self.noun.un

    @property
    def le(self) -> str:
        """« la mention complémentaire »; like what follows, for the templates of a house."""
        return self.noun.le

    @property
    def du(self) -> str:
        """« de la mention complémentaire »."""
        return self.noun.du

    @property
    def au(self) -> str:
        """« à la mention complémentaire »."""
        return self.noun.au

    @property
    def ce(self) -> str:
        """« cette mention complémentaire »."""
        return self.noun.ce

    @property
    def il(self) -> str:
        """The pronoun."""
        return self.noun.il

    @property
    def e(self) -> str:
        """What ends a participle."""
        return self.noun.e


class Formes(Nom):
    """Le nom du diplôme dans la phrase."""

    court: ClassVar[str | None] = None
    sigle: Libelle | None = Field(None, description="Sigle.", examples=["MC"])
    autres_noms: Liste[Libelle] = Field(
        (),
        description="Noms antérieurs ou suivants, que des textes emploient encore.",
        examples=["certificat de spécialisation"],
    )
    noms_courts: Liste[Libelle] = Field(
        (), description="Noms abrégés dans la phrase.", examples=["mention"]
    )
    specialite: Booleen = Field(
        default=False,
        description="Si l’intitulé est celui d’une spécialité, et se dit ainsi.",
        examples=["oui"],
    )

    @property
    def noms(self) -> tuple[str, ...]:
        """The full names of the type, its own first."""
        return (self.nom, *self.autres_noms)


class Mot(Nom):
    """Un mot du métier : son nom court, son nom complet, son sigle."""

    complet: Libelle | None = Field(
        None,
        description="Nom complet, pour les titres ; le nom court, sinon.",
        examples=["bloc de compétences"],
    )
    sigle: Libelle | None = Field(
        None,
        description="Sigle, imprimé à la place du nom dans les colonnes étroites : le mode d’une"
        " évaluation, l’unité et le coefficient du règlement d’examen, le référentiel des activités"
        " dans la matrice des exigences ; nulle part, pour les autres"
        " mots.",
        examples=["CCF"],
    )

    @property
    def whole(self) -> Noun:
        """The noun in full."""
        if not self.complet:
            return self.noun
        rest = self.complet.removeprefix(self.nom)
        many = f"{self.pluriel}{rest}" if self.pluriel and rest != self.complet else ""
        return Noun(self.complet, self.genre == "f", many)

    @property
    def short(self) -> Noun:
        """The acronym, which is the same in the plural."""
        return Noun(self.sigle, self.genre == "f", self.sigle) if self.sigle else self.noun


class Mots(Modele):
    """Les mots du métier : chacun peut s’appeler autrement selon le diplôme."""

    diplome: Mot = Field(Mot(nom="diplôme"), description="Ce que le dossier demande, en un mot.")
    pole: Mot = Field(
        Mot(nom="pôle", complet="pôle d’activités"), description="Groupe d’activités."
    )
    activite: Mot = Field(
        Mot(nom="activité", genre="f"), description="Ce que l’on fait dans l’emploi."
    )
    tache: Mot = Field(Mot(nom="tâche", genre="f"), description="Ce que réunit une activité.")
    bloc: Mot = Field(
        Mot(nom="bloc", complet="bloc de compétences"), description="Groupe de compétences."
    )
    competence: Mot = Field(
        Mot(nom="compétence", genre="f"), description="Ce que l’on sait faire, et qui s’évalue."
    )
    sous_competence: Mot = Field(
        Mot(nom="sous-compétence", genre="f"), description="Partie d’une compétence."
    )
    savoir: Mot = Field(Mot(nom="savoir"), description="Ce que l’on sait, à l’appui.")
    indicateur: Mot = Field(
        Mot(nom="indicateur", complet="indicateur de réussite"),
        description="Ce qui s’observe d’une compétence.",
    )
    unite: Mot = Field(Mot(nom="unité", genre="f"), description="Ce qui se valide.")
    epreuve: Mot = Field(Mot(nom="épreuve", genre="f"), description="Ce qui évalue.")
    parcours: Mot = Field(
        Mot(nom="option", genre="f"), description="Ce que choisit la personne candidate."
    )
    sous_epreuve: Mot = Field(
        Mot(nom="sous-épreuve", genre="f"), description="Partie d’une épreuve qui a sa note."
    )
    periode: Mot = Field(
        Mot(
            nom="période en entreprise",
            complet="période de formation en milieu professionnel",
            genre="f",
            sigle="PFMP",
        ),
        description="Temps de formation en entreprise.",
    )
    ponctuel: Mot = Field(
        Mot(nom="épreuve ponctuelle", complet="forme ponctuelle", genre="f"),
        description="Évaluation à un moment fixé.",
    )
    mode_ponctuel: Mot = Field(
        Mot(nom="ponctuel"), description="Cette évaluation, dans une case de tableau."
    )
    ccf: Mot = Field(
        Mot(nom="contrôle en cours de formation", sigle="CCF"),
        description="Évaluation pendant la formation.",
    )
    note_zero: Mot = Field(
        Mot(nom="note zéro", genre="f", pluriel="notes zéro"),
        description="Ce que coûte une faute qui ne se rattrape pas.",
    )
    coefficient: Mot = Field(
        Mot(nom="coefficient"), description="Ce que pèse une note dans la moyenne."
    )
    reglement: Mot = Field(
        Mot(nom="règlement d’examen"), description="Tableau de toutes les évaluations."
    )
    autonomie: Mot = Field(
        Mot(nom="autonomie", genre="f"), description="Ce que mesure son échelle."
    )
    rap: Mot = Field(
        Mot(nom="référentiel des activités professionnelles", sigle="RAP"),
        description="Référentiel qui décrit les activités.",
    )
    voie_scolaire: Mot = Field(
        Mot(nom="voie scolaire", genre="f", pluriel="voies scolaires"),
        description="Formation initiale, hors apprentissage.",
    )
    enseignant: Mot = Field(
        Mot(nom="enseignant"),
        description="Qui forme : une édition du référentiel lui est destinée.",
    )
    annexe: Mot = Field(Mot(nom="annexe", genre="f"), description="Grande partie du référentiel.")

    @property
    def one_for_both(self) -> bool:
        """Whether units and blocs have one name."""
        return self.unite.nom == self.bloc.nom

    @cached_property
    def wording(self) -> Wording:
        """What puts these words in the sentences that were written with the ordinary ones."""
        usual = Mots()
        names = type(self).model_fields
        pairs = [(getattr(usual, name), getattr(self, name)) for name in names]
        return Wording(
            (one, other)
            for a, b in pairs
            for one, other in ((a.whole, b.whole), (a.short, b.short), (a.noun, b.noun))
        )
