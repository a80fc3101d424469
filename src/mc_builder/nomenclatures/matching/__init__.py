"""Texts that come near one another by their words: suggestions for a person to judge."""

from mc_builder.nomenclatures.matching.index import ENTRE, Index, Proche, Texte
from mc_builder.nomenclatures.matching.kinship import Bande, Commun

__all__ = ["ENTRE", "Bande", "Commun", "Index", "Proche", "Texte"]
