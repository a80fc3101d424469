"""A diploma type as data: its names, levels, annexes, numbering and legal figures, dated."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from mc_builder.model.base import Booleen, Date, Entier, Identifiant, Libelle, Liste, Modele
from mc_builder.model.grille import Grille
from mc_builder.model.modes import MODES, FormeEvaluation, ModeEvaluation
from mc_builder.model.mots import Formes, Mots
from mc_builder.model.numerotation import Numerotation
from mc_builder.model.plan import MiseEnPage, PartiePlan
from mc_builder.model.resultats import MotsResultats

Force = Literal["erreur", "avertissement", "info"]


class TexteDate(Modele):
    """What a text of law says, and between which days: a later version is another item."""

    du: Date | None = Field(
        None, description="Premier jour d’application de cette version.", examples=["2025-01-01"]
    )
    au: Date | None = Field(
        None, description="Dernier jour d’application de cette version.", examples=["2024-12-31"]
    )


class Reference(TexteDate):
    """Un texte, où il a été lu, et ce que vaut de ne pas le suivre."""

    article: Libelle | None = Field(
        None,
        description="Article qui le dit, avec son code.",
        examples=["code de l’éducation, D337-145"],
    )
    lue: Libelle | None = Field(
        None,
        description="Version de l’article qui a été lue ; sans elle, jamais une erreur.",
        examples=["version du 1er septembre 2020"],
    )
    force: Force = Field(
        "avertissement", description="Gravité quand il n’est pas suivi.", examples=["erreur"]
    )


class Valeurs(Reference):
    """Une grandeur réglementée : ses bornes, son texte et ce qu’il vaut."""

    minimum: Entier | None = Field(None, description="Minimum.", examples=["12"])
    maximum: Entier | None = Field(None, description="Maximum.", examples=["18"])
    plancher: Entier | None = Field(
        None, description="Jamais moins pour la voie scolaire, même réduit.", examples=["8"]
    )
    reductible: Booleen = Field(
        default=False,
        description="Le texte permet de descendre sous le minimum, par l’arrêté du diplôme ou par"
        " une décision : ce n’est alors jamais une erreur.",
        examples=["oui"],
    )


class Obligation(Reference):
    """Ce qu’un texte demande, et ce qu’il vaut."""


class Repartition(Obligation):
    """Nombre d’unités par forme d’évaluation, pour les candidats des voies habilitées."""

    ponctuel: Entier = Field(
        description="Unités évaluées par épreuve ponctuelle terminale.", examples=["1"]
    )
    ccf: Entier = Field(
        description="Unités évaluées par contrôle en cours de formation.", examples=["2"]
    )


class Delivrance(Obligation):
    """Les règles de délivrance, en nombres."""

    moyenne: Entier = Field(description="Moyenne à atteindre, sur 20.", examples=["10"])
    conservation: Entier = Field(
        description="Années pendant lesquelles une note est conservée.", examples=["5"]
    )


class Gravite(Modele):
    """La gravité d’une règle pour ce type de diplôme, et pourquoi."""

    force: Literal["erreur", "avertissement", "info", "aucune", "ordinaire"] = Field(
        description="Gravité de la règle ; « aucune » la met de côté, « ordinaire » la rend quand"
        " le profil que celui-ci complète l’a changée.",
        examples=["avertissement"],
    )
    motif: Libelle = Field(
        description="Pourquoi elle diffère de la gravité ordinaire.",
        examples=["L’article écrit encore « niveau V »."],
    )


class TexteProfil(Modele):
    """Une prose de referentiels/textes/ : sa place et son titre."""

    nom: Libelle = Field(
        description="Nom du fichier, sans extension ni numéro d’ordre.", examples=["missions"]
    )
    titre: Libelle = Field(description="Titre imprimé.", examples=["Missions"])
    place: Identifiant = Field(
        description="Partie du plan où elle s’imprime, par sa clé.", examples=["contexte"]
    )
    attendu: Booleen = Field(
        default=True,
        description="La prose manque quand elle n’est pas écrite ; sinon, elle est facultative.",
        examples=["non"],
    )


def _three_degrees(value: tuple[Any, ...]) -> tuple[Any, ...]:
    """A scale as the files note it, from 1 to 3, and as three squares print it."""
    if len(value) > 3:
        raise PydanticCustomError("echelle", "une échelle d’autonomie a trois degrés au plus")
    return value


class VariantePlan(Modele):
    """Une autre façon de ranger le référentiel : ce qu’elle ne dit pas reste celui du profil."""

    plan: Liste[Identifiant] = Field(
        (), description="Annexes, dans l’ordre, quand il change.", examples=["activites"]
    )
    parties: dict[str, PartiePlan] = Field(
        {}, description="Parties qu’elle ajoute, ou dont elle change une clé."
    )
    textes: Liste[TexteProfil] = Field(
        (), description="Proses de referentiels/textes/, quand leur place change."
    )
    numerotation: Numerotation | None = Field(
        None, description="Formats des numéros, quand ils changent."
    )


class Profil(Modele):
    """Un type de diplôme, pour une période."""

    id: Identifiant = Field(
        description="Nom du profil, écrit dans dossier.yaml.", examples=["titre-de-la-branche"]
    )
    herite_de: Identifiant | None = Field(
        None,
        description="Profil que celui-ci complète : ce qu’il n’écrit pas est repris de lui ;"
        " « neutre », quand rien n’est écrit ici.",
        examples=["certificat-de-specialisation"],
    )
    du: Date | None = Field(None, description="Premier jour de validité.", examples=["2025-01-01"])
    au: Date | None = Field(None, description="Dernier jour de validité.", examples=["2024-12-31"])
    fondement: Libelle | None = Field(
        None,
        description="Texte qui crée ou renomme ce type de diplôme.",
        examples=["Décret n° 2023-824 du 25 août 2023"],
    )
    remplace: Identifiant | None = Field(
        None, description="Profil antérieur.", examples=["mention-complementaire"]
    )
    remplace_par: Identifiant | None = Field(
        None, description="Profil suivant.", examples=["certificat-de-specialisation"]
    )
    formes: Formes = Field(Formes(nom="diplôme"), description="Nom et accords.")
    mots: Mots = Field(Mots(), description="Mots du métier, quand ce type en a d’autres.")
    modes: Liste[ModeEvaluation] = Field(
        (), description="Modes d’évaluation, outre « ponctuel » et « ccf »."
    )
    formes_evaluation: Liste[FormeEvaluation] = Field(
        (), description="Formes d’évaluation, outre « ecrit », « oral » et « pratique »."
    )
    resultats: MotsResultats = Field(
        MotsResultats(), description="Mots des résultats qui ne sont pas des notes ordinaires."
    )
    situations_au_reglement: Booleen = Field(
        default=False,
        description="Le règlement d’examen dit, après le mode, le nombre de situations"
        " d’évaluation.",
        examples=["oui"],
    )
    arrete: Booleen = Field(
        default=False,
        description="Les référentiels sont les annexes d’un arrêté, et le disent.",
        examples=["oui"],
    )
    autonomie: Annotated[Liste[Libelle], AfterValidator(_three_degrees)] = Field(
        (),
        description="Échelle d’autonomie, du premier degré au dernier, trois au plus ; vide : elle"
        " ne s’imprime pas.",
        examples=["participer à l’activité"],
    )
    niveaux: Liste[Entier] = Field((), description="Niveaux possibles.", examples=["3"])
    niveaux_article: Libelle | None = Field(
        None,
        description="Article qui les fixe, avec son code.",
        examples=["code de l’éducation, D337-139"],
    )
    niveaux_lue: Libelle | None = Field(
        None,
        description="Version de cet article qui a été lue ; sans elle, jamais une erreur.",
        examples=["version du 1er septembre 2020"],
    )
    unites: Liste[Valeurs] = Field((), description="Nombre d’unités, version par version.")
    heures: Liste[Valeurs] = Field((), description="Heures en centre.")
    semaines: Liste[Valeurs] = Field((), description="Semaines en entreprise.")
    acces: Liste[Obligation] = Field((), description="Les diplômes d’accès sont fixés.")
    annexes_fixees: Liste[Obligation] = Field((), description="Les référentiels sont fixés.")
    epreuve_par_unite: Liste[Obligation] = Field((), description="Une unité, une épreuve.")
    bloc_par_unite: Liste[Obligation] = Field((), description="Une unité, un bloc.")
    reglement: Liste[Obligation] = Field(
        (), description="Le règlement dit nature, coefficient et durée des évaluations."
    )
    tout_ponctuel: Liste[Obligation] = Field(
        (), description="Certains candidats ne passent que des épreuves ponctuelles."
    )
    experience: Liste[Obligation] = Field(
        (), description="Trois ans d’expérience donnent accès à l’examen."
    )
    repartition: Liste[Repartition] = Field((), description="Unités par forme d’évaluation.")
    delivrance: Liste[Delivrance] = Field((), description="Règles de délivrance, en nombres.")
    vae: Liste[Obligation] = Field((), description="Le diplôme s’obtient aussi par la VAE.")
    grille: Grille = Field(Grille(), description="Critères d’examen du projet.")
    gravites: dict[str, Gravite] = Field(
        {}, description="Gravité d’une règle, par code, avec son motif."
    )
    plan: Liste[Identifiant] = Field(
        (), description="Annexes, dans l’ordre, par leur clé.", examples=["activites"]
    )
    parties: dict[str, PartiePlan] = Field(
        {}, description="Parties du plan, par clé : annexes, sous-annexes et rubriques."
    )
    textes: Liste[TexteProfil] = Field((), description="Proses de referentiels/textes/.")
    numerotation: Numerotation = Field(Numerotation(), description="Formats des numéros.")
    variantes: dict[str, VariantePlan] = Field(
        {},
        description="Plans que le dossier peut choisir à la place du plan ordinaire, par leur nom"
        " (« mise_en_page: {plan: …} »).",
    )
    mise_en_page: MiseEnPage = Field(
        MiseEnPage(competences="face-a-face"),
        description="Mise en page ordinaire ; celle que choisit le dossier l’emporte.",
    )
    enseignement_general: Booleen = Field(
        default=False, description="Le diplôme a des blocs généraux.", examples=["oui"]
    )
    regles_acces: Liste[Libelle] = Field(
        (),
        description="Règles d’accès rappelées, après les diplômes demandés s’il y en a, avec leur"
        " article.",
        examples=["D’autres personnes peuvent être admises en formation sur décision du recteur."],
    )
    regles_delivrance: Liste[Libelle] = Field(
        (),
        description="Règles de délivrance rappelées, avec leur article.",
        examples=["Le diplôme est délivré par le jury."],
    )
    regles_absence: Liste[Libelle] = Field(
        (),
        description="Ce qu’entraîne une absence à une épreuve, avec son article ; le règlement"
        " d’examen le rappelle après les règles de délivrance.",
        examples=["Une absence justifiée donne lieu à l’attribution de la note zéro."],
    )
    regles_jury: Liste[Libelle] = Field(
        (),
        description="Composition du jury que fixe un texte, avec son article ; le tableau du RNCP"
        " la rappelle.",
        examples=["Il réunit à parité des professeurs et des membres de la profession."],
    )

    @property
    def regles_examen(self) -> tuple[str, ...]:
        """All the rules that the règlement d’examen recalls."""
        return *self.regles_delivrance, *self.regles_absence

    def nature(self, mode: str) -> str | None:
        """Whether a mode is at a fixed moment or during the training; None when it is unknown."""
        if mode in MODES.communs:
            return mode
        return next((known.nature for known in self.modes if known.id == mode), None)

    def arranged(self, plan: str | None) -> "Profil":
        """The same type with the variant of this name for its plan; itself when it has none."""
        variant = self.variantes.get(plan or "")
        if variant is None:
            return self
        parts = dict(self.parties)
        for cle, part in variant.parties.items():
            own = {name: getattr(part, name) for name in part.model_fields_set}
            parts[cle] = parts[cle].model_copy(update=own) if cle in parts else part
        formats = variant.numerotation
        own = {name: getattr(formats, name) for name in formats.model_fields_set} if formats else {}
        return self.model_copy(
            update={
                "plan": variant.plan or self.plan,
                "parties": parts,
                "textes": variant.textes or self.textes,
                "numerotation": self.numerotation.model_copy(update=own),
            }
        )


class FichierProfil(Modele):
    """Un profil par fichier."""

    profil: Profil = Field(description="Le type de diplôme.")


#: What a profile never takes from the one that it completes: its name, and its days.
PROPRES = frozenset({"id", "herite_de", "du", "au", "remplace", "remplace_par"})

T = TypeVar("T", bound=TexteDate)


def en_vigueur(versions: Iterable[T], jour: date) -> T | None:
    """The version of a text that applies on a day; None when no version does."""
    for version in versions:
        begun = version.du is None or version.du <= jour
        if begun and (version.au is None or jour <= version.au):
            return version
    return None
