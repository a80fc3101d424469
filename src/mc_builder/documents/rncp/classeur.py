"""The table of the register as a workbook: a row for each competence, one for each part."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.documents.builder import Numerote
from mc_builder.documents.making import Made, Making
from mc_builder.documents.referentiel.lignes import ActivitePrise, Commun, Ligne
from mc_builder.documents.rncp.modalites import EvaluationVue, said_of, said_way, titled
from mc_builder.documents.rncp.observees import Observations
from mc_builder.documents.rncp.vue import CompetenceVue, GeneralVue, RncpVue
from mc_builder.french import following, listed
from mc_builder.page.text import in_lines
from mc_builder.writers.xlsx.sheets import Classeur, Colonne, Feuille, Valeur

_TABLEAU = (
    Colonne("⟨Bloc⟩", 26),
    Colonne("⟨Activités⟩ et ⟨tâches⟩", 42),
    Colonne("N°", 9),
    Colonne("⟨Compétences⟩", 38),
    Colonne("Modalités d’évaluation", 46),
    Colonne("Critères d’évaluation", 52),
)
_BLOCS = (
    Colonne("⟨Bloc⟩", 34),
    Colonne("⟨Unité⟩", 14),
    Colonne("⟨Pôle d’activités⟩", 34),
    Colonne("Liste ⟨des compétences⟩", 70),
    Colonne("Modalités d’évaluation", 60),
)
_PARTIES = (
    Colonne("⟨Bloc⟩", 26),
    Colonne("⟨Épreuve⟩", 30),
    Colonne("Façons de la passer", 46),
    Colonne("Partie", 34),
    Colonne("Durée", 10),
    Colonne("Ce que fait la personne candidate", 80),
)
A_COMPLETER = "À compléter"


def make(making: Making) -> Made:
    """The workbook of one table."""
    vue: RncpVue = making.view
    tete = vue.tete
    projet = making.builder.projet
    classeur = Classeur(
        tete.edition, tete.sujet, making.date, projet.charte, projet.said, projet.dossier.droits
    )
    sheet = classeur.feuille("Tableau")
    sheet.phrase(f"{tete.titre} – {tete.diplome} « {tete.intitule.brut} »", "titre")
    sheet.phrase(f"Dossier arrêté au {tete.date}.")
    for nom, codes in vue.codes:
        sheet.phrase(f"{nom} : {', '.join(code.brut for code in codes)}")
    for categorie in vue.categories if len(vue.categories) > 1 else ():
        statuses = listed(map(str, categorie.statuts))
        said = " : ".join(filter(None, (str(categorie.intitule or ""), statuses)))
        sheet.phrase(f"Candidats {categorie.lettre} : {said}")
    sheet.skip_row()
    _table(sheet, _TABLEAU, _rows(vue))
    _table(classeur.feuille("⟨Blocs⟩"), _BLOCS, _blocs(vue))
    _table(classeur.feuille("Parties ⟨d’épreuve⟩"), _PARTIES, _parties(vue))
    return Made(classeur.octets())


def _table(
    sheet: Feuille, columns: tuple[Colonne, ...], rows: Iterator[tuple[Valeur, ...]]
) -> None:
    sheet.largeurs(columns)
    sheet.principal(sheet.tableau(columns, rows), 1)


def _rows(vue: RncpVue) -> Iterator[tuple[Valeur, ...]]:
    for bloc in vue.blocs:
        name = titled(bloc.objet)
        for competence in bloc.competences:
            yield from _competence(name, competence)
        for commun in bloc.communs:
            yield name, "", "", _communs(commun), "", _lines(commun.indicateurs)
    for general in vue.generaux:
        said = _modalites_of(general)
        name = titled(general.bloc.objet)
        for groupe in general.bloc.competences:
            yield name, "", "", str(groupe.nom), said, _lines(groupe.liste)


def _competence(bloc: str, competence: CompetenceVue) -> Iterator[tuple[Valeur, ...]]:
    """A row for the competence and one for each of its parts; cells that go on are repeated."""
    said = _modalites(competence.evaluations)
    faced: tuple[ActivitePrise, ...] = ()
    facing: tuple[str, ...] = ()
    for number, rangee in enumerate(competence.rangees):
        ligne = rangee.ligne
        faced = ligne.activites if ligne.etendue else faced
        if number and ligne.hauteur and competence.evaluations:
            said = _observees(rangee.observations)
        facing = tuple(map(str, ligne.indicateurs)) if ligne.hauteur else facing
        criteria = "\n".join(facing)
        if not number and competence.sans_critere:
            criteria = A_COMPLETER
        yield bloc, _prises(faced), ligne.objet.numero, _intitule(ligne), said, criteria
    for one in competence.communs:
        seen = _observees(one.observations) or said
        title, criteria = _communs(one.commun), _lines(one.commun.indicateurs)
        yield bloc, _prises(faced), "", title, seen, criteria


def _blocs(vue: RncpVue) -> Iterator[tuple[Valeur, ...]]:
    """What the form of the register asks of a bloc: a competence a line, without a semicolon."""
    for bloc in vue.blocs:
        evaluations = [e for c in bloc.competences for e in c.evaluations]
        yield (
            titled(bloc.objet),
            ", ".join(unite.numero or str(unite.titre) for unite in bloc.unites),
            "" if bloc.pole is None else titled(bloc.pole),
            "\n".join(titled(c.lignes[0].objet) for c in bloc.competences if c.lignes),
            "\n".join(dict.fromkeys(_examen(e) for e in evaluations)) or A_COMPLETER,
        )
    for general in vue.generaux:
        competences = "\n".join(str(groupe.nom) for groupe in general.bloc.competences)
        yield titled(general.bloc.objet), "", "", competences, _modalites_of(general)


def _parties(vue: RncpVue) -> Iterator[tuple[Valeur, ...]]:
    """Each part once in its bloc, and what is done in it."""
    for bloc in vue.blocs:
        told = (s for exam in bloc.examens for s in exam.situations)
        done = {s.partie.ref: in_lines(s.texte) for s in told}
        rows: dict[str, tuple[Valeur, ...]] = {}
        for evaluation in (e for competence in bloc.competences for e in competence.evaluations):
            for facon in evaluation.facons:
                ways = "\n".join(said_way(*voie) for voie in facon.voies)
                head = (titled(bloc.objet), titled(evaluation.epreuve), ways)
                for p in facon.parties:
                    row = (*head, str(p.titre), p.duree, done.get(p.titre.ref, ""))
                    rows.setdefault(p.titre.ref, row)
        yield from rows.values()


def _intitule(ligne: Ligne) -> str:
    return str(ligne.objet.titre)


def _lines(texts: tuple[str, ...]) -> str:
    return "\n".join(map(str, texts))


def _prises(activites: tuple[ActivitePrise, ...]) -> str:
    """Activities, each before its tasks, one a line."""
    return "\n".join(
        line
        for activite in activites
        for line in (
            *([_vise(activite.objet, partielle=activite.partielle)] if activite.titree else []),
            *(f"– {_vise(t.objet, partielle=t.partielle)}" for t in activite.taches),
        )
    )


def _vise(objet: Numerote, *, partielle: bool) -> str:
    said = f"{objet.numero} {objet.titre}".strip()
    return f"{said} (en partie)" if partielle else said


def _communs(commun: Commun) -> str:
    named = listed([objet.numero or f"« {objet.titre} »" for objet in commun.objets])
    return f"Critères communs : {named}" if named else "Critères communs"


def _modalites(evaluations: tuple[EvaluationVue, ...]) -> str:
    lines = [line for evaluation in evaluations for line in said_of(evaluation)]
    return "\n".join(lines) or A_COMPLETER


def _examen(evaluation: EvaluationVue) -> str:
    """« E1 – Épreuve : contrôle en cours de formation (candidats A) ; forme ponctuelle… »."""
    ways = dict.fromkeys(said_way(*voie) for facon in evaluation.facons for voie in facon.voies)
    said = " ; ".join(map(following, ways))
    return " : ".join(filter(None, (titled(evaluation.epreuve), said)))


def _observees(observations: Observations) -> str:
    """The parts in which the criteria of a row are seen, one a line."""
    return "\n".join(
        ", ".join(filter(None, (f"– {p.titre}", p.forme, p.duree)))
        + (f" (candidats {p.lettres})" if p.lettres else "")
        for one in observations
        for p in one.parties
    )


def _modalites_of(general: GeneralVue) -> str:
    return "\n".join(
        line
        for epreuve, voies in general.epreuves
        for line in (titled(epreuve), *(said_way(*voie) for voie in voies))
    )
