"""DIP: the title of the speciality, as the vade-mecum wants it."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.model.base import if_known, known_words
from mc_builder.rules.mots import says, simple
from mc_builder.rules.registry import AVERTISSEMENT, Constat, Subject, regle

_LEVEL = r"\bniveaux? (?:[2-8]|[iv]+)\b|\bbac ?(?:\+|plus) ?\d"
_TRAINING = r"\b(?:formations?|cursus|stages?)\b"
_CHIEF = r"(?:responsables?|direct(?:eur|rice)s?|managers?)"
#: At the head, or with what is headed: « numérique responsable » is no chief.
_HEAD = rf"^{_CHIEF}\b|\b{_CHIEF} (?:adjoint|des?\b|du\b|d')"
#: The highest level at which such a word is out of place.
NIVEAU_SANS_ENCADREMENT = 4


@regle("DIP008", AVERTISSEMENT, source="Vade-mecum RNCP, p. 21")
def intitule_du_metier(s: Subject) -> Iterator[Constat]:
    """L’intitulé nomme le métier, pas la formation qui y mène.

    Vérifie : l’intitulé ne contient ni « formation », ni « cursus », ni « stage ».
    Pourquoi : l’intitulé dit ce que fait la personne diplômée ; l’employeur le lit sur le diplôme.
    Exemple fautif :
        intitule: Formation à la réparation de cycles
    Exemple corrigé :
        intitule: Réparation de cycles
    """
    diplome = s.projet.dossier.diplome
    if found := says(diplome.intitule, _TRAINING):
        yield Constat(
            f"l’intitulé « {diplome.intitule} » nomme une formation ({found[0]}), pas un métier",
            s.places.span(diplome, "intitule"),
            "nommez le métier ou ⟨l’activité⟩",
        )


@regle("DIP009", AVERTISSEMENT, source="Vade-mecum RNCP, p. 21")
def intitule_au_niveau(s: Subject) -> Iterator[Constat]:
    """L’intitulé ne promet pas plus que le niveau du diplôme.

    Vérifie : au niveau 4 et au-dessous, l’intitulé n’annonce ni responsable, ni
    directeur, ni manager (« numérique responsable » reste permis).
    Pourquoi : un intitulé au-dessus du niveau trompe les candidats et les employeurs.
    Exemple fautif :
        diplome: {intitule: Responsable d’atelier de cycles, niveau: 3, …}
    Exemple corrigé :
        diplome: {intitule: Réparation de cycles, niveau: 3, …}
    """
    diplome = s.projet.dossier.diplome
    level = if_known(diplome.niveau)
    if level is None or level > NIVEAU_SANS_ENCADREMENT:
        return
    if found := says(diplome.intitule, _HEAD):
        yield Constat(
            f"l’intitulé « {diplome.intitule} » ({found[0]}) est au-dessus du"
            f" niveau {diplome.niveau}",
            s.places.span(diplome, "intitule"),
            "choisissez un intitulé qui convient au niveau, ou corrigez « niveau »",
        )


@regle("DIP010", AVERTISSEMENT, source="Vade-mecum RNCP, p. 23")
def niveau_dans_l_intitule(s: Subject) -> Iterator[Constat]:
    """Le niveau se dit une fois, hors de l’intitulé.

    Vérifie : l’intitulé ne contient ni un niveau, ni « bac + n ».
    Pourquoi : une certification n’a qu’un niveau, que dit « niveau » ; un second, dans
    l’intitulé, s’imprime à côté du premier ou le contredit.
    Exemple fautif :
        diplome: {intitule: Réparation de cycles de niveaux 3 et 4, niveau: 3, …}
    Exemple corrigé :
        diplome: {intitule: Réparation de cycles, niveau: 3, …}
    """
    diplome = s.projet.dossier.diplome
    if found := says(diplome.intitule, _LEVEL):
        yield Constat(
            f"l’intitulé « {diplome.intitule} » dit un niveau ({found[0]})",
            s.places.span(diplome, "intitule"),
            "retirez-le : « niveau » le dit déjà",
        )


@regle("DIP011", AVERTISSEMENT, source="Format des fichiers", surete="usage")
def nom_du_diplome_dans_l_intitule(s: Subject) -> Iterator[Constat]:
    """L’intitulé de la spécialité ne répète pas le nom du diplôme.

    Vérifie : l’intitulé ne contient pas le nom du type de diplôme, ni celui qu’il avait ou aura.
    Pourquoi : les documents écrivent ce nom devant la spécialité, et il change avec la date.
    Exemple fautif :
        intitule: Mention complémentaire Réparation de cycles
    Exemple corrigé :
        intitule: Réparation de cycles
    """
    diplome = s.projet.dossier.diplome
    names = s.projet.profil.formes.noms
    if found := next(
        (n for n in names if simple(n) in simple(known_words(diplome.intitule))), None
    ):
        yield Constat(
            f"l’intitulé « {diplome.intitule} » répète le nom du diplôme ({found})",
            s.places.span(diplome, "intitule"),
            "ne gardez que la spécialité",
        )
