"""RED: the signs and spaces that the documents do not put right by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mc_builder.diagnostics import Fix
from mc_builder.french import SPACES
from mc_builder.model.activites import Activite, Pole, Tache
from mc_builder.model.blocs import Bloc, BlocGeneral, Competence, SousCompetence
from mc_builder.model.emplois import Appellation, Emploi, Exigence
from mc_builder.model.evaluation import Epreuve, Partie, SousEpreuve, Unite
from mc_builder.rules.francais.textes import Feuille, Lu, textes
from mc_builder.rules.registry import AVERTISSEMENT, INFO, Constat, Subject, regle
from mc_builder.spans import Span

_TITRES = (Pole, Activite, Tache, Bloc, BlocGeneral, Competence, SousCompetence, Exigence)
_AUTRES_TITRES = (Emploi, Appellation, Unite, Epreuve, SousEpreuve, Partie)

#: What prints wrong: a pattern, what is said, what replaces the match. Each pattern begins with a
#: sign and looks back from it: so the search goes from sign to sign.
_SIGNES = (
    (re.compile(r"[;?!](?<=[^\W\d_].)(?=\s)"), "il manque une espace avant « {} »", " {}"),
    (re.compile(r":(?<=[^\W\d_]:)(?=\s)(?!\n\0)"), "il manque une espace avant « {} »", " {}"),
    (re.compile(r"«(?=[^\s«»])"), "il manque une espace après « {} »", "{} "),
    (re.compile(r"»(?<=[^\s«»]»)"), "il manque une espace avant « {} »", " {}"),
    (re.compile(r"[%€](?<=\d.)(?=[\s,.;)])"), "il manque une espace avant « {} »", " {}"),
    (re.compile(r'"(?<![\w\\].)(?=\w)[^"\n]*(?<=[\w.!?’…])"'), "guillemets droits : {}", ""),
    (re.compile(r"\.\.\.(?<!\.{4})(?!\.)"), "trois points au lieu de « … »", "…"),
    (re.compile(r"'(?:(?<!\w.)|(?!\w))"), "apostrophe droite isolée", ""),
    (re.compile(r" ,(?<=\w ,)"), "espace de trop avant « {} »", ","),
)
_POINT_FINAL = re.compile(r"\.(?<=[^.]\.)\Z")
_DOUBLE = re.compile(rf"[{SPACES}](?=[{SPACES}])(?<=[^\s|>*+-].)(?<!\d\..)[{SPACES}]+(?=[^\s|])")


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
    read = textes(s)
    for pattern, message, replacement in _SIGNES:
        for found in read.search(pattern):
            if found.lu.cite:
                continue
            span, sign = found.place, found.match[0]
            shown = sign.strip()
            yield Constat(
                message.format(shown if len(shown) < 30 else f"{shown[:28]}…"),
                span,
                "écrivez « … » avec des guillemets français" if "guillemets" in message else "",
                fix=_correction(span, sign, replacement),
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
    for found in textes(s).search(_DOUBLE):
        if found.lu.markdown and "|" not in found.ligne:
            span, spaces = found.place, found.match[0]
            yield Constat("deux espaces de suite", span, fix=_correction(span, spaces, " "))


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
    yield from textes(s).each(_points)


def _points(feuille: Feuille) -> tuple[Constat, ...]:
    return tuple(_ended(feuille.lus))


def _ended(lus: Iterable[Lu]) -> Iterator[Constat]:
    """The titles that end with a point."""
    for lu in lus:
        if not _POINT_FINAL.search(lu.texte) or lu.champ != "intitule":
            continue
        if isinstance(lu.modele, _TITRES + _AUTRES_TITRES) and not lu.texte.endswith("etc."):
            span = lu.place(len(lu.texte) - 1, len(lu.texte))
            yield Constat(
                f"le titre « {lu.texte} » finit par un point",
                span,
                "retirez le point",
                fix=_correction(span, ".", ""),
            )


def _correction(span: Span, there: str, replacement: str) -> Fix | None:
    """A correction, when the place holds just the characters to be replaced."""
    new = replacement.format(there)
    if span.text != there or (not replacement and there != "."):
        return None
    return Fix(span, new)
