"""Names of jobs: the feminine of a masculine, and whether a title gives both."""

from __future__ import annotations

import re

from mc_builder.rules.francais import MOT

#: Feminines that no ending gives.
_PARTICULIERS = {
    "chef": ("cheffe",),
    "maître": ("maîtresse",),
    "artisan": ("artisane",),
    "agent": ("agente",),
    "employé": ("employée",),
    "compagnon": ("compagne", "compagnonne"),
    "ambassadeur": ("ambassadrice",),
    "docteur": ("docteure", "doctoresse"),
    "ingénieur": ("ingénieure",),
    "professeur": ("professeure",),
    "auteur": ("autrice", "auteure"),
    "coiffeur": ("coiffeuse",),
    "sportif": ("sportive",),
    "steward": ("hôtesse",),
    "barman": ("barmaid",),
    "expert": ("experte",),
    "apprenti": ("apprentie",),
    "adjoint": ("adjointe",),
    "avocat": ("avocate",),
    "commercial": ("commerciale",),
    "contremaître": ("contremaîtresse",),
    "hôte": ("hôtesse",),
    "laborantin": ("laborantine",),
    "marchand": ("marchande",),
    "professionnel": ("professionnelle",),
}
#: Endings, longest first; « menteur, menteuse » as well as « acteur, actrice ».
_TERMINAISONS = (
    ("teur", ("trice", "teuse", "teure")),
    ("eur", ("euse", "eure", "eresse")),
    ("ien", ("ienne",)),
    ("on", ("onne",)),
    ("ier", ("ière",)),
    ("er", ("ère",)),
    ("ant", ("ante",)),
    ("ent", ("ente",)),
    ("é", ("ée",)),
    ("if", ("ive",)),
)
#: Words that end so and name no person, or are the same in both genders.
_EPICENES = frozenset(
    {"aide", "appui", "atelier", "encadrement", "extérieur", "foyer", "intérieur", "métier"}
    | {"recrutement", "secteur", "support", "gestion", "maintenance", "accompagnement", "médecin"}
    | {"talent", "document", "chantier", "quartier", "premier"}
    # English words, the same for all.
    | {"booker", "designer", "dispatcher", "docker", "manager", "merchandiser"}
    | {"producer", "reporter", "rigger", "rewriter", "trader", "webmaster"}
)
#: Jobs met in the texts, in the masculine, sure enough to be looked for anywhere.
METIERS = frozenset(
    {"agent", "animateur", "apprenti", "artisan", "assistant", "chargé", "chef", "conseiller"}
    | {"directeur", "employé", "enseignant", "formateur", "gérant", "infirmier", "ingénieur"}
    | {"magasinier", "mécanicien", "médiateur", "ouvrier", "technicien", "tuteur", "vendeur"}
    | {"coordinateur", "coordonnateur", "professeur", "salarié", "inspecteur"}
)


#: Both genders in short: « technicien(ne) », « technicien·ne », « technicien / technicienne ».
_ABREGE = re.compile(r"[^\W\d_]\([^\W\d_]{1,6}\)|[·.](?:e|ne|ère|rice|trice|euse)\b|/")


def feminines(masculin: str) -> tuple[str, ...]:
    """The possible feminines of a masculine name of job; none when it has one form only."""
    word = masculin.lower()
    if word in _EPICENES or word.endswith("ement"):
        return ()
    if word in _PARTICULIERS:
        return _PARTICULIERS[word]
    for ending, endings in _TERMINAISONS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return tuple(word[: -len(ending)] + feminine for feminine in endings)
    return ()


def masculines(feminin: str) -> tuple[str, ...]:
    """The possible masculines of a feminine name of job; none when it is not a feminine."""
    word = feminin.lower()
    found = [m for m, forms in _PARTICULIERS.items() if word in forms]
    found += [
        word[: -len(feminine)] + ending
        for ending, endings in _TERMINAISONS
        for feminine in endings
        if word.endswith(feminine) and len(word) > len(feminine) + 1
    ]
    return tuple(found)


def missing_gender(titre: str) -> tuple[re.Match[str], str] | None:
    """The word that opens a title in one gender only, and the other gender; None when both are.

    Only the words before the first preposition are heads: « Assistant ou assistante chef de
    projet » says both genders of its head.
    """
    words = {found[0].lower() for found in MOT.finditer(titre)}
    words |= {part for word in words for part in word.split("-")}
    if _ABREGE.search(titre):
        return None
    head = MOT.search(titre)
    if head is None:
        return None
    *before, last = head[0].lower().split("-")
    part = before[-1] if last == "chef" and before else last  # « surveillante-chef »
    if before[:1] == ["garde"]:  # « garde-rivière »
        return None
    feminine = feminines(part)
    if feminine:
        return (head, feminine[0]) if words.isdisjoint(feminine) else None
    surely = part.endswith(_FEMININES) or any(part in forms for forms in _PARTICULIERS.values())
    masculine = masculines(part) if surely else ()
    return (head, masculine[0]) if masculine and words.isdisjoint(masculine) else None


#: Endings that only a feminine has.
_FEMININES = ("trice", "euse", "eure", "ienne", "ière", "llère", "ante", "ente", "ée")
