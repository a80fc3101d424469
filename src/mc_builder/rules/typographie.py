"""RED: the signs and spaces that the documents do not put right by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mc_builder.diagnostics import Fix
from mc_builder.model.activites import Activite, Pole, Tache
from mc_builder.model.blocs import Bloc, BlocGeneral, Competence, SousCompetence
from mc_builder.model.emplois import Appellation, Emploi, Exigence
from mc_builder.model.evaluation import Epreuve, Partie, SousEpreuve, Unite
from mc_builder.rules.francais.textes import textes
from mc_builder.rules.registry import AVERTISSEMENT, INFO, Constat, Subject, regle
from mc_builder.spans import Span

_TITRES = (Pole, Activite, Tache, Bloc, BlocGeneral, Competence, SousCompetence, Exigence)
_AUTRES_TITRES = (Emploi, Appellation, Unite, Epreuve, SousEpreuve, Partie)

#: What prints wrong: the characters to look for, a pattern, what is said, what replaces the match.
_SIGNES = (
    (";?!", re.compile(r"(?<=[^\W\d_])[;?!](?=\s|\Z)"), "il manque une espace avant « {} »", " {}"),
    (":", re.compile(r"(?<=[^\W\d_]):(?=\s)"), "il manque une espace avant « {} »", " {}"),
    ("«", re.compile(r"«(?=[^\s«»])"), "il manque une espace après « {} »", "{} "),
    ("»", re.compile(r"(?<=[^\s«»])»"), "il manque une espace avant « {} »", " {}"),
    ("%€", re.compile(r"(?<=\d)[%€](?=[\s,.;)]|\Z)"), "il manque une espace avant « {} »", " {}"),
    ('"', re.compile(r'(?<![\w\\])"(?=\w)[^"\n]*(?<=[\w.!?’…])"'), "guillemets droits : {}", ""),
    (".", re.compile(r"(?<!\.)\.\.\.(?!\.)"), "trois points au lieu de « … »", "…"),
    ("'", re.compile(r"(?<!\w)'|'(?!\w)"), "apostrophe droite isolée", ""),
    (",", re.compile(r"(?<=\w) ,"), "espace de trop avant « {} »", ","),
)
_DOUBLE = re.compile(r"(?<=[^\s|>*+-])(?<!\d\.)[ \u00a0\u202f]{2,}(?=[^\s|])")


@regle("RED011", AVERTISSEMENT, source="Typographie du Journal officiel", surete="usage")
def signe_mal_imprime(s: Subject) -> Iterator[Constat]:
    """Les signes s’impriment comme il faut.

    Vérifie : une espace précède « ; », « : », « ? » et « ! » ; les guillemets sont français ; les
    points de suspension sont un seul signe. Les documents rendent d’eux-mêmes insécables les
    espaces déjà tapées, et courbes les apostrophes : ils n’en ajoutent pas.
    Pourquoi : ces fautes se voient à l’impression, dans tous les documents.
    Exemple fautif :
        La fiche comporte: la date, l’heure et le lieu.
    Exemple corrigé :
        La fiche comporte : la date, l’heure et le lieu.
    """
    for lu in textes(s):
        if lu.cite:
            continue
        for signs, pattern, message, replacement in _SIGNES:
            if not any(sign in lu.texte for sign in signs):
                continue
            for found in pattern.finditer(lu.texte):
                span = lu.place(*found.span())
                shown = found[0].strip()
                yield Constat(
                    message.format(shown if len(shown) < 30 else f"{shown[:28]}…"),
                    span,
                    "écrivez « … » avec des guillemets français" if "guillemets" in message else "",
                    fix=_correction(span, found[0], replacement),
                )


@regle("RED012", INFO, source="Typographie du Journal officiel", surete="usage")
def espaces_doubles(s: Subject) -> Iterator[Constat]:
    """Une seule espace sépare deux mots.

    Vérifie : la prose n’a pas deux espaces de suite, hors du retrait des listes et des tableaux.
    Pourquoi : c’est souvent le reste d’un mot effacé.
    Exemple fautif :
        Le vélo  est rendu propre.
    Exemple corrigé :
        Le vélo est rendu propre.
    """
    for lu in textes(s):
        for found in _DOUBLE.finditer(lu.texte) if lu.markdown else ():
            if "|" not in _line(lu.texte, found.start()):
                span = lu.place(*found.span())
                yield Constat("deux espaces de suite", span, fix=_correction(span, found[0], " "))


@regle("RED013", AVERTISSEMENT, source="Typographie du Journal officiel", surete="usage")
def point_a_la_fin_d_un_titre(s: Subject) -> Iterator[Constat]:
    """Un titre ne finit pas par un point.

    Vérifie : les titres d’emplois, d’exigences, de pôles, d’activités, de tâches, de blocs, de
    compétences, d’unités et d’épreuves.
    Pourquoi : un titre s’imprime dans un tableau, un sommaire, une phrase.
    Exemple fautif :
        intitule: Contrôle du freinage.
    Exemple corrigé :
        intitule: Contrôle du freinage
    """
    for lu in textes(s):
        title = lu.champ == "intitule" and isinstance(lu.modele, _TITRES + _AUTRES_TITRES)
        if title and re.search(r"[^.]\.\Z", lu.texte) and not lu.texte.endswith("etc."):
            span = lu.place(len(lu.texte) - 1, len(lu.texte))
            yield Constat(
                f"le titre « {lu.texte} » finit par un point",
                span,
                "retirez le point",
                fix=_correction(span, ".", ""),
            )


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _correction(span: Span, there: str, replacement: str) -> Fix | None:
    """A correction, when the place holds just the characters to be replaced."""
    new = replacement.format(there)
    if span.text != there or (not replacement and there != "."):
        return None
    return Fix(span, new)
