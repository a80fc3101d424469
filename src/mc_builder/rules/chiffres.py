"""What the rules of evidence share: dates and doubles of figures, numbers and quotations."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from mc_builder.diagnostics import Fix
from mc_builder.loading.prose_checks import markdown_texts
from mc_builder.model.preuves import Chiffre
from mc_builder.rules.registry import Subject
from mc_builder.source.prose import parse
from mc_builder.spans import Span

_ANNEE = re.compile(r"\b(?:19|20)\d\d\b")
_CITATION = re.compile(r"^ {0,3}>", re.MULTILINE)
_MOT = re.compile(r"\w+")
#: First words that the parts of one whole have in common.
_TETE = 3
#: Below this, two titles with the same perimeter do not name the same measure.
_RESSEMBLANCE = 0.92


def annee_de(chiffre: Chiffre) -> int | None:
    """The year of the measure; the last one of a period; None when the period gives none."""
    if chiffre.annee is not None:
        return chiffre.annee
    years = _ANNEE.findall(chiffre.periode or "")
    return max(map(int, years)) if years else None


def mots(text: str) -> str:
    """The words of a text, without accents, case or punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_MOT.findall("".join(c for c in plain if not unicodedata.combining(c))))


def desaccords(chiffres: tuple[Chiffre, ...]) -> Iterator[tuple[Chiffre, Chiffre]]:
    """Pairs of figures that give one measure two values, and do not say so.

    Why the perimeter counts: « Actifs » of one region and of another are two measures.
    """
    groups: dict[tuple[str, str], list[Chiffre]] = defaultdict(list)
    for chiffre in chiffres:
        groups[mots(chiffre.unite or ""), chiffre.date_affichee].append(chiffre)
    for group in groups.values():
        for first, second in combinations(group, 2):
            said = second.cle in first.contredit or first.cle in second.contredit
            same = (first.valeur, first.jusqu_a) == (second.valeur, second.jusqu_a)
            if not said and not same and _meme_mesure(first, second):
                yield first, second


def _meme_mesure(first: Chiffre, second: Chiffre) -> bool:
    titles = mots(first.intitule), mots(second.intitule)
    scopes = mots(first.perimetre), mots(second.perimetre)
    if titles[0] == titles[1]:
        return scopes[0] in scopes[1] or scopes[1] in scopes[0]
    if scopes[0] != scopes[1] or _nombres(titles[0]) != _nombres(titles[1]):
        return False
    return difflib.SequenceMatcher(None, *titles).ratio() >= _RESSEMBLANCE


def _nombres(text: str) -> list[str]:
    """The numbers of a title: « de 3 à 49 salariés » is not « de 50 à 249 salariés »."""
    return re.findall(r"\d+", text)


def meme_tout(chiffre: Chiffre) -> tuple[str | None, ...] | None:
    """What the parts of one whole have in common; None for what cannot be one of them."""
    exact = chiffre.jusqu_a is None and chiffre.qualificatif is None
    if chiffre.unite != "%" or not exact or chiffre.valeur < 0 or chiffre.contredit:
        return None
    head = " ".join(mots(chiffre.intitule).split()[:_TETE])
    link = chiffre.source
    return (head, mots(chiffre.perimetre), chiffre.date_affichee, link.ref, link.lieu)


def proses_de_la_demande(s: Subject) -> Iterator[Span]:
    """The prose that pleads for the diploma: the note, and the Markdown of the dossier's files."""
    for _, span in markdown_texts(s.projet, s.places):
        if span.path.startswith("dossier/") and not span.path.endswith(
            ("preuves.yaml", "glossaire.yaml")
        ):
            yield span


def sans_citations(text: str) -> str:
    """The same text, as long, with blanks in place of citations, quotations and addresses."""
    masked = re.sub(r"^[ \t]*>.*$", lambda m: " " * len(m[0]), text, flags=re.MULTILINE)
    return re.sub(r"\{\{[^{}]*\}\}|«[^»]*»|https?://\S+", lambda m: " " * len(m[0]), masked)


#: A percentage, a number of thousands, an amount: what the figures of a note look like.
NOMBRE = re.compile(
    r"(?<![\w.,/°-])(?:"
    r"\d+(?:,\d+)?[ \u00a0\u202f]?(?:%|pour cent\b|pour mille\b|‰)"
    r"|\d+(?:,\d+)?[ \u00a0\u202f]?(?:[MmKk]d?€|milliards?\b|millions?\b|milliers?\b)"
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d\w])"
    r"|\d{5,9}(?=[ \u00a0\u202f][a-zà-ÿ])"
    r")"
)


def blocs(text: str) -> Iterator[tuple[str, str]]:
    """The top-level blocks of a text that quotes: kind, as the parser names it, and source."""
    if not _CITATION.search(text):
        return
    lines = text.splitlines()
    for token in parse(text):
        if token.level == 0 and token.map is not None and not token.type.endswith("_close"):
            yield token.type.removesuffix("_open"), "\n".join(lines[slice(*token.map)])


def premiere_ligne(span: Span, block: str) -> Span:
    """The first line of a quotation, in the source."""
    return span.find(block.split("\n", 1)[0].strip())


def en_retour(s: Subject, other: Chiffre, cle: str) -> Fix | None:
    """Write the link back: in the list that is there, or on a line after the value.

    Nothing is offered when the figure is written in a way that the line could break.
    """
    if other.contredit:
        last = s.places.span(other, "contredit", len(other.contredit) - 1)
        rest = last.source.text[last.end :].lstrip(" ")
        if rest.startswith(("]", ",")):
            return Fix(last.source.span(last.end), f", {cle}")
        return None
    value = s.places.span(other, "valeur")
    line = value.source.line(value.line)
    indent = re.match(r" *(?=valeur\b)", line)
    if indent is None or line[value.column - 1 + value.end - value.start :].strip():
        return None
    return Fix(value.source.span(value.end), f"\n{indent[0]}contredit: [{cle}]")
