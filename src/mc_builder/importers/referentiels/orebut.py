"""The JSON of a BUT (Orébut, as ScoDoc keeps it) → its tree.

A competence of a BUT is a bloc, its levels are the niveaux of the bloc, its apprentissages
critiques the competences, its composantes essentielles the indicateurs of the whole bloc.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from mc_builder.french import capital
from mc_builder.importers.referentiels.arbre import (
    MOST_PARTS,
    Illisible,
    Noeud,
    Pertes,
    Repris,
    not_too_long,
    one_line,
)
from mc_builder.importers.referentiels.donnees import (
    Objet,
    number,
    objects,
    said,
    say_rest,
    texts,
    within,
)

PROFIL = "bachelor-universitaire-de-technologie"
_SILENT = (
    "Un fichier Orébut ne dit ni emplois, ni activités, ni savoirs, ni modalités d’évaluation."
)
_WHOLE = frozenset({"competences", "specialite", "specialite_long", "parcours"})
_BLOC = frozenset(
    {
        *("id_orebut", "titre", "titre_long", "numero", "couleur", "libelle_long", "nom_court"),
        *("composantes_essentielles", "situations", "niveaux"),
    }
)
_LEVEL = frozenset({"libelle", "annee", "ordre", "app_critiques"})


def is_orebut(data: Objet) -> bool:
    """Whether an object is the référentiel of a BUT."""
    held = data.get("competences")
    found = list(held.values()) if isinstance(held, dict) else objects(held)
    return bool(found) and any(isinstance(within(one, "niveaux"), dict | list) for one in found)


def read_orebut(data: Objet) -> Repris:
    """The framework of a file; raises Illisible."""
    lost = Pertes()
    say_rest(data, _WHOLE, "le fichier entier", lost)
    blocs = sorted(_named(data["competences"]), key=lambda one: _rank(one[1].get("numero")))
    found = tuple(_bloc(name, bloc, lost) for name, bloc in blocs)
    if sum(1 for one in found for _ in one.tous()) > MOST_PARTS:
        raise Illisible(f"plus de {MOST_PARTS} éléments : le fichier est trop grand")
    for code, parcours in _named(data.get("parcours")):
        title = said(parcours, "libelle") or said(parcours, "libelle_long")
        lost.say("parcours", f"« {' '.join(filter(None, (code, title)))} » et ses niveaux")
    title = one_line(said(data, "specialite_long") or said(data, "specialite"))
    name = capital(title.lower()) if title.isupper() else title
    return Repris("Orébut", name, _SILENT, found, tuple(lost.dites), PROFIL, name)


def _named(node: object) -> Iterator[tuple[str, Objet]]:
    """The objects of an object, or of a list, each with its name."""
    if isinstance(node, dict):
        yield from ((name, one) for name, one in node.items() if isinstance(one, dict))
    for one in objects(node):
        yield said(one, "code") or said(one, "titre"), one


def _rank(value: object) -> float:
    found = number(value)
    return inf if found is None else found


def _bloc(name: str, bloc: Objet, lost: Pertes) -> Noeud:
    lieu = f"compétence « {one_line(name)} »"
    say_rest(bloc, _BLOC, lieu, lost)
    for situation in texts(bloc.get("situations")):
        lost.say(lieu, f"situation professionnelle : « {situation} »")
    held = sorted(_named(bloc.get("niveaux")), key=lambda one: _rank(one[1].get("ordre")))
    levels = [_level(lieu, title, level, lost) for title, level in held]
    essential = [
        Noeud(lieu, "", not_too_long(one_line(text), lieu, lost), genre="indicateur")
        for text in texts(bloc.get("composantes_essentielles"))
        if one_line(text)
    ]
    title = said(bloc, "titre_long") or said(bloc, "libelle_long") or name
    short = said(bloc, "titre") or name
    if short and short != title:
        lost.say(lieu, f"titre court : « {short} »")
    title = not_too_long(one_line(title), lieu, lost) or "Sans intitulé"
    numero = said(bloc, "numero")
    return Noeud(lieu, "", title, numero, "bloc", dans=(*levels, *essential))


def _level(bloc: str, name: str, level: Objet, lost: Pertes) -> Noeud:
    lieu = f"{bloc}, {one_line(name)}"
    say_rest(level, _LEVEL, lieu, lost)
    held = []
    for code, one in _named(level.get("app_critiques")):
        title = not_too_long(one_line(said(one, "libelle")), lieu, lost)
        say_rest(one, frozenset({"libelle", "code"}), f"{lieu}, {code}", lost)
        if title:
            held.append(Noeud(f"{lieu}, {code}", "", title, one_line(code), "competence"))
        else:
            lost.say(f"{lieu}, {code}", "sans libellé")
    found = "".join(sign for sign in said(level, "annee") if sign.isdecimal())[:1]
    year = int(found) if found else None
    title = not_too_long(one_line(said(level, "libelle") or name), lieu, lost) or "Sans intitulé"
    return Noeud(lieu, "", title, "", "niveau", annee=year, dans=tuple(held))
