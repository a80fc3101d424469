"""The counts of coverage, recounted from the YAML files alone.

Why: the measure decides what a commission reads; these few dictionaries know nothing of the
model nor of the code of the measure, only what the files say and what a status means. They do
without what the two projects do not use, and the first test says what that is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from mc_builder.cli import cli

RACINE = Path(__file__).parents[1]
PROJETS = {"sno": RACINE, "cycles": RACINE / "tests/projets/cycles"}
PALIERS = ("non_couverte", "decrite", "traduite", "evaluee")
NATURES = ("savoir-faire", "savoir", "savoir-etre", "habilitation")


def liste(value: Any) -> list[dict[str, Any]]:
    """A list of objects, however its author wrote it; a plain text has only a title."""
    if value is None or (isinstance(value, Mapping) and set(value) == {"a_completer"}):
        return []
    if isinstance(value, Mapping):
        pairs = [(key, item if isinstance(item, Mapping) else {}) for key, item in value.items()]
        return [{"id": key, **item} for key, item in pairs]
    return [dict(item) if isinstance(item, Mapping) else {"intitule": item} for item in value]


def cibles(links: Any) -> set[str]:
    """Where links lead: « diagnostic » or « {activite: diagnostic, portee: partielle} »."""
    return {
        link if isinstance(link, str) else next(v for k, v in link.items() if k != "portee")
        for link in links or ()
    }


def entiers(data: Any) -> Any:
    """What a file says, without the links that cover only a part."""
    if isinstance(data, Mapping):
        return {key: entiers(value) for key, value in data.items()}
    if isinstance(data, list):
        return [entiers(x) for x in data if not (isinstance(x, Mapping) and "portee" in x)]
    return data


def noms(value: Any) -> set[str]:
    """One identifier or a list of them."""
    return {value} if isinstance(value, str) else set(value or ())


@dataclass
class Niveau:
    """A competence as a whole (`nom` is empty), or one of its sub-competences."""

    nom: str
    mobilise: set[str]
    porte: set[str]


@dataclass
class Indicateur:
    """What is seen of a competence: all of it, or some sub-competences, or some activités."""

    cle: str
    vise: set[str]
    activites: set[str]
    constate: set[str]


@dataclass
class Competence:
    """What one competence takes up, where it lives, what observes it."""

    niveaux: list[Niveau]
    ids: set[str]
    indicateurs: list[Indicateur]
    blocs: set[str] = field(default_factory=set)

    @property
    def mobilise(self) -> set[str]:
        """What it takes up, parts included."""
        return {m for n in self.niveaux for m in n.mobilise}

    def observants(self, niveau: str, activite: str) -> set[str]:
        """The indicateurs that show one of its levels; the nearest when it has none of its own."""
        propres = {i.cle for i in self.indicateurs if niveau and niveau in i.vise}
        entiers = {i.cle for i in self.indicateurs if not (i.vise or i.activites)}
        inferieurs = {i.cle for i in self.indicateurs if i.vise}
        if propres or (niveau and entiers):
            return propres or entiers
        if not niveau and entiers | inferieurs:
            return entiers | inferieurs
        portes = [i for i in self.indicateurs if i.activites]
        proches = {i.cle for i in portes if activite in i.activites}
        return proches or {i.cle for i in portes} or inferieurs


@dataclass
class Savoir:
    """One group of savoirs, or one item: what it answers, and what assesses it."""

    repond: set[str]
    ids: set[str]
    activites: set[str]
    competences: set[str]
    bloc: str


class Recompte:
    """A project as its files say it, without one of its blocs, or its partial links, if need be."""

    def __init__(self, racine: Path, sans: str = "", *, entier: bool = False) -> None:
        self.racine = racine
        self.entier = entier
        self.emplois = [f["emploi"] for f in self.lus("emplois/*.yaml")]
        self.exigences = {
            e["id"]: e["nature"] for f in self.lus("exigences.yaml") for e in f["exigences"]
        }
        poles = [f["pole"] for f in self.lus("activites/*.yaml")]
        fiches = sorted((racine / "dossier/fiches").glob("*.yaml"))
        lues = [yaml.load(p.read_bytes(), Loader=yaml.BaseLoader)["fiche"] for p in fiches]  # noqa: S506
        self.fiches = {fiche["id"]: fiche for fiche in lues}
        self.codes = {
            e["id"]: {(n["nom"], n["code"]) for n in e.get("nomenclatures", ())}
            | {("", e["intitule"])}
            for f in self.lus("exigences.yaml")
            for e in f["exigences"]
        }
        self.activites = [a for pole in poles for a in pole["activites"]]
        self.des_poles = {pole["id"]: {a["id"] for a in pole["activites"]} for pole in poles}
        self.blocs = [
            f["bloc"] for f in self.lus("blocs/*.yaml") if "bloc" in f and f["bloc"]["id"] != sans
        ]
        [self.evaluation] = self.lus("evaluation.yaml")
        self.categories = {c["id"] for c in self.evaluation["categories"]}

    def lus(self, motif: str) -> list[dict[str, Any]]:
        """The files of referentiels/ of that name; every scalar is a text."""
        paths = sorted((self.racine / "referentiels").glob(motif))
        # BaseLoader builds texts, lists and mappings: it is the safest of all.
        read = [yaml.load(p.read_bytes(), Loader=yaml.BaseLoader) for p in paths]  # noqa: S506
        return [entiers(x) for x in read] if self.entier else read

    # --- annexe II: who answers a requirement --------------------------------------------------

    @cached_property
    def taches(self) -> dict[str, str]:
        """The activité of each tâche that has an identifier."""
        return {
            t["id"]: a["id"] for a in self.activites for t in liste(a.get("taches")) if "id" in t
        }

    def reponses(self, exigence: str) -> list[tuple[str, set[str]]]:
        """The activités that answer, each with the tâches through which alone it does.

        An empty set: the activité answers as a whole, whatever tâche is taken up.
        """
        found: list[tuple[str, set[str]]] = []
        for activite in self.activites:
            if exigence in cibles(activite.get("repond_a")):
                found.append((activite["id"], set()))
            found += [
                (activite["id"], {tache.get("id", "")})
                for tache in liste(activite.get("taches"))
                if exigence in cibles(tache.get("repond_a"))
            ]
        return found

    # --- annexe III: who takes it up ------------------------------------------------------------

    @cached_property
    def competences(self) -> dict[str, Competence]:
        """The pool of competences; one that another bloc cites lives in both."""
        found: dict[str, Competence] = {}
        for bloc in self.blocs:
            for rang, c in enumerate(bloc["competences"]):
                if "ref" not in c:
                    found[c.get("id", f"{bloc['id']}/{rang}")] = self.competence(c, bloc)
        for bloc in self.blocs:
            for rang, c in enumerate(bloc["competences"]):
                cle = c.get("ref") or c.get("id", f"{bloc['id']}/{rang}")
                if cle in found:
                    found[cle].blocs.add(bloc["id"])
        for c in found.values():
            c.indicateurs += self.indicateurs_des_activites(c)
        return found

    def indicateurs_des_activites(self, c: Competence) -> Iterator[Indicateur]:
        """Those that its blocs put on the activités that it takes up."""
        for bloc in (b for b in self.blocs if b["id"] in c.blocs):
            for rang, groupe in enumerate(bloc.get("indicateurs") or ()):
                visees = self.etendues(noms(groupe.get("activites")))
                porte = (visees & self.activites_de(c)) if visees else {bloc["id"]}
                for n, i in enumerate(liste(groupe["liste"]) if porte else ()):
                    yield self.indicateur(i, f"{bloc['id']}/i{rang}/{n}", set(), porte)

    def activites_de(self, c: Competence) -> set[str]:
        """The activités that a competence takes up, whole or by a tâche."""
        return {self.taches.get(m, m) for m in c.mobilise}

    def etendues(self, vises: set[str]) -> set[str]:
        """What is aimed at, a pôle standing for its activités."""
        return set().union(*(self.des_poles.get(cle, {cle}) for cle in vises))

    def competence(self, c: Mapping[str, Any], bloc: Mapping[str, Any]) -> Competence:
        """A competence with its sous-compétences and what shows each of them."""
        cle = c.get("id", f"{bloc['id']}/{bloc['competences'].index(c)}")
        sous = {
            s.get("id", f"{cle}/{rang}"): s
            for rang, s in enumerate(liste(c.get("sous_competences")))
        }
        indicateurs = [
            self.indicateur(i, f"{cle}/i{n}", noms(i.get("sous_competences")), set())
            for n, i in enumerate(liste(c.get("indicateurs")))
        ]
        for nom, s in sous.items():
            indicateurs += [
                self.indicateur(i, f"{nom}/i{n}", {nom}, set())
                for n, i in enumerate(liste(s.get("indicateurs")))
            ]
        return Competence(
            niveaux=[
                Niveau(nom, self.etendues(cibles(n.get("mobilise"))), cibles(n.get("repond_a")))
                for nom, n in {"": c, **sous}.items()
            ],
            ids={n["id"] for n in (c, *sous.values()) if "id" in n},
            indicateurs=indicateurs,
        )

    def indicateur(
        self, i: Mapping[str, Any], place: str, vise: set[str], activites: set[str]
    ) -> Indicateur:
        """One indicateur, called by its place when it has no identifier."""
        return Indicateur(i.get("id", place), vise, activites, cibles(i.get("repond_a")))

    @cached_property
    def savoirs(self) -> list[Savoir]:
        """Groups of savoirs and their items, at any depth."""
        found: list[Savoir] = []

        def visite(item: Mapping[str, Any], above: Savoir | None, bloc: str) -> None:
            savoir = Savoir(
                repond=cibles(item.get("repond_a")),
                ids={item["id"]} if "id" in item else set(),
                activites=above.activites if above else noms(item.get("activites")),
                competences=above.competences if above else noms(item.get("competences")),
                bloc=bloc,
            )
            savoir.ids |= above.ids if above else set()
            found.append(savoir)
            for child in liste(item.get("liste")):
                visite(child, savoir, bloc)

        for bloc in self.blocs:
            for groupe in bloc.get("savoirs") or ():
                visite(groupe, None, bloc["id"])
        return found

    # --- annexe IV: who assesses it -------------------------------------------------------------

    @cached_property
    def parties(self) -> list[tuple[Mapping[str, Any], set[str]]]:
        """Every part of every épreuve, with the categories of candidates that take it."""

        def visite(noeud: Mapping[str, Any], categories: set[str]) -> Iterator[Any]:
            for partie in noeud.get("parties") or ():
                propres = [noms(m["categories"]) for m in partie.get("modalites") or ()]
                yield partie, set().union(*propres) if propres else categories
                yield from visite(partie, categories)
            for modalite in noeud.get("modalites") or ():
                yield from visite(modalite, noms(modalite["categories"]))
            for dessous in noeud.get("sous_epreuves") or ():
                yield from visite(dessous, categories)

        epreuves = self.evaluation.get("epreuves") or ()
        return [found for e in epreuves for found in visite(e, self.categories)]

    def passee(self, vises: set[str]) -> bool:
        """Whether each category of candidates takes a part that names one of `vises`."""
        reached = [cats for p, cats in self.parties if cibles(p.get("evalue")) & vises]
        return set().union(*reached) >= self.categories

    def nommee_par(self, c: Competence) -> set[str]:
        """What a part may name to assess a competence: itself, what it takes up, what shows it."""
        return c.ids | self.activites_de(c) | c.blocs | {i.cle for i in c.indicateurs}

    def indicateurs_nommes(self, c: Competence) -> bool:
        """Whether a part names an indicateur of a competence: the others are then not presumed."""
        return any(
            cibles(p.get("evalue")) & {i.cle for i in c.indicateurs} for p, _ in self.parties
        )

    def evaluee(self, c: Competence, observants: set[str]) -> bool:
        """Whether what shows a competence is seen for everyone, named by a part or presumed."""
        if self.indicateurs_nommes(c):
            return bool(observants) and self.passee(observants)
        return bool(c.indicateurs) and self.passee(self.nommee_par(c))

    def savoir_evalue(self, s: Savoir) -> bool:
        """Whether a savoir is named by a part, or comes with a competence that is."""
        portees = [
            c
            for c in self.competences.values()
            if (c.ids & s.competences)
            or (not s.competences and self.activites_de(c) & s.activites)
            or (not s.competences and not s.activites and s.bloc in c.blocs)
        ]
        return self.passee(s.ids.union(*(self.nommee_par(c) for c in portees)))

    # --- the whole way --------------------------------------------------------------------------

    def reprises(self, exigence: str) -> list[tuple[set[str], bool]]:
        """The blocs of what takes a requirement up, and whether that goes to the end."""
        nature = self.exigences[exigence]
        if nature == "savoir":
            savoirs = [s for s in self.savoirs if exigence in s.repond]
            return [({s.bloc}, self.savoir_evalue(s)) for s in savoirs]
        chemins = self.portes(exigence) if nature == "savoir-etre" else self.repris(exigence)
        found = [(c.blocs, self.evaluee(c, observants)) for c, observants in chemins]
        if nature == "savoir-etre":  # an indicateur says it, even if no competence goes with it
            found += [
                (set(), False)
                for bloc in self.blocs
                for groupe in bloc.get("indicateurs") or ()
                for i in liste(groupe["liste"])
                if exigence in cibles(i.get("repond_a"))
            ]
        return found

    def portes(self, exigence: str) -> Iterator[tuple[Competence, set[str]]]:
        """The competences that carry a savoir-être, each with what shows it."""
        for c in self.competences.values():
            for i in c.indicateurs:
                if exigence in i.constate:
                    yield c, {i.cle}
            for n in c.niveaux:
                if exigence in n.porte:
                    yield c, c.observants(n.nom, "")

    def repris(self, exigence: str) -> Iterator[tuple[Competence, set[str]]]:
        """The competences that take up what answers a savoir-faire, each with what shows it."""
        for activite, taches in self.reponses(exigence):
            visees = {activite} | (taches or {t for t, a in self.taches.items() if a == activite})
            for c in self.competences.values():
                proches = [n for n in c.niveaux if n.mobilise & taches]
                if not (proches and self.indicateurs_nommes(c)):
                    proches = [n for n in c.niveaux if n.mobilise & visees]
                for n in proches:
                    yield c, c.observants(n.nom, activite)

    def statut(self, exigence: str) -> str:
        """How far a requirement goes, whatever the job."""
        if self.exigences[exigence] == "habilitation":
            return self.statut_habilitation(exigence)
        reprises = self.reprises(exigence)
        if reprises:
            return "evaluee" if any(complete for _, complete in reprises) else "traduite"
        decrite = self.exigences[exigence] == "savoir-faire" and self.reponses(exigence)
        return "decrite" if decrite else "non_couverte"

    def statut_habilitation(self, exigence: str) -> str:
        """Declared, then delivered: to everyone by an attestation, or by parts for each."""
        declared = {
            h["id"]
            for h in self.evaluation.get("habilitations") or ()
            if exigence in cibles(h.get("repond_a"))
        }
        delivrees = [cats for p, cats in self.parties if noms(p.get("delivre")) & declared]
        if any(
            noms(a.get("delivre")) & declared for a in self.evaluation.get("attestations") or ()
        ):
            delivrees.append(self.categories)
        if set().union(*delivrees) >= self.categories:
            return "evaluee"
        return "decrite" if declared else "non_couverte"

    def statut_pour(self, demande: Mapping[str, Any]) -> str:
        """The status for one job: set aside, unless it is covered to the end all the same."""
        statut = self.statut(demande["exigence"])
        return "ecartee" if "ecartee" in demande and statut != "evaluee" else statut


def comptes(lignes: Iterable[tuple[str, int]]) -> dict[str, Any]:
    """Counts and weights of (status, weight), as the JSON names them."""
    lignes = list(lignes)
    retenues = [(s, p) for s, p in lignes if s != "ecartee"]
    found: dict[str, Any] = {
        "exigences": len(lignes),
        "retenues": len(retenues),
        "ecartees": len(lignes) - len(retenues),
        "poids_retenues": sum(p for _, p in retenues),
        "poids_ecartees": sum(p for s, p in lignes if s == "ecartee"),
    }
    for palier, cle in zip(PALIERS[1:], ("decrites", "traduites", "evaluees"), strict=True):
        atteints = [(s, p) for s, p in retenues if PALIERS.index(s) >= PALIERS.index(palier)]
        found[cle] = {
            "retenues": (len(atteints), len(retenues)),
            "toutes": (len(atteints), len(lignes)),
            "ponderees": (sum(p for _, p in atteints), found["poids_retenues"]),
        }
    return found


def degres(lignes: Iterable[tuple[str, bool]]) -> dict[str, int]:
    """Fully, in part, not at all, of (status, with a reserve) retained, as the JSON names them."""
    lignes = list(lignes)
    pleinement = sum(s == "evaluee" and not reserve for s, reserve in lignes)
    non = sum(s == "non_couverte" for s, _ in lignes)
    return {
        "retenues": len(lignes),
        "pleinement": pleinement,
        "en_partie": len(lignes) - pleinement - non,
        "non": non,
    }


def reserves(recompte: Recompte, couverture: Mapping[str, Any]) -> dict[tuple[str, str], bool]:
    """Whether, for a job, something keeps a requirement that is assessed from being covered fully.

    Only partial links lead to the end, or the degree of autonomy that is reached is below the one
    that the job asks for; the degree reached is the one figure taken from the report.
    """
    entier = Recompte(recompte.racine, entier=True)
    atteintes = {
        (e["id"], x["id"]): x["autonomie_atteinte"]
        for e in couverture["emplois"]
        for x in e["exigences"]
    }
    found = {}
    for emploi in recompte.emplois:
        for x in emploi["exigences"]:
            cle = (emploi["id"], x["exigence"])
            atteinte, demandee = atteintes[cle], x.get("autonomie")
            court = atteinte is not None and isinstance(demandee, str) and atteinte < int(demandee)
            found[cle] = court or entier.statut(x["exigence"]) != "evaluee"
    return found


def sans_pourcent(comptes_json: Mapping[str, Any]) -> dict[str, Any]:
    """The counts of the JSON, each rate as (numerator, denominator); the degrees are apart."""
    return {
        cle: {n: (t["numerateur"], t["denominateur"]) for n, t in valeur.items()}
        if isinstance(valeur, dict)
        else valeur
        for cle, valeur in comptes_json.items()
        if cle != "degres"
    }


@pytest.fixture(scope="module", params=[pytest.param("sno", marks=pytest.mark.lent), "cycles"])
def projet(request: pytest.FixtureRequest) -> tuple[Recompte, dict[str, Any]]:
    racine = PROJETS[request.param]
    result = CliRunner().invoke(cli, ["-C", str(racine), "coverage", "--format", "json"])
    return Recompte(racine), json.loads(result.stdout)


def test_ce_que_le_recompte_ignore_est_absent_des_deux_projets(
    projet: tuple[Recompte, dict[str, Any]],
) -> None:
    recompte, _ = projet
    assert not any("reservee_a" in u for u in recompte.evaluation["unites"])
    assert set(recompte.exigences.values()) <= set(NATURES)
    [dossier] = [yaml.safe_load((recompte.racine / "dossier/dossier.yaml").read_bytes())]
    assert dossier["etape"] != "opportunite"
    assert "portee" in str([recompte.activites, recompte.blocs])  # or nothing is in part


def test_le_statut_de_chaque_exigence_dans_chaque_emploi(
    projet: tuple[Recompte, dict[str, Any]],
) -> None:
    recompte, couverture = projet
    assert {
        e["id"]: {x["id"]: x["statut"] for x in e["exigences"]} for e in couverture["emplois"]
    } == {
        e["id"]: {x["exigence"]: recompte.statut_pour(x) for x in e["exigences"]}
        for e in recompte.emplois
    }


def test_les_comptes_de_chaque_emploi(projet: tuple[Recompte, dict[str, Any]]) -> None:
    recompte, couverture = projet
    assert {e["id"]: sans_pourcent(e["comptes"]) for e in couverture["emplois"]} == {
        e["id"]: comptes((recompte.statut_pour(x), int(x["importance"])) for x in e["exigences"])
        for e in recompte.emplois
    }


def test_les_degres_de_chaque_emploi_et_du_projet(
    projet: tuple[Recompte, dict[str, Any]],
) -> None:
    recompte, couverture = projet
    marques = reserves(recompte, couverture)
    lignes = [
        (e["id"], x["exigence"], s, marques[e["id"], x["exigence"]])
        for e in recompte.emplois
        for x in e["exigences"]
        if (s := recompte.statut_pour(x)) != "ecartee"
    ]
    assert {e["id"]: e["comptes"]["degres"] for e in couverture["emplois"]} == {
        e["id"]: degres((s, r) for emploi, _, s, r in lignes if emploi == e["id"])
        for e in recompte.emplois
    }
    assert couverture["total"]["degres"] == degres(
        (recompte.statut(exigence), any(r for _, x, _, r in lignes if x == exigence))
        for exigence in {x for _, x, _, _ in lignes}
    )


def test_le_propre_de_chaque_emploi(projet: tuple[Recompte, dict[str, Any]]) -> None:
    recompte, couverture = projet
    marques = reserves(recompte, couverture)
    retenues = {
        e["id"]: {
            x["exigence"]: s for x in e["exigences"] if (s := recompte.statut_pour(x)) != "ecartee"
        }
        for e in recompte.emplois
    }
    attendu = {}
    for emploi, siennes in retenues.items():
        autres = [r for cle, r in retenues.items() if cle != emploi]
        attendu[emploi] = degres(
            (s, marques[emploi, x])
            for x, s in siennes.items()
            if 10 * sum(x in r for r in autres) <= len(autres)
        )
    assert {e["id"]: e["propre"] for e in couverture["emplois"]} == attendu


def demandees(recompte: Recompte) -> dict[str, tuple[str, int]]:
    """Each requirement that a job asks, once: its status and its greatest weight.

    Only jobs that retain it give their weight, if there are any.
    """
    found: dict[str, tuple[str, int]] = {}
    for exigence in recompte.exigences:
        lignes = [
            (recompte.statut_pour(x), int(x["importance"]))
            for e in recompte.emplois
            for x in e["exigences"]
            if x["exigence"] == exigence
        ]
        retenues = [ligne for ligne in lignes if ligne[0] != "ecartee"]
        if lignes:
            found[exigence] = max(retenues or lignes, key=lambda ligne: ligne[1])
    return found


def sort_de(recompte: Recompte, emploi: Mapping[str, Any], code: tuple[str, str], mots: str) -> int:
    """2: an item that a job takes up; 1: that it sets aside; 0: that nobody looked at."""
    siennes = [x for x in emploi["exigences"] if {code, ("", mots)} & recompte.codes[x["exigence"]]]
    if any("ecartee" not in x for x in siennes):
        return 2
    ecartes = {
        (recompte.fiches[f["fiche"]]["nomenclature"]["nom"], c)
        for f in fiches_de(emploi)
        if isinstance(f, Mapping)
        for groupe in f.get("ecartes", ())
        for c in groupe["elements"]
    }
    return 1 if siennes or code in ecartes else 0


def fiches_de(emploi: Mapping[str, Any]) -> Sequence[Any]:
    """The fiches that a job takes up; none when the dossier says why it has none."""
    found: Any = emploi.get("fiches", ())
    return () if isinstance(found, Mapping) else found


def test_ce_que_deviennent_les_elements_des_fiches(
    projet: tuple[Recompte, dict[str, Any]],
) -> None:
    recompte, couverture = projet
    partout: dict[tuple[str, str], int] = {}
    attendu = {}
    for emploi in recompte.emplois:
        siens: dict[tuple[str, str], int] = {}
        for lien in fiches_de(emploi):
            fiche = recompte.fiches[lien if isinstance(lien, str) else lien["fiche"]]
            for x in fiche["elements"]:
                code = (fiche["nomenclature"]["nom"], x["code"])
                siens[code] = sort_de(recompte, emploi, code, x["intitule"])
        for code, sort in siens.items():
            partout[code] = min(partout.get(code, sort), sort)
        attendu[emploi["id"]] = comptes_elements(siens.values())
    assert {e["id"]: e["elements"] for e in couverture["emplois"]} == attendu
    assert couverture["elements"] == comptes_elements(partout.values())
    assert len(set(partout.values())) >= 2  # or the recount proves little


def comptes_elements(sorts: Iterable[int]) -> dict[str, int]:
    found = list(sorts)
    noms = ("non_examines", "ecartes", "repris")
    return {"elements": len(found), **{nom: found.count(n) for n, nom in enumerate(noms)}}


def test_les_comptes_du_projet_portent_sur_les_exigences_distinctes(
    projet: tuple[Recompte, dict[str, Any]],
) -> None:
    recompte, couverture = projet
    assert sans_pourcent(couverture["total"]) == comptes(demandees(recompte).values())


def test_l_apport_de_chaque_bloc(projet: tuple[Recompte, dict[str, Any]]) -> None:
    recompte, couverture = projet
    lignes = demandees(recompte)
    poids = {e: p for e, (s, p) in lignes.items() if s != "ecartee"}
    evaluees = [e for e, (s, _) in lignes.items() if s == "evaluee"]

    marques = reserves(recompte, couverture)
    en_partie = {
        x["exigence"]
        for e in recompte.emplois
        for x in e["exigences"]
        if recompte.statut_pour(x) != "ecartee" and marques[e["id"], x["exigence"]]
    }
    entier = Recompte(recompte.racine, entier=True)
    attendu = {}
    for bloc in (b["id"] for b in recompte.blocs):
        sans = Recompte(recompte.racine, sans=bloc)
        par_lui = {e for e in evaluees if any(bloc in b and fin for b, fin in recompte.reprises(e))}
        propres = {e for e in par_lui if sans.statut(e) != "evaluee"}
        attendu[bloc] = {
            "exigences": par_lui,
            "exigences_pleines": {
                e
                for e in par_lui - en_partie
                if any(bloc in b and fin for b, fin in entier.reprises(e))
            },
            "exigences_propres": propres,
            "apport": (sum(poids[e] for e in par_lui), sum(poids.values())),
            "apport_propre": (sum(poids[e] for e in propres), sum(poids.values())),
        }

    assert {
        b["id"]: {
            cle: set(b[cle])
            if cle.startswith("exigences")
            else (b[cle]["numerateur"], b[cle]["denominateur"])
            for cle in (
                "exigences",
                "exigences_pleines",
                "exigences_propres",
                "apport",
                "apport_propre",
            )
        }
        for b in couverture["blocs"]
    } == attendu


def test_le_recompte_n_est_pas_un_cas_facile(projet: tuple[Recompte, dict[str, Any]]) -> None:
    """Both projects have gaps, requirements set aside and each nature of requirement."""
    recompte, _ = projet
    statuts = {statut for statut, _ in demandees(recompte).values()}
    assert statuts >= {"evaluee", "ecartee"}
    assert statuts & {"non_couverte", "decrite", "traduite"}
    assert set(recompte.exigences.values()) >= {"savoir-faire", "savoir", "savoir-etre"}
