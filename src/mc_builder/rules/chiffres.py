"""What the rules of evidence share: dates and doubles of figures, numbers and quotations."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from mc_builder.diagnostics import Fix
from mc_builder.french import SPACES, folded
from mc_builder.model.base import ACompleter, if_known, known_words
from mc_builder.model.preuves import Chiffre
from mc_builder.rules.francais.textes import markdown
from mc_builder.rules.registry import Subject
from mc_builder.spans import Span

_ANNEE = re.compile(r"\b(?:19|20)\d\d\b")
_CITATION = re.compile(r"^ {0,3}>", re.MULTILINE)
#: A heading; a quotation and the lines that go on with it; other lines until one of these.
_BLOC = re.compile(r"^#.*|^ {0,3}>.*(?:\n.+)*|^.+(?:\n(?! {0,3}>|#).+)*", re.MULTILINE)
#: What opens an item of a list, the rest of one, or a table.
_LISTE = re.compile(r"\s*(?:[-*+]|\d+[.)])\s| {4}|\|")
_MOT = re.compile(r"\w+")
#: First words that the parts of one whole have in common.
_TETE = 3
#: Below this, two titles with the same perimeter do not name the same measure.
_RESSEMBLANCE = 0.92


def year_of(chiffre: Chiffre) -> int | None:
    """The year of the measure; the last one of a period; None when the period gives none."""
    if chiffre.annee is not None:
        return if_known(chiffre.annee)
    years = _ANNEE.findall(known_words(chiffre.periode))
    return max(map(int, years)) if years else None


def words_of(text: str | ACompleter) -> str:
    """The words of a text, without accents, case or punctuation; none when it is to complete."""
    return _words_of(known_words(text))


@lru_cache(maxsize=4096)
def _words_of(text: str) -> str:
    return " ".join(_MOT.findall(folded(text)))


def disagreements(chiffres: tuple[Chiffre, ...]) -> Iterator[tuple[Chiffre, Chiffre]]:
    """Pairs of figures that give one measure two values, and do not say so.

    Why the perimeter counts: « Actifs » of one region and of another are two measures.
    """
    groups: dict[tuple[str, str], list[Chiffre]] = defaultdict(list)
    for chiffre in chiffres:
        groups[words_of(chiffre.unite or ""), chiffre.date_affichee].append(chiffre)
    for group in groups.values():
        for first, second in _near_titles(group):
            known = if_known(first.valeur) is not None and if_known(second.valeur) is not None
            said = not known or second.cle in first.contredit or first.cle in second.contredit
            same = (first.valeur, first.jusqu_a) == (second.valeur, second.jusqu_a)
            if not said and not same and _same_measure(first, second):
                yield first, second


def _near_titles(group: list[Chiffre]) -> list[tuple[Chiffre, Chiffre]]:
    """The pairs, in order, that have one title, or one perimeter and the numbers of one title.

    Why: a long title is compared with those that it may resemble, not with all the others.
    """
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for rank, chiffre in enumerate(group):
        title = words_of(chiffre.intitule)
        alike["titre", title].append(rank)
        alike["portée", words_of(chiffre.perimetre), *_numbers(title)].append(rank)
    pairs = {pair for ranks in alike.values() for pair in combinations(ranks, 2)}
    return [(group[a], group[b]) for a, b in sorted(pairs)]


def _same_measure(first: Chiffre, second: Chiffre) -> bool:
    titles = words_of(first.intitule), words_of(second.intitule)
    if titles[0] == titles[1]:
        scopes = words_of(first.perimetre), words_of(second.perimetre)
        return scopes[0] in scopes[1] or scopes[1] in scopes[0]
    matcher = difflib.SequenceMatcher(None, *titles)
    # Two upper bounds, each far quicker than the next.
    enough = matcher.real_quick_ratio() >= _RESSEMBLANCE <= matcher.quick_ratio()
    return enough and matcher.ratio() >= _RESSEMBLANCE


def _numbers(text: str) -> list[str]:
    """The numbers of a title: « de 3 à 49 salariés » is not « de 50 à 249 salariés »."""
    return re.findall(r"\d+", text)


def same_whole(chiffre: Chiffre) -> tuple[str | None, ...] | None:
    """What the parts of one whole have in common; None for what cannot be one of them."""
    value = if_known(chiffre.valeur)
    exact = chiffre.jusqu_a is None and chiffre.qualificatif is None
    if chiffre.unite != "%" or not exact or value is None or value < 0 or chiffre.contredit:
        return None
    head = " ".join(words_of(chiffre.intitule).split()[:_TETE])
    link = chiffre.source
    return (head, words_of(chiffre.perimetre), chiffre.date_affichee, link.ref, link.lieu)


def proses_of_request(s: Subject) -> Iterator[Span]:
    """The prose that pleads for the diploma: the note, and the Markdown of the dossier's files."""
    for _, span in markdown(s):
        if span.path.startswith("dossier/") and not span.path.endswith(
            ("preuves.yaml", "glossaire.yaml")
        ):
            yield span


@lru_cache(maxsize=256)
def without_quotations(text: str) -> str:
    """The same text, as long, with blanks in place of citations, quotations and addresses."""
    if ">" in text:
        text = re.sub(r"^[ \t]*>.*$", lambda m: " " * len(m[0]), text, flags=re.MULTILINE)
    return re.sub(r"\{\{[^{}]*\}\}|«[^«»]*»|https?://\S+", lambda m: " " * len(m[0]), text)


#: A percentage, a number of thousands, an amount: what the figures of a note look like.
NOMBRE = re.compile(
    r"\d(?<![\w.,/°-].)(?:"  # the digit, then what may not precede it: the search goes by digits
    rf"\d*(?:,\d+)?[{SPACES}]?(?:%|pour cent\b|pour mille\b|‰)"
    rf"|\d*(?:,\d+)?[{SPACES}]?(?:[MmKk]d?€|milliards?\b|millions?\b|milliers?\b)"
    rf"|\d{{0,2}}(?:[{SPACES}]\d{{3}})+(?![\d\w])"
    rf"|\d{{4,8}}(?=[{SPACES}][a-zà-ÿ])"
    r")"
)


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """The blocks of a text that quotes: « heading », « blockquote », « paragraph » or « list »."""
    if not _CITATION.search(text):
        return
    for found in _BLOC.finditer(text):
        block = found[0]
        if block.startswith("#"):
            yield "heading", block
        elif _CITATION.match(block):
            yield "blockquote", block
        else:
            yield "list" if _LISTE.match(block) else "paragraph", block


def first_line(span: Span, block: str) -> Span:
    """The first line of a quotation, in the source."""
    return span.find(block.split("\n", 1)[0].strip())


def link_back(s: Subject, other: Chiffre, ident: str | None) -> Fix | None:
    """Write the link back: in the list that is there, or on a line after the value.

    Nothing is offered when there is no id to write, nor when the figure is written in a way that
    the line could break.
    """
    if ident is None:
        return None
    if other.contredit:
        last = s.places.span(other, "contredit", len(other.contredit) - 1)
        rest = last.source.text[last.end :].lstrip(" ")
        if rest.startswith(("]", ",")):
            return Fix(last.source.span(last.end), f", {ident}")
        return None
    value = s.places.span(other, "valeur")
    line = value.source.line(value.line)
    indent = re.match(r" *(?=valeur\b)", line)
    if indent is None or line[value.column - 1 + value.end - value.start :].strip():
        return None
    return Fix(value.source.span(value.end), f"\n{indent[0]}contredit: [{ident}]")
