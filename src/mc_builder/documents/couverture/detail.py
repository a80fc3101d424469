"""The sheets of the workbook that unfold: each job, each way of each requirement, each place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from mc_builder.documents.couverture.chaines import ChaineVue, RouteVue
from mc_builder.documents.couverture.emplois import EmploiVue
from mc_builder.documents.couverture.feuilles import TEINTES, titre
from mc_builder.documents.couverture.vue import CouvertureVue
from mc_builder.page.text import Texte, in_lines
from mc_builder.writers.xlsx.sheets import Colonne, Feuille, Valeur

#: The links of a way, each in its column; what ends it, and what its partial links lack.
ROUTE = (
    Colonne("⟨Activité⟩", 30),
    Colonne("⟨Tâche⟩", 30),
    Colonne("⟨Compétence⟩", 30),
    Colonne("⟨Sous-compétence⟩", 30),
    Colonne("⟨Savoir⟩", 30),
    Colonne("Habilitation", 24),
    Colonne("⟨Indicateur⟩", 30),
    Colonne("Parties ⟨d’épreuve⟩, par catégorie", 40),
    Colonne("Réserve", 44),
)
_NATURES = (
    "activite",
    "tache",
    "competence",
    "sous_competence",
    "savoir",
    "habilitation",
    "indicateurs",
)
_EMPLOIS = (
    Colonne("N°", 5),
    Colonne("Emploi visé", 40),
    Colonne("Accès", 22),
    Colonne("Niveau usuel", 16),
    Colonne("Niveau ⟨du diplôme⟩", 11),
    Colonne("Codes ROME", 16),
    Colonne("Appellations", 44),
    Colonne("Description", 90),
)
_CHEMINS = (
    Colonne("Exigence", 40),
    Colonne("Identifiant", 20),
    Colonne("Chemin", 9),
    Colonne("Statut", 20),
    Colonne("Remarques", 20),
    *ROUTE,
)
_LIEUX = (
    Colonne("Maillon", 20),
    Colonne("Titre", 60),
    Colonne("Fichier et ligne", 40),
    Colonne("Dans le référentiel", 50),
    Colonne("Page", 8),
)


def words(prose: Markup | None) -> str:
    """A piece of prose as plain words."""
    return in_lines(prose)


def emplois(sheet: Feuille, vue: CouvertureVue) -> None:
    """What each target job is."""
    sheet.largeurs(_EMPLOIS)
    sheet.phrase("Emplois visés", "titre")
    sheet.skip_row()
    zone = sheet.tableau(_EMPLOIS, (_emploi(e, vue.tete.niveau) for e in vue.emplois))
    sheet.principal(zone, 2)
    sheet.hide_empty(zone)


def _emploi(emploi: EmploiVue, niveau: int | Texte | None) -> Sequence[Valeur]:
    return (
        emploi.rang,
        emploi.titre.brut,
        emploi.acces,
        _level(emploi.niveau_usuel),
        _level(niveau),
        "\n".join(code.brut for code in emploi.rome),
        "\n".join(appellation.brut for appellation in emploi.appellations),
        words(emploi.description),
    )


def _level(niveau: int | Texte | None) -> Valeur:
    return niveau.brut if isinstance(niveau, Texte) else niveau


def chemins(sheet: Feuille, vue: CouvertureVue) -> None:
    """All the ways of each requirement, the best first."""
    sheet.largeurs(_CHEMINS)
    sheet.large(2)
    sheet.phrase("Tous les chemins de chaque exigence, le meilleur d’abord", "titre")
    if vue.categories:
        sheet.phrase(f"Candidats : {vue.categories}.")
    sheet.skip_row()
    zone = sheet.tableau(_CHEMINS, (row for c in vue.chaines for row in _ways(c)))
    sheet.principal(zone)
    sheet.hide_empty(zone)
    sheet.tints(zone, 3, TEINTES)


def _ways(chaine: ChaineVue) -> Iterator[Sequence[Valeur]]:
    for n, route in enumerate(chaine.routes, start=1):
        flags = ", ".join(route.drapeaux)
        yield chaine.titre.brut, chaine.cle, n, route.statut.libelle, flags, *links(route)


def links(route: RouteVue | None) -> Iterator[str]:
    """One text for each column of `ROUTE`: each link, each part, each reserve on its line."""
    found: dict[str, list[str]] = {}
    for maillon in route.maillons if route else ():
        found.setdefault(maillon.nature, []).append(titre(maillon.objet))
    yield from ("\n".join(found.get(nature, ())) for nature in _NATURES)
    yield "\n".join(
        (f"{c.lettres} : " if c.lettres else "")
        + (f"{c.epreuve.numero}, " if c.epreuve and c.epreuve.numero else "")
        + c.objet.titre.brut
        + (f" (par {c.par.numero or c.par.titre.brut})" if c.par else "")
        for c in (route.parties if route else ())
    )
    yield "\n".join(reserve.phrase for reserve in (route.reserves if route else ()))


def lieux(sheet: Feuille, vue: CouvertureVue) -> None:
    """Where each link is written, and where it prints."""
    sheet.largeurs(_LIEUX)
    sheet.phrase("Où chaque maillon est écrit", "titre")
    sheet.skip_row()
    rows = (
        (
            role,
            f"{place.appel}{titre(place.objet)}",
            place.lieu.fichier,
            place.lieu.document,
            int(place.lieu.page) if place.lieu.page else None,
        )
        for role, places in vue.places
        for place in places
    )
    sheet.principal(sheet.tableau(_LIEUX, rows), 2)
