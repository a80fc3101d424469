"""NOT: tables of the prose that no page holds, and what their captions ask for."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.metrics import longest_word, need, parts
from mc_builder.model.projet import Prose
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, Constat, Subject, regle
from mc_builder.source.tables import Table, tables_in
from mc_builder.spans import Span

_OUTIL = "Méthode de l’outil"
_ECRIRE = (
    "on écrit « Tableau (paysage) : titre », « Tableau (colonnes 20 30 50) : titre », ou les deux"
)
#: A name of a column in a message.
_LONGEST = 40


@regle("NOT025", ERREUR, source=_OUTIL, surete="outil")
def legende_non_comprise(s: Subject) -> Iterator[Constat]:
    """Ce que demande la légende d’un tableau est compris.

    Vérifie : entre parenthèses, « paysage », ou « colonnes » et une largeur pour chaque colonne.
    Pourquoi : le tableau s’imprimerait autrement que son auteur ne le veut.
    Exemple fautif :
        Tableau (colonnes 30 70) : Trois colonnes
    Exemple corrigé :
        Tableau (colonnes 30 50 20) : Trois colonnes
    """
    for prose, table in _tables(s):
        asked, count = table.options, len(table.head)
        if table.caption is None:
            continue
        at = _span(s, prose, *table.caption)
        if asked.problem:
            yield Constat(asked.problem, at, _ECRIRE)
        elif asked.shares and len(asked.shares) != count:
            yield Constat(
                f"{len(asked.shares)} largeurs pour {count} colonnes",
                at,
                f"donnez une largeur à chaque colonne : {', '.join(table.head)[:200]}",
            )


@regle("NOT026", AVERTISSEMENT, source=_OUTIL, surete="outil")
def mot_plus_large_que_sa_colonne(s: Subject) -> Iterator[Constat]:
    """Chaque mot d’un tableau tient dans sa colonne.

    Vérifie : d’après la largeur des lettres, les colonnes d’un tableau de la prose, avec leur mot
    le plus long, tiennent ensemble dans la page ; celles dont l’auteur donne la largeur aussi.
    Pourquoi : un mot plus large que sa colonne serait coupé. Le tableau qui ne tient pas s’imprime
    en plusieurs parties, dont chacune reprend la première colonne.
    Exemple fautif :
        Tableau : Vingt-quatre situations     # une colonne par situation
    Exemple corrigé :
        Tableau (paysage) : Huit situations
    """
    charte = s.projet.charte
    for prose, table in _tables(s):
        at = _span(s, prose, table.start, table.end)
        page = charte.largeur("paysage" if table.options.landscape else "page")
        needs = [need(lines, charte.mesure("tableau")) for lines in table.columns]
        less = _less(needs, None if table.options.landscape else charte.largeur("paysage"))
        cut = parts(needs, page)
        if len(cut) > 1:
            first = cut[1][1]
            yield Constat(
                f"les {len(needs)} colonnes ne tiennent pas dans la page :"
                f" {_named(table, first)} et la suite s’imprimeront à part, en {len(cut)} tableaux",
                at.find(table.head[first]) if table.head[first] else at,
                less,
            )
        elif sum(needs) > page:
            widest = max(range(len(needs)), key=needs.__getitem__)
            yield Constat(
                f"le mot « {longest_word(table.columns[widest])} » ne tient pas dans"
                f" {_named(table, widest)} : il y serait coupé",
                at,
                less,
            )
        elif len(table.options.shares) == len(needs):
            yield from _too_narrow(table, needs, page, at)


def _too_narrow(table: Table, needs: list[float], page: float, at: Span) -> Iterator[Constat]:
    """The columns whose width, given by the author, cuts a word."""
    total = sum(table.options.shares)
    for column, (share, low) in enumerate(zip(table.options.shares, needs, strict=True)):
        if share / total * page < low:
            word = longest_word(table.columns[column])
            yield Constat(
                f"le mot « {word} » ne tient pas dans {_named(table, column)} : elle sera élargie",
                at.find(table.head[column]) if table.head[column] else at,
                f"donnez-lui au moins {_percent(low / page)} % de la largeur",
            )


def _less(needs: list[float], wider: float | None) -> str:
    """What to write; `wider` is the width of the page on its side, when the table is upright."""
    if wider is not None:
        count = len(parts(needs, wider))
        if sum(needs) <= wider:
            return "écrivez « Tableau (paysage) : titre » : il y tient en entier"
        if count > 1:
            return f"écrivez « Tableau (paysage) : titre » : {count} parties ; ou partagez-le"
    return "abrégez les têtes de ses colonnes, ou faites-en plusieurs tableaux"


def _named(table: Table, column: int) -> str:
    name = table.head[column][:_LONGEST]
    return f"la colonne {column + 1}" + (f", « {name} »" if name else "")


def _percent(share: float) -> int:
    return min(100, int(100 * share) + 1)


def _tables(s: Subject) -> Iterator[tuple[Prose, Table]]:
    for prose in s.projet.proses:
        for table in tables_in(prose.texte):
            yield prose, table


def _span(s: Subject, prose: Prose, start: int, end: int) -> Span:
    whole = s.places.span(prose)
    return whole.source.span(whole.start + start, whole.start + end)
