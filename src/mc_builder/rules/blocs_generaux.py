"""BLO: blocs of general education, and optional ones."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.rules.mots import quoted_first
from mc_builder.rules.registry import AVERTISSEMENT, Constat, Subject, regle


@regle("BLO010", AVERTISSEMENT, source="Vade-mecum RNCP, p. 28")
def bloc_facultatif_seul(s: Subject) -> Iterator[Constat]:
    """Un bloc facultatif est l’un des termes d’un choix.

    Vérifie : il n’y a pas un bloc facultatif unique.
    Pourquoi : un bloc optionnel isolé relève d’une certification autonome.
    Exemple fautif :
        blocs:
          - {id: langue, intitule: Langue vivante, nature: facultatif}
    Exemple corrigé :
        blocs:
          - {id: langue, intitule: Langue vivante, nature: facultatif}
          - {id: mobilite, intitule: Mobilité, nature: facultatif}
    """
    optional = [bloc for bloc in s.projet.blocs_generaux if bloc.nature == "facultatif"]
    if len(optional) == 1:
        yield Constat(
            f"⟨le bloc⟩ facultatif « {optional[0].intitule} » est seul",
            s.places.start(optional[0]),
            "proposez un choix, ou retirez-le",
        )


@regle("BLO011", AVERTISSEMENT, source="Code de l’éducation, D337-140")
def bloc_general_inattendu(s: Subject) -> Iterator[Constat]:
    """Un diplôme sans enseignement général n’a pas de bloc général ni facultatif.

    Vérifie : referentiels/blocs/generaux.yaml est vide quand le profil ne prévoit pas
    d’enseignement général.
    Pourquoi : les unités d’une mention complémentaire, ou d’un certificat de spécialisation, sont
    faites de compétences professionnelles et de savoirs associés.
    Exemple fautif :
        blocs:
          - {id: francais, intitule: Français, nature: general}
    Exemple corrigé :
        blocs: []
    """
    general = s.projet.blocs_generaux
    if general and not s.projet.profil.enseignement_general:
        titles = quoted_first([bloc.intitule for bloc in general])
        yield Constat(
            f"{s.projet.profil.formes.un} n’a pas d’enseignement général ni facultatif : {titles}",
            s.places.start(general[0]),
            "retirez referentiels/blocs/generaux.yaml",
        )
