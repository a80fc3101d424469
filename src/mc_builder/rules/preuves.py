"""PRE: figures and sources that hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from mc_builder.diagnostics import Related
from mc_builder.french import percent
from mc_builder.model.base import if_known
from mc_builder.model.liens import LienSource
from mc_builder.model.preuves import Chiffre
from mc_builder.rules.chiffres import (
    NOMBRE,
    blocks,
    disagreements,
    first_line,
    link_back,
    proses_of_request,
    same_whole,
    without_quotations,
    year_of,
)
from mc_builder.rules.francais.textes import markdown
from mc_builder.rules.registry import AVERTISSEMENT, INFO, Constat, Subject, regle
from mc_builder.source.prose import constructs_in

#: Years after which a figure needs a word of caution; ours, not a text's.
_ANCIENNETE = 5


def _called(s: Subject, kind: str) -> set[str]:
    """What the prose cites, by identifier."""
    return {
        construct.ident
        for text, _ in markdown(s)
        for construct in constructs_in(text)
        if construct.kind == kind
    }


@regle("PRE003", INFO, source="Méthode de l’outil", surete="outil")
def source_jamais_citee(s: Subject) -> Iterator[Constat]:
    """Chaque source de la bibliographie est citée.

    Vérifie : la prose, un chiffre, un emploi, une certification ou le dossier renvoie à la source.
    Pourquoi : une source que rien ne cite n’appuie rien ; la commission la cherche en vain.
    Exemple fautif :
        - {id: etude-2012, auteur: Observatoire, titre: Étude, annee: 2012}   # jamais citée
    Exemple corrigé :
        L’usage progresse {{ source("etude-2012", page=4) }}.
    """
    linked = {link.ref for link in s.projet.of_nature(LienSource)}
    used = linked | _called(s, "source")
    for source in s.projet.sources:
        if source.cle not in used:
            yield Constat(
                f"la source « {source.titre} » n’est jamais citée",
                s.places.name(source, "id"),
                s.names.typed(source, 'citez-la par {{ source("{id}") }}, ou retirez-la'),
            )


@regle("PRE004", INFO, source="Méthode de l’outil", surete="outil")
def chiffre_jamais_cite(s: Subject) -> Iterator[Constat]:
    """Chaque chiffre est cité.

    Vérifie : la prose cite le chiffre, ou un graphique le montre.
    Pourquoi : la liste des chiffres imprime aussi ceux que le texte n’emploie pas.
    Exemple fautif :
        - {id: part-2023, intitule: Part des ateliers, valeur: 12, …}   # jamais cité
    Exemple corrigé :
        Ils sont {{ chiffre("part-2023") }} à recruter.
    """
    drawn = {point.chiffre for graphique in s.projet.graphiques for point in graphique.points}
    used = _called(s, "chiffre") | drawn
    for chiffre in s.projet.chiffres:
        if chiffre.cle not in used:
            yield Constat(
                f"le chiffre « {chiffre.intitule} » n’est jamais cité",
                s.places.name(chiffre, "id"),
                s.names.typed(chiffre, 'citez-le par {{ chiffre("{id}") }}, ou retirez-le'),
            )


@regle("PRE005", AVERTISSEMENT, source="Méthode de l’outil", surete="usage")
def chiffre_ancien(s: Subject) -> Iterator[Constat]:
    """Un chiffre ancien porte une réserve.

    Vérifie : un chiffre mesuré plus de cinq ans avant la date de référence a une « reserve » ; une
    période compte par sa dernière année.
    Pourquoi : la commission juge un besoin présent ; l’ancienneté se dit, elle ne se devine pas.
    Exemple fautif :
        date_reference: 2026-03-31
        - {id: postes, valeur: 800, annee: 2015, …}
    Exemple corrigé :
        - {id: postes, valeur: 800, annee: 2015, reserve: Dernière enquête disponible., …}
    """
    reference = s.projet.dossier.date_reference.year
    for chiffre in s.projet.chiffres:
        year = year_of(chiffre)
        if year is not None and year < reference - _ANCIENNETE and not chiffre.reserve:
            yield Constat(
                f"ce chiffre de {year} a plus de {_ANCIENNETE} ans à la date de référence",
                s.places.span(chiffre, "annee" if chiffre.annee is not None else "periode"),
                "ajoutez une « reserve » qui dit pourquoi il vaut encore, ou actualisez-le",
            )


@regle("PRE006", AVERTISSEMENT, source="Méthode de l’outil", surete="usage")
def valeurs_contradictoires(s: Subject) -> Iterator[Constat]:
    """Une même mesure n’a pas deux valeurs sans que la contradiction soit dite.

    Vérifie : deux chiffres de même intitulé, de même unité, de même date et de même périmètre (ou
    dont l’un contient l’autre) ont la même valeur, ou l’un « contredit » l’autre.
    Pourquoi : deux valeurs pour une mesure se retournent contre le dossier ; la contradiction
    entre deux sources se dit.
    Exemple fautif :
        - {id: postes-a, intitule: Postes offerts, valeur: 800, annee: 2023, perimetre: France, …}
        - {id: postes-b, intitule: Postes offerts, valeur: 950, annee: 2023, perimetre: France, …}
    Exemple corrigé :
        - {id: postes-b, intitule: Postes offerts, valeur: 950, contredit: [postes-a], …}
    """
    for first, second in disagreements(s.projet.chiffres):
        yield Constat(
            f"« {second.intitule} » vaut ici {second.printed} et ailleurs {first.printed}",
            s.places.span(second, "valeur"),
            "corrigez une valeur, ou "
            + s.names.typed(first, "ajoutez « contredit: [{id}] » et une « reserve »"),
            (Related(s.places.span(first, "valeur"), "l’autre valeur"),),
        )


@regle("PRE007", INFO, source="Méthode de l’outil", surete="outil")
def contradiction_a_sens_unique(s: Subject) -> Iterator[Constat]:
    """Une contradiction se dit des deux côtés.

    Vérifie : un chiffre que l’autre « contredit » le contredit aussi.
    Pourquoi : la liste des chiffres avertit alors le lecteur, par où qu’il entre.
    Exemple fautif :
        - {id: postes-a, contredit: [postes-b], …}
        - {id: postes-b, …}
    Exemple corrigé :
        - {id: postes-b, contredit: [postes-a], …}
    """
    mended: set[str] = set()  # one correction for each figure: two would not agree on the place
    for chiffre in s.projet.chiffres:
        for rank, cle in enumerate(chiffre.contredit):
            other = s.projet.find(cle, Chiffre)
            if other is not None and chiffre.cle not in other.contredit:
                fix = link_back(s, other, chiffre.id) if cle not in mended else None
                mended.add(cle)
                yield Constat(
                    f"« {other.intitule} » ne contredit pas en retour « {chiffre.intitule} »",
                    s.places.span(chiffre, "contredit", rank),
                    s.names.typed(chiffre, "ajoutez « {id} » à « contredit » de l’autre chiffre"),
                    (Related(s.places.start(other), "l’autre chiffre"),),
                    fix,
                )


@regle("PRE008", AVERTISSEMENT, source="Méthode de l’outil", surete="outil")
def nombre_tape(s: Subject) -> Iterator[Constat]:
    """Un chiffre se cite, il ne se tape pas dans la prose.

    Vérifie : ni pourcentage, ni nombre de plus de trois chiffres groupés, ni montant en toutes
    lettres dans la note, la synthèse, les demandeurs et les certifications, citations exceptées.
    Pourquoi : un chiffre tapé n’a ni source, ni année, ni périmètre, et dérive de page en page.
    Exemple fautif :
        Les ateliers cherchent 1 250 personnes.
    Exemple corrigé :
        Les ateliers cherchent {{ chiffre("recrutements-2023") }}.
    """
    for span in proses_of_request(s):
        for found in NOMBRE.finditer(without_quotations(span.text)):
            place = span.source.span(span.start + found.start(), span.start + found.end())
            yield Constat(
                f"« {place.text} » est tapé dans la prose",
                place,
                "donnez-le à dossier/preuves.yaml avec sa source, puis citez-le par"
                ' {{ chiffre("…") }}',
            )


@regle("PRE009", AVERTISSEMENT, source="Méthode de l’outil", surete="usage")
def citation_sans_source(s: Subject) -> Iterator[Constat]:
    """Une citation dit d’où elle vient.

    Vérifie : un passage cité (« > … ») contient une source, ou la phrase qui l’amène en donne une.
    Pourquoi : une citation sans source ne se vérifie pas.
    Exemple fautif :
        > On ne le répare plus, on l’entretient.
    Exemple corrigé :
        > On ne le répare plus, on l’entretient. {{ source("etude-flottes-2025", page=12) }}
    """
    for text, span in markdown(s):
        before = False
        for kind, block in blocks(text):
            sourced = any(c.kind == "source" for c in constructs_in(block))
            if kind == "blockquote" and not sourced and not before:
                yield Constat(
                    "cette citation n’a pas de source",
                    first_line(span, block),
                    'terminez-la par {{ source("…", page=…) }}',
                )
            before = sourced and kind == "paragraph"


@regle("PRE010", INFO, source="Méthode de l’outil", surete="outil")
def source_posterieure(s: Subject) -> Iterator[Constat]:
    """Une source postérieure à la date de référence est marquée « à actualiser ».

    Vérifie : une source parue une année après la date de référence le dit dans « precision ».
    Pourquoi : tout est jugé à la date de référence ; ce qui vient après est un emprunt à signaler.
    Exemple fautif :
        date_reference: 2019-12-31
        - {id: rome, titre: ROME, version 3.47, annee: 2021}
    Exemple corrigé :
        - {id: rome, titre: ROME, version 3.47, annee: 2021, precision: À actualiser.}
    """
    reference = s.projet.dossier.date_reference
    for source in s.projet.sources:
        if source.is_later(reference) and not source.a_actualiser:
            yield Constat(
                f"cette source de {source.annee} est postérieure à la date de référence",
                s.places.span(source, "annee"),
                "écrivez « À actualiser » dans « precision »",
            )


@regle("PRE011", INFO, source="Méthode de l’outil", surete="outil")
def site_sans_adresse(s: Subject) -> Iterator[Constat]:
    """Une source en ligne a son adresse.

    Vérifie : une source de type « site » a une « url ».
    Pourquoi : sans adresse, un site ne se retrouve pas.
    Exemple fautif :
        - {id: reseau, auteur: Réseau, titre: Données, annee: 2018, type: site}
    Exemple corrigé :
        - {id: reseau, type: site, url: "https://www.example.org/", …}
    """
    for source in s.projet.sources:
        if source.type == "site" and source.url is None:
            yield Constat(
                f"le site « {source.titre} » n’a pas d’adresse",
                s.places.span(source, "type"),
                "ajoutez « url »",
            )


@regle("PRE013", INFO, source="Méthode de l’outil", surete="usage")
def chiffre_sans_reperage(s: Subject) -> Iterator[Constat]:
    """Un chiffre dit où on le lit dans sa source.

    Vérifie : la source du chiffre a une page ou un repérage.
    Pourquoi : « où est-ce écrit ? » est la première question d’une commission.
    Exemple fautif :
        source: enquete-ateliers-2024
    Exemple corrigé :
        source: {ref: enquete-ateliers-2024, reperage: tableau 1}
    """
    for chiffre in s.projet.chiffres:
        if chiffre.source.lieu is None:
            yield Constat(
                f"« {chiffre.intitule} » ne dit pas où il se lit dans sa source",
                s.places.span(chiffre, "source"),
                "ajoutez « page » ou « reperage »",
            )


@regle("PRE012", INFO, source="Méthode de l’outil", surete="usage")
def parts_qui_ne_font_pas_le_tout(s: Subject) -> Iterator[Constat]:
    """Les parts d’un même tout font cent pour cent.

    Vérifie : trois pourcentages au moins, de même source, de même repérage, de même date, de même
    périmètre et dont les intitulés commencent par les mêmes mots, font 100 % quand leur somme en
    est proche (de 90 à 110 %).
    Pourquoi : un total qui manque de peu est un arrondi à dire, ou une part oubliée.
    Exemple fautif :
        - {intitule: Part des ateliers ayant un salarié, valeur: 54, unite: "%", …}
        - {intitule: Part des ateliers ayant deux salariés, valeur: 30, unite: "%", …}
        - {intitule: Part des ateliers ayant trois salariés ou plus, valeur: 14, …}   # 98 %
    Exemple corrigé :
        - {intitule: Part des ateliers ayant trois salariés ou plus, valeur: 16, …}
    """
    groups: dict[tuple[str | None, ...], list[Chiffre]] = defaultdict(list)
    for chiffre in s.projet.chiffres:
        if (whole := same_whole(chiffre)) is not None:
            groups[whole].append(chiffre)
    for parts in groups.values():
        total = sum((if_known(part.valeur) or Decimal(0) for part in parts), Decimal(0))
        if len(parts) > 2 and total != 100 and 90 <= total <= 110:
            yield Constat(
                f"ces {len(parts)} parts font {percent(total)}",
                s.places.span(parts[-1], "valeur"),
                "dites l’arrondi dans une « reserve », ou ajoutez la part qui manque",
                tuple(Related(s.places.span(p, "valeur"), str(p.intitule)) for p in parts[:-1]),
            )


@regle("PRE018", INFO, source="Méthode de l’outil", surete="outil")
def perimetre_deduit(s: Subject) -> Iterator[Constat]:
    """Le périmètre d’un chiffre est lu dans la source.

    Vérifie : aucun chiffre ne dit son périmètre « deduit ».
    Pourquoi : un périmètre que l’on suppose fait dire à un chiffre ce que la source ne mesure pas ;
    il s’imprime comme déduit tant que personne ne l’a lu.
    Exemple fautif :
        perimetre: Petites entreprises
        perimetre_lu: deduit
    Exemple corrigé :
        perimetre: Sociétés de dix personnes ou plus   # lu au chapitre des définitions
    """
    for chiffre in s.projet.chiffres:
        if chiffre.perimetre_lu == "deduit":
            yield Constat(
                f"le périmètre de « {chiffre.intitule} » est déduit",
                s.places.span(chiffre, "perimetre_lu"),
                "cherchez dans la source ce qui est compté, puis retirez « perimetre_lu »",
            )
