"""RED: an article of a code says, at the date of reference, what it is cited for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from mc_builder.french import SPACES, de, in_words, listed
from mc_builder.loading.droit import droit
from mc_builder.model.articles import cite
from mc_builder.model.base import known_words
from mc_builder.model.droit import ArticleDeCode, Sujet, VersionArticle
from mc_builder.model.preuves import Source
from mc_builder.model.profil import en_vigueur
from mc_builder.rules.agregats import gather
from mc_builder.rules.francais.textes import Feuille, Lu, textes
from mc_builder.rules.mots import simple
from mc_builder.rules.registry import AVERTISSEMENT, INFO, Constat, Subject, once, regle
from mc_builder.spans import Span

_CITE = re.compile(rf"(?<!\w)[LRDA](?:\.[{SPACES}]?(?=\d)|(?=\d{{3,4}}-))")
_NUMERO = re.compile(rf"(?<!\w)[LRDA][{SPACES}]*(\d{{3,4}}(?:-\d+)+)")
_POINT = re.compile(r"[.!?](?=\s|\Z)|\n\s*\n")
#: What says of which version an article is.
_VERSION = re.compile(
    r"\bversion\b|\bredaction\b|\ben vigueur\b|\bdecret n|\bpar anticipation\b|\ba actualiser\b"
    r"|\b(?:avant|depuis|a compter du|au) (?:1er |\d{1,2} )?\w+ \d{4}\b"
)


@dataclass(frozen=True)
class _Citation:
    """An article cited in a sentence: both simplified, and where the number is written."""

    numero: str
    phrase: str
    autres: frozenset[str]
    place: Span


@regle("RED032", AVERTISSEMENT, source="Code de l’éducation, D337-139 à D337-160")
def article_cite_hors_de_sa_version(s: Subject) -> Iterator[Constat]:
    """Un article dit, à la date de référence, ce pour quoi on le cite.

    Vérifie : pour les articles dont l’outil a lu les versions, celle en vigueur à la date de
    référence existe et traite de ce dont parle la phrase qui la cite.
    Pourquoi : un article change ; la phrase « une validation partielle atteste les blocs » est
    celle de 2025, un dossier de 2019 ne peut la tirer de l’article D. 337-147.
    Exemple fautif :
        Une validation partielle atteste les blocs (article D. 337-147).   # dossier de 2019
    Exemple corrigé :
        Le diplôme s’obtient aussi par la VAE (article D. 337-147).
    """
    day = s.projet.dossier.date_reference
    for cited in _citations(s):
        if "par anticipation" in cited.phrase:
            continue
        reason = _gap(cited, day)
        if reason:
            yield Constat(
                f"l’article {cite(cited.numero)} {reason}",
                cited.place,
                "citez l’article qui le dit à la date de référence, ou retirez l’affirmation",
            )


@regle("RED033", INFO, source="Méthode de l’outil", surete="outil")
def article_cite_sans_version(s: Subject) -> Iterator[Constat]:
    """Un article dont la rédaction a changé se cite avec sa version.

    Vérifie : la phrase, ou la source de la bibliographie qui porte sur le même code, dit la
    version des articles dont l’outil connaît plusieurs rédactions.
    Pourquoi : qui relit le dossier deux ans après ouvre une autre version, et n’y trouve pas ce
    qui est cité.
    Exemple fautif :
        Le diplôme compte trois unités (article D. 337-140 du code de l’éducation).
    Exemple corrigé :
        Le diplôme compte trois unités (article D. 337-140, version du 1er septembre 2020).
    """
    dated = _dated_codes(s)
    found = []
    for cited in _citations(s):
        article = _by_numero()[cited.numero]
        if len(article.versions) < 2 or article.code in dated or _VERSION.search(cited.phrase):
            continue
        found.append(
            Constat(
                f"l’article {cite(cited.numero)} du {article.code} est cité sans sa version",
                cited.place,
                "dites-la dans la phrase, ou dans la « precision » de la source",
            )
        )
    yield from gather(found, lambda n: f"{n} articles sont cités sans leur version")


def _dated_codes(s: Subject) -> set[str]:
    """The codes of which a source of the bibliography gives the version."""
    found: set[str] = set()
    for source in s.projet.sources:
        given = (source.auteur, source.titre, source.precision)
        words = simple(" ".join(known_words(text) for text in given))
        if _VERSION.search(words):
            found |= {a.code for a in droit().articles if simple(a.code) in words}
    return found


@cache
def _by_numero() -> dict[str, ArticleDeCode]:
    return {numero: a for a in droit().articles for numero in a.numeros}


@cache
def _sujets() -> tuple[tuple[Sujet, re.Pattern[str]], ...]:
    return tuple((sujet, re.compile(sujet.mots)) for sujet in droit().sujets)


def _gap(cited: _Citation, day: date) -> str:
    """What an article does not say in its version of the day, or an empty text."""
    article = _by_numero()[cited.numero]
    here = en_vigueur(article.versions, day)
    if here is None:
        begun = min(v.du for v in article.versions if v.du is not None)
        return f"n’existe pas à la date de référence : il s’applique depuis le {in_words(begun)}"
    about = [sujet for sujet, words in _sujets() if words.search(cited.phrase)]
    with_it = [here, *_in_force(cited.autres, day)]
    for sujet in about:
        other = next((v for v in article.versions if sujet.sujet in v.dit), None)
        if other is not None and not any(sujet.sujet in v.dit for v in with_it):
            return (
                f"ne traite pas {de(sujet.nom)} dans sa version à la date de référence, mais dans"
                f" une autre ({other.lue})"
            )
    ever = {name for version in article.versions for name in version.dit}
    said = {sujet.sujet for sujet in about}
    if about and ever and not said & ever and not _said(cited.autres) & said:
        where = listed([cite(n) for n, a in _by_numero().items() if _of_article(a) & said])
        return f"ne traite pas {de(about[0].nom)} : voyez {where}"
    return ""


def _in_force(numeros: frozenset[str], day: date) -> list[VersionArticle]:
    found = (en_vigueur(_by_numero()[n].versions, day) for n in numeros if n in _by_numero())
    return [version for version in found if version is not None]


def _of_article(article: ArticleDeCode) -> set[str]:
    return {name for version in article.versions for name in version.dit}


def _said(numeros: frozenset[str]) -> set[str]:
    known = [_by_numero()[n] for n in numeros if n in _by_numero()]
    return {name for article in known for name in _of_article(article)}


@once
def _citations(s: Subject) -> tuple[_Citation, ...]:
    """The known articles that the project cites in its own words; read once for both rules."""
    return tuple(textes(s).each(_cited))


def _cited(feuille: Feuille) -> tuple[_Citation, ...]:
    cited = (
        lu for lu in feuille.lus if not isinstance(lu.modele, Source) and _CITE.search(lu.original)
    )
    return tuple(found for lu in cited for found in _of_text(lu))


def _of_text(lu: Lu) -> Iterator[_Citation]:
    # « D. 337-147 » holds the mark that ends a sentence: same length without it.
    text = _CITE.sub(lambda m: m[0].replace(".", " "), lu.original)
    start = 0
    for end in (*(m.end() for m in _POINT.finditer(text)), len(text)):
        found = [(m, m[0][0] + m[1]) for m in _NUMERO.finditer(text, start, end)]
        numeros = frozenset(numero for _, numero in found)
        for match, numero in found:
            if numero in _by_numero():
                sentence = simple(text[start:end])
                yield _Citation(numero, sentence, numeros - {numero}, lu.place(*match.span()))
        start = end
