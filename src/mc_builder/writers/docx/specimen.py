"""The specimen: one document that shows every role, to look at a reference document with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

from mc_builder.charter import Charte
from mc_builder.graphiques.diagramme import Diagramme, Serie, Valeur
from mc_builder.loading.charter_file import builtin_charter
from mc_builder.page.passes import complete
from mc_builder.page.tree import Document, Image, parse
from mc_builder.writers.docx.writer import write_docx

_DATE = datetime(2020, 1, 1, tzinfo=UTC)
_STATUTS = (
    ("non_couverte", "Non couverte"),
    ("decrite", "Décrite au RAP"),
    ("traduite", "Traduite en compétence"),
    ("evaluee", "Évaluée"),
    ("ecartee", "Écartée"),
)
_CHIFFRES = (("2017", 12.0), ("2018", 19.0), ("2019", 31.0))


def specimen(
    reference: bytes, noms: Mapping[str, str] | None = None, charte: Charte | None = None
) -> bytes:
    """Every role of the documents, written with a reference document; ours says the rest."""
    document = replace(_document(), charte=charte or builtin_charter())
    return write_docx(document, reference, date=_DATE, noms=noms)


def _document() -> Document:
    document, diagnostics = parse("specimen", _MARKUP.replace("{statuts}", _statuts()))
    if document is None:
        raise ValueError(diagnostics)
    chart = Diagramme(
        nom="specimen",
        forme="barres",
        titre="Rôle figure",
        lignes=tuple(year for year, _ in _CHIFFRES),
        series=(Serie("", tuple(Valeur(n, f"{n:.0f}") for _, n in _CHIFFRES)),),
        unite="unités",
        date="2019",
        perimetre="exemple",
        source="exemple",
    )
    images = MappingProxyType({"specimen": Image(chart)})
    return complete(Document(document.name, document.root, images))


def _statuts() -> str:
    return " ".join(
        f'<span class="statut" data-statut="{cle}">{nom}</span>' for cle, nom in _STATUTS
    )


_MARKUP = """\
<article lang="fr" data-titre="Spécimen du modèle Word" data-marque="Marque" data-version="0">
<section class="couverture">
<p class="couverture-mention">Rôle couverture-marque</p>
<p class="couverture-type">Rôle couverture-type-de-document</p>
<p class="couverture-titre">Rôle couverture-titre</p>
<p class="couverture-detail">Rôle couverture-detail</p>
<p class="couverture-mention">Rôle couverture-mention</p>
</section>
<section class="chapitre">
<p class="titre-hors-sommaire">Rôle titre-hors-sommaire</p>
<nav class="sommaire" data-niveaux="3"/>
</section>
<section class="chapitre">
<h1><span class="numero">Annexe 1 – </span>Rôle titre-1 : les textes</h1>
<p class="chapeau">Rôle chapeau : quelques lignes qui ouvrent un chapitre.</p>
<h2><span class="numero">1.1 </span>Rôle titre-2</h2>
<h3><span class="numero">1.1.1 </span>Rôle titre-3</h3>
<h4>Rôle titre-4</h4>
<p>Rôle texte : un paragraphe avec un appel de note<span class="note">Rôle note-de-bas-de-page,
appelée par appel-de-note.</span>, un <a href="https://www.legifrance.gouv.fr">lien</a>, un
<a class="renvoi" href="#tableaux">renvoi</a>, une autonomie
<span class="autonomie" data-niveau="2">■■□</span> et
<span class="a-completer">À compléter : rôle a-completer</span>.</p>
<p>Rôles des statuts : {statuts}</p>
<p class="intertitre">Rôle intertitre</p>
<ul><li>Rôle liste-puces<ul><li>deuxième niveau</li></ul>Rôle liste-suite</li></ul>
<ol><li>Rôle liste-numeros</li><li>deuxième élément</li></ol>
<blockquote><p>Rôle citation : les mots d’un autre.</p></blockquote>
<div class="encadre"><p class="intertitre">Rôle encadre-titre</p><p>Rôle encadre</p>
<ul><li>Rôle encadre-liste</li></ul></div>
<p class="discret">Rôle texte-discret</p>
<p class="source">Rôle source</p>
<figure><img src="graphique:specimen" alt="Barres : 12 en 2017, 19 en 2018, 31 en 2019."/>
<figcaption>Rôle legende, sous une figure</figcaption></figure>
</section>
<section class="chapitre">
<h1 id="tableaux"><span class="numero">Annexe 2 – </span>Les tableaux</h1>
<table class="textes"><caption>Rôle tableau-de-textes</caption>
<colgroup><col data-largeur="30"/><col data-largeur="50"/><col data-largeur="20"/></colgroup>
<thead><tr><th scope="col">Rôle cellule-en-tete</th><th scope="col">Textes</th>
<th scope="col">Nombre</th></tr></thead>
<tbody><tr class="groupe"><th scope="colgroup" colspan="3">Rôle cellule-groupe</th></tr>
<tr><th scope="row">Rôle cellule-nom-de-rangee</th><td><p class="intertitre">Rôle
cellule-intertitre</p><p>Rôle cellule, avec un appel <a class="appel" href="#note"/></p>
<ul><li>Rôle cellule-liste</li></ul><p class="discret">Rôle cellule-texte-discret</p></td>
<td class="droite">12</td></tr>
<tr class="total"><th scope="row">Rôle cellule-total</th><td/><td class="droite">12</td></tr>
</tbody></table>
<ol class="notes"><li id="note">Rôle note-de-tableau</li></ol>
<table class="matrice"><caption>Rôle tableau-matrice</caption>
<colgroup><col data-largeur="40"/><col data-largeur="40"/><col data-largeur="20"/></colgroup>
<thead><tr><th scope="col">Rôle matrice-en-tete</th><th scope="col">Textes</th>
<th scope="col">Marque</th></tr></thead>
<tbody><tr class="groupe"><th scope="colgroup" colspan="3">Rôle matrice-groupe</th></tr>
<tr><th scope="row">Rôle matrice-nom-de-rangee</th><td><p>Rôle matrice</p>
<ul><li>Rôle matrice-liste</li></ul><p class="discret">Rôle matrice-texte-discret</p></td>
<td class="centre">x</td></tr>
<tr class="total"><th scope="row">Rôle matrice-total</th><td/><td class="centre">1</td></tr>
</tbody></table>
<table class="fiche"><caption>Rôle tableau-fiche</caption>
<colgroup><col data-largeur="30"/><col data-largeur="70"/></colgroup>
<tbody><tr><th scope="row">Nom</th><td>Valeur</td></tr></tbody></table>
<p class="titre-hors-sommaire">Rôle liste-des-tableaux</p>
<nav class="liste-tableaux"/>
<nav class="liste-figures"/>
</section>
</article>
"""
