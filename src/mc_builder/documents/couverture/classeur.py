"""The coverage report as a workbook: one sheet per question, made from the same view as print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mc_builder.coverage import SANS_OBJET, Comptes, Degres
from mc_builder.coverage.analysis.suggestions import MONTREES
from mc_builder.documents.couverture import detail, feuilles, fiches
from mc_builder.documents.couverture.chaines import ChaineVue
from mc_builder.documents.couverture.detail import ROUTE, links, words
from mc_builder.documents.couverture.emplois import EmploiVue
from mc_builder.documents.couverture.feuilles import DECRIT, EVALUE, TEINTES, TRADUIT, titre
from mc_builder.documents.couverture.signes import Signe
from mc_builder.documents.couverture.vue import CouvertureVue
from mc_builder.documents.making import Made, Making
from mc_builder.documents.recouvrements_feuille import overlap_sheet
from mc_builder.writers.xlsx.sheets import Classeur, Colonne, Feuille, Valeur

#: What is covered first, the lower figure before the higher; then weights and stages.
_SYNTHESE = (
    Colonne("N°", 5),
    Colonne("Emploi visé", 44),
    Colonne("Exigences", 34),  # of the fiches too, in the table under it
    Colonne("Retenues", 10),
    Colonne("Écartées", 10),
    Colonne("Pleinement", 11),
    Colonne("En partie", 11),
    Colonne("Pas du tout", 11),
    Colonne("Propres à l’emploi", 11),
    Colonne("Propres, pleinement", 11),
    Colonne("Propres, en partie", 11),
    Colonne("Propres, pas du tout", 11),
    Colonne("Poids des retenues", 10),
    Colonne("Poids des écartées", 10),
    Colonne("Décrites", 10),
    Colonne("Traduites", 10),
    Colonne("Évaluées", 10),
    Colonne("Décrites (%)", 12),
    Colonne("Traduites (%)", 12),
    Colonne("Évaluées (%)", 12),
    Colonne("Évaluées sur toutes (%)", 12),
    Colonne("Évaluées, pondéré (%)", 12),
)
#: The rates that have bars: their columns in `_SYNTHESE`, and the stage that they are of.
_BARRES = ((17, DECRIT), (18, TRADUIT), (19, EVALUE), (20, EVALUE), (21, EVALUE))
_LACUNES = (
    Colonne("Exigence", 44),
    Colonne("Identifiant", 20),
    Colonne("Nature", 13),
    Colonne("Poids", 7),
    Colonne("Emplois", 40),
    Colonne("Source", 34),
    Colonne("Statut", 20),
    Colonne("Où la chaîne s’interrompt", 32),
    Colonne("Après", 32),
    Colonne("Candidats sans évaluation", 32),
    *(
        column
        for n in range(1, MONTREES + 1)
        for column in (Colonne(f"Piste {n} (suggestion)", 34), Colonne("Mots", 22))
    ),
    Colonne("Pistes écartées", 34),
    Colonne("Fichier et ligne", 34),
)
_EXIGENCES = (
    Colonne("Emploi visé", 30),
    Colonne("Exigence", 40),
    Colonne("Identifiant", 20),
    Colonne("Nature", 13),
    Colonne("Importance", 11),
    Colonne("⟨Autonomie⟩ ⟨autonomie:demandé⟩", 11),
    Colonne("⟨Autonomie⟩ ⟨autonomie:atteint⟩", 11),
    Colonne("Statut", 20),
    Colonne("Remarques", 20),
    Colonne("Degré", 20),
    Colonne("Motif de l’écart", 24),
    Colonne("Explication de l’écart", 50),
    Colonne("Certification", 30),
    *ROUTE,
    Colonne("Autres chemins", 10),
    Colonne("Source", 34),
    Colonne("Notes", 34),
    Colonne("Fichier et ligne", 34),
)


def make(making: Making) -> Made:
    """The workbook of one report."""
    vue: CouvertureVue = making.view
    projet = making.builder.projet
    classeur = Classeur(
        vue.tete.edition,
        vue.tete.sujet,
        making.date,
        projet.charte,
        projet.said,
        projet.dossier.droits,
    )
    _synthese(classeur.feuille("Synthèse"), vue)
    _lacunes(classeur.feuille("Lacunes"), vue)
    _exigences(classeur.feuille("Exigences"), vue)
    detail.emplois(classeur.feuille("Emplois"), vue)
    detail.chemins(classeur.feuille("Chemins"), vue)
    feuilles.matrice(classeur.feuille("Matrice"), vue)
    feuilles.blocs(classeur.feuille("⟨Blocs⟩"), vue)
    feuilles.qualite(classeur.feuille("Qualité"), vue)
    if vue.fiches.rangees:
        fiches.fiches(classeur.feuille("Fiches"), vue.fiches)
    overlap_sheet(classeur, vue.recouvrements)
    if vue.changements is not None:
        feuilles.changements(classeur.feuille("Changements"), vue.changements)
    detail.lieux(classeur.feuille("Lieux"), vue)
    feuilles.definitions(classeur.feuille(feuilles.DEFINITIONS), vue)
    return Made(classeur.octets())


def _synthese(sheet: Feuille, vue: CouvertureVue) -> None:
    tete = vue.tete
    sheet.largeurs(_SYNTHESE)
    sheet.large(2)
    sheet.phrase(f"{tete.titre} – {tete.diplome} « {tete.intitule.brut} »", "titre")
    sheet.phrase(f"Dossier arrêté au {tete.date}. {vue.avertissement}")
    sheet.phrase(vue.verdict)
    if vue.indicateurs:
        sheet.phrase(vue.indicateurs)
    sheet.phrase(_methode(vue))
    sheet.skip_row()
    zone = sheet.tableau(
        _SYNTHESE,
        (_comptes(e.comptes, e.rang, e.titre.brut, e.propre) for e in vue.emplois),
        total=_comptes(vue.total, None, vue.ensemble),
    )
    sheet.principal(zone, 2)
    for column, part in _BARRES:
        sheet.bars(zone, column, part)
    sheet.skip_row()
    _demande(sheet, vue)
    _options(sheet, vue)
    _alerts(sheet, vue)


def _demande(sheet: Feuille, vue: CouvertureVue) -> None:
    """What became of the items of the fiches of each job."""
    if vue.demande:
        sheet.phrase(vue.titre_demande, "sous-titre")
        *rows, total = (
            (name, fiches, *(counts or [None] * 4)) for name, fiches, counts in vue.demande
        )
        heads = tuple(map(Colonne, vue.tetes_demande))
        sheet.tableau(heads, rows, total=total, gauche=1)  # under the names of the jobs
        sheet.skip_row()


def _options(sheet: Feuille, vue: CouvertureVue) -> None:
    """What each option covers, and the requirements that they do not cover alike."""
    if vue.options:
        sheet.phrase(vue.titre_options, "sous-titre")
        option, *others = vue.tetes_options
        heads = (option, *others, "Pleinement", "En partie", "Pas du tout")
        sheet.tableau(
            tuple(map(Colonne, heads)),
            ((o.nom, o.emplois, o.degres.retenues, *_degres(o.degres)) for _, o in vue.options),
            gauche=1,
        )
        sheet.skip_row()
    if vue.inegales:
        sheet.phrase(vue.titre_inegales, "sous-titre")
        for title, reached in vue.inegales:
            sheet.phrase(f"– {title.brut} : {reached}.")
        sheet.skip_row()


def _methode(vue: CouvertureVue) -> str:
    found = vue.methode
    if found is None:
        return f"{vue.sans_methode}."
    said = " ; ".join(x.brut.rstrip(" .") for x in (found.qui, found.comment, found.quand))
    return f"{vue.titre_methode} {said}."


def _comptes(
    line: Comptes, rank: int | None, name: str, propre: Degres | None = None
) -> Sequence[Valeur]:
    return (
        rank,
        name,
        line.toutes,
        line.retenues,
        line.ecartees,
        *_degres(line.degres),
        *((propre.retenues, *_degres(propre)) if propre else [None] * 4),
        line.poids_retenues,
        line.poids_ecartees,
        *("s.o." if p.nombre is None else p.nombre for p in line.paliers),
        *(p.taux for p in line.paliers),
        line.evaluees.taux_toutes,
        line.evaluees.taux_pondere,
    )


def _degres(degres: Degres) -> Sequence[Valeur]:
    counts = (degres.pleinement, degres.en_partie, degres.non)
    return tuple(SANS_OBJET if count is None else count for count in counts)


def _alerts(sheet: Feuille, vue: CouvertureVue) -> None:
    """What asks for attention, thresholds, derogations: a line each."""
    if vue.alertes:
        sheet.phrase("Ce qui demande attention", "sous-titre")
        for alerte in vue.alertes:
            sheet.phrase(alerte)
        sheet.skip_row()
    if vue.seuils:
        sheet.phrase("Seuils de travail du dossier", "sous-titre")
        sheet.phrase(f"{vue.nature_seuils}.")
        for label, found in (
            (vue.titre_manques, vue.seuils_manques),
            (vue.titre_atteints, vue.seuils_atteints),
        ):
            sheet.phrase(f"{label} :" if found else f"{label} : aucun.")
            for threshold in found:
                sheet.phrase(f"– {threshold}.")
        sheet.skip_row()
    if vue.derogations:
        sheet.phrase("Dérogations en vigueur", "sous-titre")
        for d in vue.derogations:
            about = f" « {titre(d.objet)} »" if d.objet else ""
            until = f" (jusqu’au {d.jusqu_au})" if d.jusqu_au else ""
            what = f", {d.regle}" if d.regle else ""
            sheet.phrase(f"{d.code}{what}{about}{until} : {d.motif.brut}")


def _lacunes(sheet: Feuille, vue: CouvertureVue) -> None:
    names = {e.rang: e.titre.brut for e in vue.emplois}
    sheet.largeurs(_LACUNES)
    sheet.large(1)
    sheet.phrase(vue.titre_lacunes, "titre")
    sheet.phrase(vue.pistes)
    sheet.skip_row()
    zone = sheet.tableau(_LACUNES, (_lacune(c, names) for c in vue.lacunes))
    sheet.principal(zone)
    sheet.hide_empty(zone)
    sheet.tints(zone, 6, TEINTES)


def _lacune(chain: ChaineVue, names: dict[int, str]) -> Sequence[Valeur]:
    broken = chain.rupture
    leads = broken.pistes if broken else ()
    told = [(titre(p.objet), p.raison) for p in leads]
    told += [("", "")] * (MONTREES - len(told))
    return (
        chain.titre.brut,
        chain.cle,
        chain.nature,
        chain.poids,
        "\n".join(names[n] for n in chain.emplois),
        words(chain.source),
        chain.statut.libelle,
        broken.phrase if broken else "",
        titre(broken.atteint) if broken else "",
        broken.categories if broken else "",
        *(text for pair in told for text in pair),
        "\n".join(map(titre, broken.ecartees)) if broken else "",
        chain.lieu.fichier,
    )


def _exigences(sheet: Feuille, vue: CouvertureVue) -> None:
    sheet.largeurs(_EXIGENCES)
    sheet.large(2)
    sheet.phrase("Exigences de chaque emploi et leur meilleure chaîne", "titre")
    sheet.skip_row()
    known = {chain.cle: chain for chain in vue.chaines}
    rows = (row for emploi in vue.emplois for row in _of_emploi(emploi, known))
    zone = sheet.tableau(_EXIGENCES, rows)
    sheet.principal(zone, 2)
    sheet.hide_empty(zone)
    sheet.tints(zone, 7, TEINTES)


def _of_emploi(emploi: EmploiVue, known: Mapping[str, ChaineVue]) -> Iterator[Sequence[Valeur]]:
    for line in emploi.lignes:
        chain = line.chaine
        yield (
            emploi.titre.brut,
            chain.titre.brut,
            chain.cle,
            chain.nature,
            line.importance,
            line.demandee,
            line.atteinte,
            line.etat.libelle,
            ", ".join(line.drapeaux),
            line.signe.libelle,
            f"{line.contredite} (évaluée malgré tout)" if line.contredite else "",
            words(line.explication),
            "",
            *links(line.route),
            max(0, len(chain.routes) - 1),
            *_origin(chain),
        )
    for ecart in emploi.ecarts:
        yield (
            emploi.titre.brut,
            ecart.titre.brut,
            ecart.cle,
            ecart.nature,
            ecart.importance,
            None,
            None,
            "Écartée",
            "",
            Signe.ECARTEE.libelle,
            ecart.motif,
            words(ecart.explication),
            ecart.certification.brut if ecart.certification else "",
            *[""] * len(ROUTE),
            None,
            *_origin(known[ecart.cle]),
        )


def _origin(chain: ChaineVue) -> Iterator[str]:
    """Where a requirement comes from, its notes, where it is written."""
    yield words(chain.source)
    yield "\n".join(words(note.texte) for note in chain.notes)
    yield chain.lieu.fichier
