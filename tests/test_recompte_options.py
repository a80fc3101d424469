"""The counts of each option, and of what all cover, recounted from the YAML files alone."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from mc_builder.cli import cli
from test_recompte import PALIERS, Recompte, comptes, demandees, noms, sans_pourcent

RACINE = Path(__file__).parent / "projets" / "options"
OPTIONS = ("cordes", "vents", "claviers")


class RecompteOption(Recompte):
    """The project as the candidates of one option meet it."""

    def __init__(self, option: str) -> None:
        self.option = option
        self.gardes: set[str] = set()
        super().__init__(RACINE)

    def lus(self, motif: str) -> list[dict[str, Any]]:
        """The files of that name, without what is for other options or about what is."""
        return [kept for data in super().lus(motif) if (kept := self.garde(data))]

    def garde(self, data: Any) -> Any:
        """What is left of a file; None of what is for other options."""
        if isinstance(data, list):
            return [kept for x in data if (kept := self.garde(x)) is not None]
        if not isinstance(data, Mapping):
            return data
        if "pour" in data and self.option not in noms(data["pour"]):
            return None
        about = {data[key] for key in ("pole", "unite", "bloc") if isinstance(data.get(key), str)}
        portee = noms(data.get("activites")) if "famille" in data else set()
        if about - self.gardes or (portee and not portee & self.gardes):
            return None
        if "id" in data:
            self.gardes.add(data["id"])
        kept = {key: self.garde(value) for key, value in data.items()}
        return {key: value for key, value in kept.items() if value is not None}


@pytest.fixture(scope="module")
def couverture() -> dict[str, Any]:
    found = CliRunner().invoke(cli, ["-C", str(RACINE), "coverage", "--format", "json"])
    read: dict[str, Any] = json.loads(found.stdout)
    return read


#: What counts least first: what a job leaves out is not covered to the end.
ORDRE = ("non_couverte", "decrite", "traduite", "ecartee", "evaluee")


def statuts(recompte: Recompte) -> dict[tuple[str, str], str]:
    return {
        (e["id"], x["exigence"]): recompte.statut_pour(x)
        for e in recompte.emplois
        for x in e["exigences"]
    }


@pytest.mark.parametrize("option", OPTIONS)
def test_each_option_is_counted_for_itself(couverture: dict[str, Any], option: str) -> None:
    recompte = RecompteOption(option)
    [said] = [o for o in couverture["options"] if o["id"] == option]
    assert said["emplois"] == [e["id"] for e in recompte.emplois]
    assert sans_pourcent(said["comptes"]) == comptes(demandees(recompte).values())
    assert {e["id"]: e["statut"] for e in said["exigences"]} == {
        cle: recompte.statut(cle) for cle in recompte.exigences
    }


@pytest.mark.parametrize("option", OPTIONS)
def test_asking_for_one_option_says_the_same(couverture: dict[str, Any], option: str) -> None:
    arguments = ["-C", str(RACINE), "coverage", "--parcours", option, "--format", "json"]
    alone = json.loads(CliRunner().invoke(cli, arguments).stdout)
    [said] = [o for o in couverture["options"] if o["id"] == option]
    assert (alone["option"], alone["total"]) == (option, said["comptes"])
    assert [e["id"] for e in alone["emplois"]] == said["emplois"]


@pytest.mark.lent
def test_what_all_options_cover_is_what_the_least_covers(couverture: dict[str, Any]) -> None:
    """A job is covered as it is in the option that covers it least, of those that are for it."""
    by_option = [statuts(RecompteOption(option)) for option in OPTIONS]
    least = {
        cle: min((s[cle] for s in by_option if cle in s), key=ORDRE.index)
        for cle in {cle for found in by_option for cle in found}
    }
    assert {
        (e["id"], x["id"]): x["statut"] for e in couverture["emplois"] for x in e["exigences"]
    } == least
    measured = {
        exigence: min(
            (
                recompte.statut(exigence)
                for recompte in map(RecompteOption, OPTIONS)
                if any(x == exigence for _, x in statuts(recompte))
            ),
            key=PALIERS.index,
        )
        for exigence in {x for _, x in least}
    }
    assert {e["id"]: e["statut"] for e in couverture["exigences"]} == measured
    left_out = {
        x for _, x in least if all(s == "ecartee" for (_, other), s in least.items() if other == x)
    }
    whole = {x: "ecartee" if x in left_out else s for x, s in measured.items()}
    weights = {
        x["exigence"]: max(
            int(y["importance"])
            for f in Recompte(RACINE).emplois
            for y in f["exigences"]
            if y["exigence"] == x["exigence"]
        )
        for e in Recompte(RACINE).emplois
        for x in e["exigences"]
    }
    assert sans_pourcent(couverture["total"]) == comptes(
        (statut, weights[cle]) for cle, statut in whole.items()
    )


def test_no_figure_of_the_whole_is_above_the_lowest_option(couverture: dict[str, Any]) -> None:
    for exigence in couverture["exigences"]:
        found = [
            PALIERS.index(x["statut"])
            for o in couverture["options"]
            for x in o["exigences"]
            if x["id"] == exigence["id"] and x["retenue"]
        ]
        assert PALIERS.index(exigence["statut"]) == min(found)


def test_the_options_are_no_easy_case() -> None:
    """Each option has its own, and covers what another does not."""
    read = yaml.safe_load((RACINE / "dossier/dossier.yaml").read_bytes())
    assert tuple(read["diplome"]["parcours"]) == OPTIONS
    found = [statuts(RecompteOption(option)) for option in OPTIONS]
    assert len({frozenset(s.items()) for s in found}) == 3
    assert {s for one in found for s in one.values()} >= {"evaluee", "traduite", "non_couverte"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--parcours", "bois"), "vents (B Instruments à vent)"),
    ],
)
def test_an_option_that_cannot_be_measured_is_said(options: tuple[str, ...], said: str) -> None:
    found = CliRunner().invoke(cli, ["-C", str(RACINE), "coverage", *options])
    assert found.exit_code == 2
    assert said in " ".join(found.output.split())


@pytest.mark.parametrize("named", ["B", "b", "Instruments à vent", "vents"])
def test_an_option_has_three_names(named: str) -> None:
    found = CliRunner().invoke(cli, ["-C", str(RACINE), "coverage", "--parcours", named])
    assert "Option B – Instruments à vent" in " ".join(found.output.split())


@pytest.fixture
def avant(tmp_path: Path) -> Path:
    """The project as it was when no activity answered the tuning of strings."""
    copy = tmp_path / "avant"
    shutil.copytree(RACINE, copy)
    pole = copy / "referentiels/activites/pole-3.yaml"
    text = pole.read_text("utf-8")
    assert "      repond_a: [regler-cordes]\n" in text
    pole.write_text(text.replace("      repond_a: [regler-cordes]\n", ""), "utf-8")
    return copy


@pytest.mark.parametrize(("option", "changed"), [("cordes", ["regler-cordes"]), ("vents", [])])
def test_what_changed_is_said_of_one_option(avant: Path, option: str, changed: list[str]) -> None:
    arguments = ["coverage", "--parcours", option, "--contre", str(avant), "--format", "json"]
    found = json.loads(CliRunner().invoke(cli, ["-C", str(RACINE), *arguments]).stdout)
    whole, *jobs = found["changements"]["perimetres"]
    assert [e["id"] for e in whole["exigences"]] == changed
    assert [job["emploi"] for job in jobs] == [e["id"] for e in found["emplois"]]


def test_a_loss_of_one_option_is_above_its_threshold(avant: Path) -> None:
    for option, lost in (("cordes", True), ("vents", False)):
        arguments = ["coverage", "--parcours", option, "--contre", str(RACINE.resolve())]
        found = CliRunner().invoke(cli, ["-C", str(avant), *arguments, "--seuil-diff", "0"])
        assert ("50 points de moins" in found.output) == lost


def test_an_option_that_the_other_version_has_not_is_not_compared(avant: Path) -> None:
    for path in [p for p in avant.rglob("*") if p.is_file()]:
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"\bvents\b", "souffle", text), "utf-8")
        path.rename(path.with_name(path.name.replace("--vents", "--souffle")))
    arguments = ["coverage", "--parcours", "vents", "--contre", str(avant)]
    found = CliRunner().invoke(cli, ["-C", str(RACINE), *arguments])
    assert found.exit_code == 2
    assert "cette version n’a pas l’option" in " ".join(found.output.split())
