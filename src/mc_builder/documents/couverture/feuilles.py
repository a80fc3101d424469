"""The sheets of the workbook that analyse: matrices, blocs, quality, changes, definitions."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.coverage import Statut
from mc_builder.documents.builder import Numerote
from mc_builder.documents.couverture.changements import ChangementsVue
from mc_builder.documents.couverture.etats import ETATS
from mc_builder.documents.couverture.matrices import MatriceVue
from mc_builder.documents.couverture.mots import Mots
from mc_builder.documents.couverture.passages import statut_dit
from mc_builder.documents.couverture.vue import CouvertureVue
from mc_builder.writers.xlsx.sheets import Colonne, Feuille, Lien, Valeur, Zone

DEFINITIONS = "Définitions"
#: The tints of states: a share of a colour of the charter.
_TEINTES = {
    "non_couverte": ("vive", 0.22),
    "decrite": ("doute", 0.2),
    "traduite": ("principale", 0.12),
    "partie": ("principale", 0.2),
    "evaluee": ("principale", 0.3),
    "ecartee": ("gris", 0.15),
}
#: By what is told of a requirement: its state, or its status alone.
TEINTES = {told.libelle: _TEINTES[told.identifiant] for told in (*ETATS.values(), *Statut)}
#: The bars of what is described, translated, assessed: shares of the hue.
DECRIT, TRADUIT, EVALUE = 0.2, 0.32, 0.45

_PLUS = f"Exigences retenues par l’emploi et évaluées là ; {Mots.apres_le_plus}."
_BLOCS = (
    Colonne("N°", 8),
    Colonne("⟨Bloc⟩", 50),
    Colonne("Exigences évaluées", 12),
    Colonne("Dont pleinement", 12),
    Colonne("Exigences propres", 12),
    Colonne("Apport (poids)", 14),
    Colonne("Apport (%)", 12),
    Colonne("Apport propre (poids)", 14),
    Colonne("Apport propre (%)", 12),
)
_CHANGEMENTS = (
    Colonne("Emploi visé", 34),
    Colonne("Exigence", 40),
    Colonne("Identifiant", 20),
    Colonne("Changement", 24),
    Colonne("Avant", 20),
    Colonne("Maintenant", 20),
    Colonne("Réserves levées", 20),
    Colonne("Réserves posées", 20),
    Colonne("Pourquoi", 80),
)
_TERMES = (
    Colonne("Terme", 32),
    Colonne("Ce qu’il veut dire", 70),
    Colonne("Formule", 50),
    Colonne("Ce qu’il ne dit pas", 50),
    Colonne("Source", 44),
)


def titre(objet: Numerote | None) -> str:
    """« 2.1.3 Extraire des données »."""
    return "" if objet is None else " ".join(x for x in (objet.numero, objet.titre.brut) if x)


def matrice(sheet: Feuille, vue: CouvertureVue) -> None:
    """Competences in rows, jobs in columns: tinted counts."""
    sheet.largeurs([Colonne("", 8), Colonne("", 60), *[Colonne("", 7)] * len(vue.emplois)])
    sheet.phrase(vue.matrice_competences.definition.libelle, "titre")
    sheet.phrase(_PLUS)
    sheet.skip_row()
    sheet.principal(_croisement(sheet, vue.matrice_competences, "⟨Compétence⟩"), 2)


def _croisement(sheet: Feuille, table: MatriceVue, entete: str) -> Zone:
    """One table: a row for each competence or bloc, a turned head for each job."""
    jobs = [Colonne(f"{line.rang}. {line.emploi.titre.brut}") for line in table.lignes]
    rows = (
        (
            objet.numero,
            objet.titre.brut,
            *(_case(table.dite(line.rang, n)) for line in table.lignes),
        )
        for n, objet in enumerate(table.colonnes)
    )
    zone = sheet.tableau([Colonne("N°"), Colonne(entete), *jobs], rows, droites=2)
    sheet.gradient(zone, 2)
    return zone


def _case(said: str) -> Valeur:
    """A number when it can be one: it is then tinted."""
    return int(said) if said.isdecimal() else said or None


def blocs(sheet: Feuille, vue: CouvertureVue) -> None:
    """What each bloc brings, jobs × blocs, and what serves no requirement."""
    sheet.largeurs(_BLOCS)
    sheet.phrase("Ce que ⟨chaque bloc⟩ apporte", "titre")
    sheet.skip_row()
    zone = sheet.tableau(
        _BLOCS,
        (
            (
                objet.numero,
                objet.titre.brut,
                len(b.exigences),
                len(b.exigences_pleines),
                len(b.exigences_propres),
                b.taux_apport.compte,
                b.taux_apport,
                b.taux_apport_propre.compte,
                b.taux_apport_propre,
            )
            for objet, b in vue.blocs
        ),
    )
    sheet.principal(zone, 2)
    sheet.bars(zone, 5, EVALUE)
    sheet.bars(zone, 7, EVALUE)
    sheet.skip_row()
    sheet.phrase(vue.matrice_blocs.definition.libelle, "sous-titre")
    sheet.phrase(_PLUS)
    _croisement(sheet, vue.matrice_blocs, "⟨Bloc⟩")
    for label, found in vue.restes:
        sheet.skip_row()
        sheet.phrase(label, "sous-titre")
        for objet in found:
            sheet.phrase(titre(objet))


def qualite(sheet: Feuille, vue: CouvertureVue) -> None:
    """The figures, each leading to its definition, then the tables behind them."""
    sheet.largeurs([Colonne("", 50), Colonne("", 22), Colonne("", 40), Colonne("", 22)])
    sheet.phrase("Qualité de la couverture", "titre")
    sheet.phrase("Chaque nom mène à la définition du chiffre.")
    sheet.skip_row()
    rows = _rangs_of_definitions(vue)
    figures = vue.qualite.chiffres
    sheet.tableau(
        (Colonne("Chiffre"), Colonne("Valeur"), Colonne("Détail")),
        (
            (Lien(c.libelle, DEFINITIONS, rows[c.definition.ancre]), c.valeur, c.precision)
            for c in figures
        ),
    )
    for table in (*vue.qualite.tables, vue.qualite.alignement):
        sheet.skip_row()
        sheet.phrase(table.legende, "sous-titre")
        sheet.tableau(
            [Colonne(table.entete), *map(Colonne, table.colonnes)],
            (
                ("\n".join(titre(o) for o in r.objets) or "Ce que rien ne reprend", *r.valeurs)
                for r in table.lignes
            ),
        )
    if vue.sans_occasion:
        sheet.skip_row()
        sheet.phrase(vue.titre_sans_occasion, "sous-titre")
        for said in vue.sans_occasion:
            sheet.phrase(said)
    sheet.whole_tables()


def changements(sheet: Feuille, found: ChangementsVue) -> None:
    """What changed: one row for each requirement of each job."""
    sheet.largeurs(_CHANGEMENTS)
    sheet.phrase(f"Changements depuis la version « {found.mesure.reference} »", "titre")
    if found.mesure.is_empty:
        sheet.phrase(found.sans_changement)
    sheet.skip_row()
    rows = (
        (
            p.titre.brut if p.titre else "Ensemble",
            line.titre.brut,
            line.mesure.exigence,
            genre.libelle,
            statut_dit(line.mesure.avant),
            statut_dit(line.mesure.apres),
            ", ".join(flag.libelle for flag in line.mesure.reserves_levees),
            ", ".join(flag.libelle for flag in line.mesure.reserves_posees),
            "\n".join(f"{cause}." for cause in line.causes),
        )
        for p in found.detailles
        for genre, lines in p.groupes
        for line in lines
    )
    zone = sheet.tableau(_CHANGEMENTS, rows)
    sheet.principal(zone, 2)
    sheet.tints(zone, 4, TEINTES)
    sheet.tints(zone, 5, TEINTES)


def _termes(vue: CouvertureVue) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each term with its anchor, in the order of the sheet."""
    for etat in ETATS.values():
        yield "", (etat.libelle, etat.definition)
    for label, text in vue.drapeaux:
        yield "", (label, text)
    for d in vue.definitions:
        yield d.ancre, (d.libelle, d.texte, d.formule, d.limite, d.source)


#: Rows above the first term: title, empty line, heads.
_AVANT = 3


def _rangs_of_definitions(vue: CouvertureVue) -> dict[str, int]:
    return {ancre: n for n, (ancre, _) in enumerate(_termes(vue), start=_AVANT)}


def definitions(sheet: Feuille, vue: CouvertureVue) -> None:
    """What statuses, remarks and figures mean."""
    sheet.largeurs(_TERMES)
    sheet.phrase("Définitions", "titre")
    sheet.skip_row()
    sheet.principal(sheet.tableau(_TERMES, (row for _, row in _termes(vue))))
    sheet.skip_row()
    for convention in vue.conventions:
        sheet.phrase(convention)
