"""The figures of coverage, each defined in words and by a formula: what docs/couverture.md says."""

from __future__ import annotations

from dataclasses import dataclass

from mc_builder.model.articles import cite
from mc_builder.model.profil import Profil

#: Where the definitions are explained, with their sources and their limits.
PAGE = "docs/couverture.md"
METHODE = "mc_builder, « La mesure de couverture », docs/couverture.md"


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure says. `ancre` is its place in docs/couverture.md, and in every report.

    `limite` is what the figure does not say, when a reader could take it for more than it is.
    """

    ancre: str
    libelle: str
    texte: str
    formule: str
    source: str = METHODE
    limite: str = ""


def weighed(profil: Profil) -> str:
    """What a job sets of its requirements: the importance, and the autonomy that a scale gives."""
    return "l’importance et ⟨l’autonomie⟩" if profil.autonomie else "l’importance"


TAUX = Definition(
    "taux",
    "Taux de couverture",
    "Part des exigences retenues qui atteignent un palier : décrites, traduites, évaluées. Les"
    " paliers se cumulent ; une exigence demandée par plusieurs emplois compte une fois au total.",
    "exigences retenues au palier ou au-delà ÷ exigences retenues",
    limite="Ni un critère légal ni un avis : les liens sont déclarés par l’équipe de rédaction.",
)
TAUX_PONDERE = Definition(
    "taux-pondere",
    "Taux pondéré",
    "Le même taux, chaque exigence comptant pour son importance (1 à 3, ou 2 quand elle est"
    " « à compléter ») ; au total, la plus grande parmi les emplois qui la retiennent.",
    "somme des importances au palier ou au-delà ÷ somme des importances retenues",
)
DEGRES = Definition(
    "degres",
    "Couverture pleine, en partie, nulle",
    "Des exigences retenues : pleinement, celles qui sont évaluées sans lien partiel ni ⟨autonomie⟩"
    " insuffisante ; en partie, celles qui sont évaluées avec l’une de ces réserves, traduites ou"
    " décrites seulement ; pas du tout, les autres. Au total, une exigence est couverte pleinement"
    " quand elle l’est pour chaque emploi qui la retient.",
    "pleinement + en partie + pas du tout = exigences retenues",
)
PROPRE = Definition(
    "propre",
    "Le propre d’un emploi",
    "Les exigences que l’emploi retient et que retient aussi, au plus, un autre emploi visé sur"
    " dix : aucun autre quand le dossier vise dix emplois ou moins. Elles disent ce que l’emploi"
    " demande de plus que les autres.",
    "exigences retenues par l’emploi et par E ÷ 10 autres au plus, arrondi à l’unité inférieure, où"
    " E est le nombre des autres emplois visés",
    limite="Deux emplois qui demandent la même chose en des termes différents paraissent avoir"
    " chacun un propre.",
)
DEMANDE = Definition(
    "demande",
    "Éléments des fiches de métier",
    "De ce que demandent les fiches qu’un emploi reprend, contextes de travail à part : les"
    " éléments repris, dont l’emploi demande l’exigence ; les éléments écartés, avec un motif,"
    " seuls ou avec leur exigence ; les autres, que personne n’a examinés. Une exigence est celle"
    " d’un élément quand elle porte son code, ou ses mots.",
    "repris + écartés + non examinés = éléments distincts des fiches de l’emploi ; au total, un"
    " élément compte une fois, dans le cas le moins favorable",
    limite="Un élément repris ne dit pas que l’exigence dise tout ce qu’il demande ; une fiche"
    " décrit un métier à tous ses niveaux.",
)
APPORT = Definition(
    "apport",
    "Apport ⟨d’un bloc⟩",
    "Part du poids des exigences retenues qui sont évaluées par un chemin complet passant par"
    " ⟨le bloc⟩.",
    "poids des exigences évaluées par ⟨le bloc⟩ ÷ poids des exigences retenues",
    limite="⟨Une compétence⟩ ⟨compétence:partagé⟩ compte dans chacun de ⟨ses blocs⟩ : les apports"
    " ne s’additionnent pas.",
)
APPORT_PROPRE = Definition(
    "apport-propre",
    "Apport propre ⟨d’un bloc⟩",
    "Part du poids des exigences retenues qui ne seraient plus évaluées si ⟨le bloc⟩ était retiré.",
    "poids des exigences évaluées qui ne le seraient plus sans ⟨le bloc⟩ ÷ poids des exigences"
    " retenues",
)
MULTIPLES = Definition(
    "multiples",
    "Exigences couvertes plusieurs fois",
    "Part des exigences retenues auxquelles plusieurs ⟨activités⟩, ⟨compétences⟩ ou ⟨savoirs⟩"
    " mènent au même statut, le plus haut, pleinement ou en partie.",
    "exigences retenues qui ont au moins deux chemins à leur statut le plus haut ÷ exigences"
    " retenues",
    limite="Ni une qualité ni un défaut : une redondance peut être voulue.",
)
RECOUPEMENT = Definition(
    "recoupement",
    "Exigences communes à deux emplois",
    "Part des exigences retenues par l’un ou l’autre emploi qui le sont par les deux (indice de"
    " Jaccard). Des emplois-types trop distincts rendent la certification peu lisible.",
    "exigences retenues par les deux ÷ exigences retenues par l’un au moins",
    "Vade-mecum RNCP, p. 19 ; P. Jaccard, « The Distribution of the Flora in the Alpine Zone »,"
    " New Phytologist, 11(2), 1912",
    "Aucun seuil n’est fixé par les textes ; deux emplois dont les exigences sont décrites à des"
    " grains différents paraissent plus distincts qu’ils ne sont.",
)
PARTAGE = Definition(
    "partage",
    "Exigences partagées d’un emploi",
    "Part des exigences retenues d’un emploi qu’un autre emploi visé, au moins, retient aussi.",
    "exigences de l’emploi retenues aussi par un autre ÷ exigences retenues de l’emploi",
    "Vade-mecum RNCP, p. 19",
)
CONCENTRATION = Definition(
    "concentration",
    "Concentration",
    "Part des exigences évaluées qui dépendent d’⟨une seule compétence⟩, ou d’⟨une seule épreuve⟩ :"
    " la retirer suffit pour qu’elles ne soient plus évaluées.",
    "exigences évaluées qui ne le seraient plus sans l’objet ÷ exigences évaluées",
    limite="Dépendre ⟨d’une compétence⟩ est normal ; que beaucoup dépendent de la même est une"
    " fragilité.",
)
EQUILIBRE = Definition(
    "equilibre",
    "Équilibre entre les exigences et l’évaluation",
    "Pour ⟨chaque bloc⟩, sa part dans le poids des exigences retenues et sa part dans les"
    " ⟨coefficients⟩ ⟨des blocs⟩ ⟨blocs:professionnel⟩. Une exigence reprise par ⟨plusieurs blocs⟩"
    " se partage également entre eux ; celles que rien ne reprend forment une ligne à part.",
    "part du poids des exigences − part ⟨des coefficients⟩",
    limite="⟨Un coefficient⟩ dit ce que pèse une note, pas ce qu’elle mesure.",
)
ALIGNEMENT = Definition(
    "alignement",
    "Indice d’alignement de Porter",
    "Ressemblance entre la répartition du poids des exigences et celle du poids dans l’évaluation :"
    " 1 quand elles sont identiques, 0 quand elles n’ont rien en commun.",
    "1 − Σ |x − y| ÷ 2, où x est la part d’une ligne dans le poids des exigences et y sa part dans"
    " l’évaluation",
    "A. C. Porter, « Measuring the Content of Instruction: Uses in Research and Practice »,"
    " Educational Researcher, 31(7), 2002",
    "Il compare des répartitions, pas des contenus : il ne dit ni que ⟨l’épreuve⟩ mesure bien la"
    " ⟨compétence⟩, ni à quel niveau. Il dépend du nombre de lignes et ne se compare pas d’un"
    " diplôme à un autre.",
)
NIVEAU = Definition(
    "niveau",
    "Adéquation du niveau",
    "Écart entre le niveau auquel l’emploi est occupé d’ordinaire et celui ⟨du diplôme⟩.",
    "niveau usuel de l’emploi − niveau ⟨du diplôme⟩",
    cite("Code du travail, D6113-19 ; vade-mecum RNCP, p. 21 et 22"),
    "Le niveau usuel est déclaré ; un emploi peut relever de plusieurs niveaux selon le critère.",
)
MATRICE_COMPETENCES = Definition(
    "matrice-competences",
    "Emplois et ⟨compétences⟩",
    "Nombre d’exigences retenues par l’emploi (savoir-faire et savoir-être) qui sont évaluées par"
    " ⟨la compétence⟩, et nombre de celles qu’⟨compétence:il⟩ reprend sans qu’elles soient"
    " évaluées par ⟨compétence:lui⟩.",
    "un compte par emploi et par ⟨compétence⟩ ; une exigence compte une fois par case",
    limite="⟨Un savoir⟩ n’est pas ⟨savoir:repris⟩ par ⟨une compétence⟩ : il figure dans la matrice"
    " ⟨des blocs⟩.",
)
MATRICE_BLOCS = Definition(
    "matrice-blocs",
    "Emplois et ⟨blocs⟩",
    "Nombre d’exigences retenues par l’emploi qui sont évaluées par ⟨le bloc⟩, et nombre de celles"
    " qu’⟨bloc:il⟩ reprend sans qu’elles soient évaluées par ⟨bloc:lui⟩.",
    "un compte par emploi et par ⟨bloc⟩ ; une exigence compte une fois par case",
    limite="Une habilitation n’appartient à ⟨aucun bloc⟩.",
)
PROCHES = Definition(
    "proches",
    "Pistes",
    "Les objets du dossier dont les mots ressemblent le plus à ceux de l’exigence. Ce sont des"
    " suggestions : le vocabulaire ne prouve aucun lien.",
    "Σ 1 ÷ (60 + rang) sur trois ordres : BM25 des radicaux, cosinus des radicaux et de leurs"
    " paires, cosinus des suites de trois à cinq caractères ; le poids d’un terme est"
    " ln(1 + 1 ÷ p), p étant la part des textes qui le contiennent, où le fond public (ROME et"
    " RNCP) compte pour 500 textes",
    "S. Robertson et H. Zaragoza, « The Probabilistic Relevance Framework: BM25 and Beyond »,"
    " Foundations and Trends in Information Retrieval, 3(4), 2009 ; G. Cormack, C. Clarke et"
    " S. Büttcher, « Reciprocal Rank Fusion », SIGIR 2009",
    "Deux objets qui disent la même chose avec d’autres mots ne sont pas rapprochés : une absence"
    " de suggestion ne prouve pas une lacune.",
)

#: Every definition, in the order of the page.
DEFINITIONS = (
    PROCHES,
    TAUX,
    TAUX_PONDERE,
    DEGRES,
    PROPRE,
    DEMANDE,
    APPORT,
    APPORT_PROPRE,
    MULTIPLES,
    RECOUPEMENT,
    PARTAGE,
    CONCENTRATION,
    EQUILIBRE,
    ALIGNEMENT,
    NIVEAU,
    MATRICE_COMPETENCES,
    MATRICE_BLOCS,
)
