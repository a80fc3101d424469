"""Read back: the links that the documents print are those of the data, no more and no less.

On both projects and on projects drawn at random, in each layout of the competences,
with numbers and without: pairs activity–competence, competence–indicator, competence–part,
requirement–activity.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from formes import mots
from liens_des_donnees import Lecture, porteurs
from lxml import etree
from projets_engendres import engendre
from relecture import Paires, cites, fiche, legende, rangees, sans_cadre_vide, tetes, vises
from relecture_annexes import INDICATEURS, SAVOIRS, annexe_iv, savoirs
from relecture_dispositions import LECTEURS
from relecture_rncp import classeur, tableau

from ampleur import cas
from mc_builder.model.activites import Activite, Tache
from mc_builder.model.base import Objet
from mc_builder.model.blocs import (
    Competence,
    Indicateur,
    Savoir,
    SousCompetence,
)
from mc_builder.model.emplois import Exigence
from mc_builder.model.evaluation import Epreuve, Habilitation, Partie, SousEpreuve
from mc_builder.names import ancre, number_all
from mc_builder.page.tree import text_of

RACINE = Path(__file__).parents[2]
DISPOSITIONS = tuple(LECTEURS)
ECRITS = {"sno": RACINE, "cycles": RACINE / "tests/projets/cycles"}


def verifier(lecture: Lecture) -> None:
    for key in ("referentiel", "enseignant"):
        root = lecture.arbres[key]
        for bloc in lecture.projet.blocs:
            LECTEURS[lecture.disposition](lecture, root, bloc)
            savoirs(lecture, root, bloc)
        annexe_iv(lecture, root)
    fiches(lecture, lecture.arbres["enseignant"])
    croisements(lecture, lecture.arbres["enseignant"])
    chaines(lecture, lecture.arbres["couverture"])
    tableau(lecture, lecture.arbres["rncp"])
    classeur(lecture)
    for root in lecture.arbres.values():
        sans_cadre_vide(root)
        anchors = Counter(e.get("id") for e in root.iter() if e.get("id"))
        assert not [anchor for anchor, times in anchors.items() if times > 1]


def fiches(lecture: Lecture, root: etree._Element) -> None:
    projet = lecture.projet
    for _, competence in lecture.definies:
        page = fiche(root, competence.cle)
        named = lecture.prises(competence)
        whole = {task for cle in named for task in lecture.taches_de(cle)}
        shown = set(cites(projet, page, Activite, Tache)) - _des_communs(lecture, page)
        links = [link for h in (competence, *competence.sous_competences) for link in h.mobilise]
        whole_links = {link.cible for link in links if link.portee == "entiere"}
        partial = {link.cible for link in links} - whole_links
        assert _activites_of(page).count("(en partie)") == len(partial)
        assert shown == named | whole | lecture.activites(competence)
        expected = Counter(
            (i.cle, holder)
            for i in (
                *competence.indicateurs,
                *(i for s in competence.sous_competences for i in s.indicateurs),
            )
            for holder in porteurs(lecture, i)
        )
        for bloc in projet.blocs:
            if competence in projet.competences(bloc):
                for group in bloc.indicateurs:
                    if lecture.activites(competence) & set(group.activites):
                        expected.update((i.cle, a) for i in group.liste for a in group.activites)
        assert Counter(_attestations(lecture, competence, page)) == expected
        assessed = {
            p.intitule for p in projet.of_nature(Partie) if competence.cle in lecture.evalue(p)
        }
        assert {projet.by_cle[p].intitule for p in cites(projet, page, Partie)} == assessed


def _activites_of(page: etree._Element) -> str:
    """What a sheet says of the activities that its competence takes up."""
    tables = (t for t in page.iter("table") if t.find("thead") is not None)
    found = [t for t in tables if tetes(t)[0].startswith("Activités")]
    return text_of(next(found[0].iter("td"))) if found else ""


def _des_communs(lecture: Lecture, page: etree._Element) -> set[str]:
    """The activities that common indicators alone name."""
    tables = [t for t in page.iter("table") if not _est_des_indicateurs(t)]
    shown = {cle for t in tables for cle in cites(lecture.projet, t, Activite)}
    every = {cle for t in page.iter("table") for cle in cites(lecture.projet, t, Activite)}
    return every - shown


def _est_des_indicateurs(table: etree._Element) -> bool:
    return table.find("thead") is not None and INDICATEURS in tetes(table)


def _attestations(
    lecture: Lecture, competence: Competence, page: etree._Element
) -> list[tuple[str, str]]:
    projet = lecture.projet
    pairs: list[tuple[str, str]] = []
    for table in filter(_est_des_indicateurs, page.iter("table")):
        heads = tetes(table)
        faced: dict[etree._Element, list[str]] = {}
        for row in rangees(next(table.iter("tbody")), heads):
            title, cell = (row.cellules[head] for head in heads[:2])
            if cell is not title:
                held = cites(projet, title, SousCompetence, Activite) or [competence.cle]
                faced.setdefault(cell, []).extend(held)
        for cell, holders in faced.items():
            alone = holders[:1] if holders[0] == competence.cle else holders
            pairs += [(i, h) for i in cites(projet, cell, Indicateur) for h in alone]
    return pairs


def _asks(lecture: Lecture, competence: Competence, savoir: Savoir) -> bool:
    """Whether a group of savoirs names a competence, or else is for what it takes up."""
    if savoir.competences:
        return bool(
            {competence.cle, *(s.cle for s in competence.sous_competences)} & {*savoir.competences}
        )
    return not savoir.activites or bool(lecture.activites(competence) & {*savoir.activites})


def croisements(lecture: Lecture, root: etree._Element) -> None:
    projet = lecture.projet
    crossed: dict[str, Paires] = {"Activités": set(), "Épreuves": set(), "Savoirs": set()}
    (heading,) = (e for e in root.iter("h1", "h2") if text_of(e).startswith("Tableaux croisés"))
    for table in (t for t in heading.itersiblings("table") if t.get("class") == "textes"):
        title = legende(table).partition(" – ")[2]
        for row in (tr for body in table.iter("tbody") for tr in body if not tr.get("class")):
            (line,) = cites(projet, row[0], Objet)
            crossed[title.split()[0]] |= {(line, c) for c in vises(projet, row[1])}
    assert crossed["Activités"] == {
        (a, c.cle) for _, c in lecture.definies for a in lecture.activites(c)
    }
    exams = {
        (projet.parents[part.cle].cle, c)
        for part in projet.of_nature(Partie)
        for c in lecture.evalue(part)
    }
    assert crossed["Épreuves"] == exams
    assert crossed["Savoirs"] == {
        (savoir.cle, c.cle)
        for definer, c in lecture.definies
        for savoir in definer.savoirs
        if savoir.intitule is not None and _asks(lecture, c, savoir)
    }


def chaines(lecture: Lecture, root: etree._Element) -> None:
    """What the coverage report says of a requirement is in the data: on paper, and way by way."""
    sheet = lecture.classeur("couverture")["Chemins"]
    heads, *rows = [r for r in sheet.iter_rows(values_only=True) if r[1] is not None]
    ways: dict[str, list[Chemin]] = {}
    for row in rows:
        told = dict(zip(heads, ("" if x is None else str(x) for x in row), strict=True))
        ways.setdefault(told["Identifiant"], []).append(Chemin(lecture, told))
    for exigence in lecture.projet.exigences:
        place = next((e for e in root.iter("p") if e.get("id") == f"x-{ancre(exigence.cle)}"), None)
        if place is None:
            assert exigence.cle not in ways
            continue
        found = ways.get(exigence.cle, [])
        for way in found:
            way.verify(exigence)
        answering = lecture.repondants(exigence, Activite, Tache)
        if exigence.nature == "savoir-faire":
            assert bool(found) == bool(answering)
        matrice_du_rapport(next(place.iterancestors("tr")), found)


def matrice_du_rapport(row: etree._Element, ways: list[Chemin]) -> None:
    """Each line of a row has the numbers of a way, the best of its bloc, and its épreuves."""
    heads = next(next(row.iterancestors("table")).iter("thead"))[-1]
    # The title and the bloc stand beside the last heads, not among them.
    first = len(row) - len(heads) + sum(text_of(th).isdecimal() for th in heads)
    columns = [[text_of(p).strip() for p in cell.iter("p")] for cell in list(row)[first:]]
    lines = list(zip(*columns, strict=True))
    assert bool(lines) == bool(ways)
    for rap, taken, *exams in lines:
        assert any(
            rap.strip("–") in way.reperes("Activité", "Tâche")
            and taken.strip("–") in _repris(way, ways)
            for way in ways
        )
        told = {exam for cell in exams for exam in cell.split(", ") if re.search(r"\d", exam)}
        # Those with a reserve that others have not are left out: `formes` says which.
        assert told <= set().union(*(way.epreuves for way in ways))
    assert any(re.search(r"\d", "".join(line[2:])) for line in lines) == any(
        way.epreuves for way in ways
    )


def _repris(best: Chemin, ways: list[Chemin]) -> set[str]:
    """What takes a requirement up; a competence when other parts of it do as well."""
    begun = best.of("Activité", "Tâche"), best.of("Compétence")
    others = [w for w in ways if (w.of("Activité", "Tâche"), w.of("Compétence")) == begun]
    whole = best.reperes("Compétence", *AUTRES) if len(others) > 1 else set()
    return best.reperes("Compétence", "Sous-compétence", *AUTRES) | whole


AUTRES = ("Savoir", "Habilitation")
KINDS: dict[str, tuple[type[Objet], ...]] = {
    "Activité": (Activite,),
    "Tâche": (Tache,),
    "Compétence": (Competence,),
    "Sous-compétence": (SousCompetence,),
    "Savoir": SAVOIRS,
    "Habilitation": (Habilitation,),
    "Indicateur": (Indicateur,),
}
#: « A et B : E3, Intervention (par C3.1) ».
PARTIE = re.compile(
    r"(?:(?P<lettres>[A-Z](?:(?:, | et )[A-Z])*) : )?(?P<reste>.*?)(?: \(par (?P<par>.+)\))?\Z"
)


class Chemin:
    """A row of the sheet of ways: what each column names."""

    def __init__(self, lecture: Lecture, told: dict[str, str]) -> None:
        self.lecture, self.told = lecture, told
        self.cles = {
            column: [
                {
                    cle
                    for cle in lecture.nommes(line)
                    if isinstance(lecture.projet.by_cle[cle], kinds)
                }
                for line in told[column].splitlines()
            ]
            for column, kinds in KINDS.items()
        }
        found = (
            PARTIE.match(mots(line))
            for line in told["Parties d’épreuve, par catégorie"].splitlines()
        )
        self.parties = [match for match in found if match]

    def of(self, *columns: str) -> set[str]:
        return {cle for column in columns for found in self.cles[column] for cle in found}

    def reperes(self, *columns: str) -> set[str]:
        """The number of the last of these links that has one; else what it is."""
        numeros = number_all(self.lecture.projet)
        for column in reversed(columns):
            if numbers := {numeros[cle] for cle in self.of(column) if cle in numeros}:
                return numbers
        return {next((c for c in reversed(columns) if self.told[c]), "")}

    @property
    def epreuves(self) -> set[str]:
        """The numbers of the épreuves of its parts."""
        numeros = number_all(self.lecture.projet)
        known = {
            numeros.get(e.cle, "")
            for e in (
                *self.lecture.projet.of_nature(Epreuve),
                *self.lecture.projet.of_nature(SousEpreuve),
            )
        }
        return {m["reste"].partition(", ")[0] for m in self.parties} & (known - {""})

    def verify(self, exigence: Exigence) -> None:
        lecture = self.lecture
        for column, found in self.cles.items():
            assert all(found), (column, self.told[column])
        work = self.of("Activité", "Tâche")
        answering = lecture.repondants(exigence, *KINDS["Activité"], *KINDS["Tâche"])
        assert exigence.nature != "savoir-faire" or work & answering
        competences = self.of("Compétence")
        if exigence.nature == "savoir-faire" and competences:
            taken = set().union(
                *(
                    lecture.activites(c)
                    for c in lecture.projet.all_of(tuple(competences), Competence)
                )
            )
            assert {lecture.activite(a) for a in work} & taken
        observed = lecture.repondants(exigence, Indicateur)
        if (shown := self.of("Indicateur")) and observed and exigence.nature == "savoir-etre":
            assert shown & observed  # the one that answers, never the first of the list
        for match in self.parties:
            parts = [
                part
                for part in lecture.projet.of_nature(Partie)
                if match["reste"].endswith(mots(lecture.builder.names[part.cle].titre))
            ]
            by = match["par"] or ""
            brought = {lecture.numerotees[by]} if by in lecture.numerotees else lecture.nommes(by)
            brought = brought or (set() if exigence.nature == "savoir" else competences)
            wanted = _contenants(lecture, list(self.of(*AUTRES)))
            assert not parts or any(
                brought <= lecture.evalue(part)
                if brought
                else wanted & ({link.cible for link in part.evalue} | set(part.delivre))
                for part in parts
            )


def _contenants(lecture: Lecture, savoirs: list[str]) -> set[str]:
    """Savoirs and the groups that hold them, habilitations."""
    parents = lecture.projet.parents
    return {*savoirs, *(parents[cle].cle for cle in savoirs if cle in parents)}


@pytest.mark.lent
@pytest.mark.parametrize(
    ("nom", "disposition"),
    [
        pytest.param(
            nom,
            one,
            # Each layout of the small project; of the large one, that which has most to say.
            marks=[pytest.mark.ample] if nom == "sno" and one != "face-a-face" else [],
        )
        for nom in ECRITS
        for one in DISPOSITIONS
    ],
)
def test_the_documents_of_both_projects_say_the_links_of_the_data(
    nom: str, disposition: str
) -> None:
    verifier(Lecture(ECRITS[nom], disposition=disposition, numeros=True))


@pytest.mark.lent
def test_one_more_activity_makes_no_link_that_the_data_do_not_have(tmp_path: Path) -> None:
    """What used to put two activities in one cell, in front of the competences of both."""
    for name in ("dossier", "referentiels"):
        shutil.copytree(RACINE / name, tmp_path / name)
    path = tmp_path / "referentiels/blocs/bloc-1.yaml"
    text = path.read_text("utf-8")
    more = text.replace("[realisation-pages]", "[realisation-pages, publication-contenus]", 1)
    assert more != text
    path.write_text(more, "utf-8")
    verifier(Lecture(tmp_path, disposition="face-a-face", numeros=True))


GRAINES = [
    0,
    *(pytest.param(graine, marks=pytest.mark.lent) for graine in cas(range(1, 90), 6)),
]


@pytest.mark.parametrize("graine", GRAINES)
def test_the_documents_of_any_project_say_the_links_of_the_data(
    ecrire: Callable[..., Path], graine: int
) -> None:
    folder = ecrire(engendre(graine))
    disposition, numeros = DISPOSITIONS[graine % len(DISPOSITIONS)], graine % 3 != 0
    verifier(Lecture(folder, disposition=disposition, numeros=numeros))
