"""RED: the French of the dossier: levels, genders, words spelt in two ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from mc_builder.french import capital
from mc_builder.model.activites import Liaisons
from mc_builder.model.evaluation import Modalite
from mc_builder.model.mots import Formes
from mc_builder.model.preuves import Terme
from mc_builder.rules.agregats import gather
from mc_builder.rules.francais import first_word
from mc_builder.rules.francais.genres import METIERS, missing_gender
from mc_builder.rules.francais.textes import Feuille, Lu, Trouve, textes
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, INFO, Constat, Subject, regle

#: The day of the arrêté that describes the eight levels of the national framework.
NIVEAUX_DEPUIS = date(2019, 1, 10)
_ARABES = {"I": "7 ou 8", "II": "6", "III": "5", "IV": "4", "V": "3"}
# Each pattern begins with letters and then looks back: the search goes from one to the next.
_ROMAIN = re.compile(r"[Nn](?<!\w.)iveaux?\s+(III|II|IV|I|V)\b(?!\s*(?:de la )?nomenclature)")
_HISTOIRE = re.compile(r"\b(?:ancien|anciens|ancienne|ex|nomenclature|alors|jusqu|avant)\b", re.I)
_BAC_PLUS = re.compile(r"[Bb](?<!\w.)[Aa][Cc]\s?\+\s?\d\b")
_TITULAIRE = re.compile(r"([LlDdAa](?<!\w.)(?:(?<=[Ll])e|(?<=[DdAa])u)) titulaire\b")
#: What someone else holds: « le titulaire du bail », « le titulaire d’un compte ».
_DE = re.compile(r"\s+(?:des?\b|du\b|d[’'])")
_LES_DEUX = {"le": "le ou la", "du": "du ou de la", "au": "au ou à la"}
_POINT_MEDIAN = re.compile(r"\b[^\W\d_]{3,}[·•‧][^\W\d_·•‧]+(?:[·•‧]s)?\b")
#: Two spellings of one notion, from the first letter of a word.
GRAPHIES = tuple(
    (re.compile(first), re.compile(second))
    for first, second in (
        (r"Web\b", r"web\b"),
        (r"Internet\b", r"internet\b"),
        (r"[Cc]ourriels?\b", r"[MmEe](?:(?<=[Mm])ail|(?<=[Ee])-?mail)s?\b"),
        (r"[Mm]ots?-clés?\b", r"[Mm]ots?(?: clés?|[ -]clefs?)\b"),
        (r"[Cc]lés?\b", r"[Cc]lefs?\b"),
        (r"[Vv]isioconférences?\b", r"[Vv]isio(?:-conférences?)?\b"),
        (r"[Mm]ise en œuvre\b", r"[Mm]ise en oeuvre\b"),
        (r"[Cc]omptes? rendus?\b", r"[Cc]omptes?-rendus?\b"),
        (r"[Ee]n ligne\b", r"[Oo]n-?line\b"),
        (r"[Cc]ahiers? des charges\b", r"[Cc]ahiers? de charges?\b"),
    )
)


@regle("RED003", ERREUR, source="Code du travail, D6113-19", surete="texte")
def niveau_en_chiffres_romains(s: Subject) -> Iterator[Constat]:
    """Un niveau s’écrit en chiffres arabes.

    Vérifie : aucun texte postérieur au 10 janvier 2019 n’écrit « niveau IV » ou « niveau V » ; les
    citations entre guillemets et les mentions d’un ancien niveau sont laissées.
    Pourquoi : le cadre national compte huit niveaux, de 1 à 8, et l’ancien niveau V est devenu 3.
    Quand le code écrit encore « niveau IV » pour un type de diplôme, son profil en fait un
    avertissement.
    Exemple fautif :
        Le diplôme est de niveau IV.
    Exemple corrigé :
        Le diplôme est de niveau 4.
    """
    if s.projet.dossier.date_reference < NIVEAUX_DEPUIS:
        return
    for found in textes(s).search_unquoted(_ROMAIN):
        if found.lu.cite or found.found_around(_HISTOIRE, 40, 25):
            continue
        words, roman = found.match[0], found.match[1]
        yield Constat(
            f"« {words} » : les niveaux s’écrivent en chiffres arabes",
            found.place,
            f"l’ancien niveau {roman} est le niveau {_ARABES[roman]}",
        )


@regle("RED004", AVERTISSEMENT, source="Vade-mecum RNCP, p. 24")
def bac_plus(s: Subject) -> Iterator[Constat]:
    """Un niveau ne se dit pas « bac + 2 ».

    Vérifie : aucun texte n’écrit « bac+N », hors des citations et des titres de la bibliographie.
    Pourquoi : la mention est « souvent trompeuse » ; elle dit une durée d’études, pas un niveau.
    Exemple fautif :
        Les offres demandent un bac+2.
    Exemple corrigé :
        Les offres demandent un diplôme de niveau 5.
    """
    for found in textes(s).search_unquoted(_BAC_PLUS):
        if not found.lu.cite:
            yield Constat(
                f"« {found.match[0]} » dit une durée d’études, pas un niveau",
                found.place,
                "écrivez « niveau 5 » pour deux années après le baccalauréat, « niveau 6 » pour"
                " trois",
            )


@regle("RED005", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def metier_a_un_seul_genre(s: Subject) -> Iterator[Constat]:
    """Une personne avec qui l’on travaille est nommée aux deux genres.

    Vérifie : dans les liaisons et la composition des commissions, un nom de métier qui a deux
    formes les donne toutes les deux.
    Pourquoi : le référentiel parle de fonctions, que chacun et chacune peut occuper.
    Exemple fautif :
        liaisons: {internes: [Chef d’équipe]}
    Exemple corrigé :
        liaisons: {internes: [Chef ou cheffe d’équipe]}
    """
    yield from gather(
        textes(s).each(_of_one_gender),
        lambda n: f"{n} personnes avec qui l’on travaille n’ont qu’un genre",
    )


def _of_one_gender(feuille: Feuille) -> tuple[Constat, ...]:
    return tuple(_has_one_gender(feuille.lus))


def _has_one_gender(lus: Iterable[Lu]) -> Iterator[Constat]:
    for lu in lus:
        named = isinstance(lu.modele, Liaisons) or (
            isinstance(lu.modele, Modalite) and lu.champ == "commission"
        )
        head = first_word(lu.texte) if named else None
        if head is None or head[0].lower() not in METIERS:
            continue
        found = missing_gender(lu.texte)
        if found is not None:
            yield Constat(
                f"« {lu.original} » ne nomme la personne qu’à un genre",
                lu.place(*head.span()),
                f"donnez les deux : « {head[0]} ou {found[1]} »",
            )


@regle("RED006", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def point_median(s: Subject) -> Iterator[Constat]:
    """Les deux genres s’écrivent en toutes lettres.

    Vérifie : aucun mot n’a de point médian.
    Pourquoi : les textes publiés donnent les deux formes (« magasinier ou magasinière ») ; le point
    médian gêne aussi les logiciels de lecture à voix haute.
    Exemple fautif :
        intitule: Technicien·ne cycles
    Exemple corrigé :
        intitule: Technicien ou technicienne cycles
    """
    for found in textes(s).each(_middle_points):
        yield Constat(
            f"« {found.match[0]} » : écrivez les deux formes en toutes lettres", found.place
        )


def _middle_points(feuille: Feuille) -> tuple[Trouve, ...]:
    if not any(point in feuille.tout for point in "·•‧"):
        return ()
    return feuille.search(_POINT_MEDIAN, unquoted=True)


@regle("RED009", INFO, source="Méthode de l’outil", surete="outil")
def deux_graphies(s: Subject) -> Iterator[Constat]:
    """Une notion s’écrit d’une seule façon.

    Vérifie : « Web » et « web », « courriel » et « mail », « mise en œuvre » et « mise en oeuvre »
    ne se mêlent pas ; les citations sont laissées.
    Pourquoi : deux graphies font chercher deux notions.
    Exemple fautif :
        ressources: [{groupe: Documents, liste: [Courriels reçus, Modèles de mail]}]
    Exemple corrigé :
        ressources: [{groupe: Documents, liste: [Courriels reçus, Modèles de courriel]}]
    """
    for first, second in GRAPHIES:
        others = _epicene_uses(s, second)
        ones = _epicene_uses(s, first) if others else []
        if not ones:
            continue
        few, many = sorted((ones, others), key=len)
        usual = Counter(found.match[0] for found in many).most_common(1)[0][0]
        yield Constat(
            f"« {few[0].match[0]} » ({len(few)} fois) et « {usual} » ({len(many)} fois) disent la"
            " même chose",
            few[0].place,
            "choisissez une graphie",
        )


@regle("RED010", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def le_titulaire(s: Subject) -> Iterator[Constat]:
    """On écrit « le ou la titulaire ».

    Vérifie : « le titulaire », « du titulaire », « au titulaire » ne désignent pas seuls la
    personne qui a le diplôme.
    Pourquoi : le diplôme s’adresse à chacun et à chacune ; « les titulaires » convient aussi.
    Exemple fautif :
        Le titulaire rend compte de son travail.
    Exemple corrigé :
        Le ou la titulaire rend compte de son travail.
    """
    yield from gather(_titulaires(s), lambda n: f"« le titulaire » n’a qu’un genre, {n} fois")


def _titulaires(s: Subject) -> Iterator[Constat]:
    diplome = _of_diplome(s.projet.profil.formes)
    for found in textes(s).search_unquoted(_TITULAIRE):
        text, end = found.match.string, found.match.end()
        if found.lu.cite or (_DE.match(text, end) and not diplome.match(text, end)):
            continue
        article = found.match[1]
        both = _LES_DEUX[article.lower()]
        both = capital(both) if article[0].isupper() else both
        yield Constat(
            f"« {found.match[0]} » ne nomme la personne qu’à un genre",
            found.place,
            f"écrivez « {both} titulaire », ou mettez la phrase au pluriel",
        )


@cache
def _of_diplome(formes: Formes) -> re.Pattern[str]:
    """« du diplôme », « de cette mention complémentaire », « de la mention »."""
    names = "|".join(map(re.escape, ("diplôme", *formes.noms, *formes.noms_courts)))
    return re.compile(rf"\s+(?:du|d[e’'](?:\s*(?:la|l[’']|ce|cette|une?))?)\s+(?:{names})\b")


def _epicene_uses(s: Subject, graphie: re.Pattern[str]) -> list[Trouve]:
    """Where the project itself spells so."""
    return [
        found
        for found in textes(s).search_unquoted(graphie)
        if found.whole and not found.lu.cite and not isinstance(found.lu.modele, Terme)
    ]
