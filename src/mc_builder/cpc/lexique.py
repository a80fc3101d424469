"""The four markers: their names, and the words that speak of what each marks.

Words are looked for in simplified texts (no accent, no capital): they propose, show or document a
marker, and prove nothing by themselves.
"""

from __future__ import annotations

import re

from mc_builder.model.base import Marqueur

#: The markers of each letter of criterion 2, and how they are named.
MARQUEURS: dict[str, tuple[Marqueur, ...]] = {
    "2a": ("transition-ecologique", "transition-numerique"),
    "2b": ("sante-securite",),
    "2c": ("handicap-accessibilite",),
}
NOMS: dict[Marqueur, str] = {
    "transition-ecologique": "Transition écologique",
    "transition-numerique": "Transition numérique",
    "sante-securite": "Santé et sécurité au travail",
    "handicap-accessibilite": "Handicap et accessibilité",
}
#: Words that speak, in a title, of what a marker marks.
PROPOSENT: dict[Marqueur, re.Pattern[str]] = {
    "transition-ecologique": re.compile(
        r"ecologi|environnementa|\b(?:energ|dechet|recycl|reemploi|sobriete|durable|carbone|tri\b"
        r"|valorisation des|eco-?conce|poids des pages|obsolescence)"
    ),
    "transition-numerique": re.compile(
        r"numeri|\b(?:logiciel|donnees|informatique|en ligne|automatis|internet|web\b|applicati)"
    ),
    "sante-securite": re.compile(
        r"\b(?:sante|securite au|hygiene(?! numeri)|ergonomi|gestes et postures|epi\b"
        r"|risques? professionnel|risques? electri|consignes? de securite|prevention"
        r"|protection individuelle|postures?\b)"
    ),
    "handicap-accessibilite": re.compile(
        r"\b(?:handicap|accessib|equivalents? textuel|conception universelle|inclusi)"
    ),
}
#: Words that show, among the texts of an object that is marked, why it is.
DISENT: dict[Marqueur, re.Pattern[str]] = {
    "transition-ecologique": re.compile(
        r"ecologi|environnement|energ|dechet|recycl|poids|reemploi|collecte|"
        r"stockage|duree|archiv|veille|retrait|doublon|empreinte|gaspill|\btri\b|sobri"
        r"|durable|emballage|polluan|circuits? courts?|de saison\b"
    ),
    # What the numerical transition changes in a trade: upkeep is of any trade of it.
    "transition-numerique": re.compile(
        r"automat|\bmacros?\b|\bscripts?\b|publipostage|progiciel|\bnuage|hebergement|a distance"
        r"|en ligne|\bbases? de donnees|d.une base\b|hameconn|double authentification"
        r"|moyen protege|demateriali|fraudul|tablette|objets? connecte|capteur"
    ),
    "sante-securite": re.compile(
        r"\b(?:sante|ergonomi|epi)\b|hygiene(?! numeri)|postures?\b|\bpause|equipements? de protec"
        r"|protections? (?:individuelle|collective)|siege|eclairage|cable|fatigue|prevention"
        r"|brulure|coupure|\bchutes?\b|blessure|secourisme|accidents?\b|\bgants?\b|incendie"
        r"|risques? (?:de|d.|electri|chimi|physi|profess|biolog)"
    ),
    "handicap-accessibilite": re.compile(
        r"handicap|accessib|equivalents? textuel|contraste|lisib|couleur|sous-titr"
        r"|besoins? de la personne|lecteur d.ecran|vulnerab|\bsourde?s?\b|malentend|malvoy|aveugle"
        r"|langue des signes|fauteuil|mobilite reduite|deficien|\bautis|inclusi|perte d.autonomie"
    ),
}
#: What the article names besides, and its words: lacking when none of the texts has them.
NOMME: dict[str, tuple[str, re.Pattern[str]]] = {
    "2c": ("conception universelle", re.compile(r"conception universelle|\buniversel")),
}
#: What serves it without its name.
SERVENT: dict[str, re.Pattern[str]] = {
    "2c": re.compile(
        r"\ba tous les publics|\b(?:utilisables?|lisibles?|accessibles?) (?:par|a|pour) tous\b"
    ),
}
#: Words by which the note is about what a marker marks; stricter than those of a marked title,
#: since an « accessible » job and a « durable » contract are in every note.
TRAITENT: dict[Marqueur, re.Pattern[str]] = {
    "transition-ecologique": re.compile(
        r"ecologi|environnement(?:al|aux)|energ|dechet|recycl|reemploi|sobriete|empreinte"
    ),
    "transition-numerique": re.compile(
        r"(?:transition|transformation) numerique|automatis|numerisation|dematerialis"
    ),
    "sante-securite": re.compile(
        r"sante (?:et securite )?au travail|sante et securite|ergonomi|risques? professionnel"
        r"|accidents? du travail|troubles musculo"
    ),
    "handicap-accessibilite": re.compile(r"handicap|accessibilite"),
}
