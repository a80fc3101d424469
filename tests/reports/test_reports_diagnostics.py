"""Each form of the diagnostics says the same, and escapes what its readers would obey."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mc_builder.catalogue import catalogue
from mc_builder.diagnostics import Diagnostic, Fix, Related, Severity
from mc_builder.loading import load
from mc_builder.loading.codes import SCH013
from mc_builder.loading.link_codes import REF001
from mc_builder.model.dossier import Derogation
from mc_builder.reports.diagnostics.github import github_report
from mc_builder.reports.diagnostics.json import json_report
from mc_builder.reports.diagnostics.reporter import Findings
from mc_builder.reports.diagnostics.sarif import sarif_report
from mc_builder.reports.diagnostics.texte import most_important, text_report
from mc_builder.source.tree import Folder
from mc_builder.spans import SourceText

HERE = Path(__file__).parent
FAUTES = HERE.parent / "projets" / "fautes"
REGLES = {rule.code: rule for rule in catalogue()}
SOURCE = SourceText("dossier/note/10-été.md", "un 😀 deux\ntrois, quatre\n")
SPAN = SOURCE.span(5, 9)
COMPLET = REF001(
    "identifiant inconnu « deux »",
    SPAN,
    "vouliez-vous dire « dix » ?",
    related=(Related(SOURCE.span(10, 15), "premier emploi"),),
    fix=Fix(SPAN, "dix"),
    exemple="mobilise: [dix]",
)
ABSENT = SCH013("le fichier manque", SourceText("dossier/dossier.yaml", "").span())


def findings(*diagnostics: Diagnostic, folder: str = "") -> Findings:
    return Findings(diagnostics, REGLES, folder=folder)


@pytest.fixture(scope="module")
def fautes() -> Findings:
    return Findings(load(Folder(FAUTES)).diagnostics, REGLES)


# --- JSON -----------------------------------------------------------------------------------------


def test_json_says_everything() -> None:
    derogation = Derogation.model_validate({"code": "COV001", "motif": "Essai."})
    data = json.loads(json_report(Findings((COMPLET,), REGLES, (derogation,))))
    place = {
        "fichier": SOURCE.path,
        "debut": {"ligne": 1, "colonne": 6},
        "fin": {"ligne": 1, "colonne": 10},
    }
    assert data == {
        "version": 1,
        "constats": [
            {
                "code": "REF001",
                "regle": "identifiant inconnu",
                "gravite": "erreur",
                "message": "identifiant inconnu « deux »",
                "aide": "vouliez-vous dire « dix » ?",
                "exemple": "mobilise: [dix]",
                **place,
                "autres_lieux": [
                    {
                        "fichier": SOURCE.path,
                        "debut": {"ligne": 2, "colonne": 1},
                        "fin": {"ligne": 2, "colonne": 6},
                        "message": "premier emploi",
                    }
                ],
                "correction": {**place, "texte": "dix"},
            }
        ],
        "comptes": {"erreur": 1, "avertissement": 0, "info": 0},
        "familles": {"REF": 1},
        "derogations": [{"code": "COV001", "id": None, "motif": "Essai.", "jusqu_au": None}],
    }


# --- SARIF ----------------------------------------------------------------------------------------


def sarif(found: Findings) -> Any:
    log = json.loads(sarif_report(found))
    schema = json.loads((HERE / "sarif-2.1.0-extrait.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    return log["runs"][0]


def test_sarif_is_valid_and_complete(fautes: Findings) -> None:
    run = sarif(fautes)
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(fautes.diagnostics) == 24
    assert [r["id"] for r in rules] == sorted({d.code for d in fautes.diagnostics})
    for result, diagnostic in zip(run["results"], fautes.diagnostics, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == diagnostic.code
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == diagnostic.span.path
        assert ("fixes" in result) == (diagnostic.fix is not None)
    assert all("helpUri" not in rule for rule in rules)


def test_sarif_regions_count_characters_from_one() -> None:
    run = sarif(findings(COMPLET, folder="mon dossier"))
    (result,) = run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    place = result["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "mon%20dossier/dossier/note/10-%C3%A9t%C3%A9.md"},
        "region": {"startLine": 1, "startColumn": 6, "endLine": 1, "endColumn": 10},
    }
    (fix,) = result["fixes"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert replacement == {"deletedRegion": place["region"], "insertedContent": {"text": "dix"}}
    assert result["relatedLocations"][0]["message"]["text"] == "premier emploi"


def test_sarif_of_a_missing_file_and_of_nothing() -> None:
    (result,) = sarif(findings(ABSENT))["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert sarif(findings())["results"] == []


def test_sarif_of_a_code_without_a_rule() -> None:
    unknown = Diagnostic("ZZZ999", Severity.AVERTISSEMENT, "essai", SPAN)
    assert sarif(findings(unknown))["tool"]["driver"]["rules"] == [{"id": "ZZZ999"}]


# --- GitHub ---------------------------------------------------------------------------------------


def test_github_commands() -> None:
    whole = Diagnostic("COV004", Severity.INFO, "deux lignes", SOURCE.span(0, 15))
    lines = github_report(findings(COMPLET, whole, ABSENT, folder="d")).splitlines()
    assert lines == [
        (
            "::error file=d/dossier/note/10-été.md,line=1,col=6,endColumn=9,"
            "title=REF001 identifiant inconnu::identifiant inconnu « deux »%0A"
            "vouliez-vous dire « dix » ?%0Amobilise: [dix]"
        ),
        (
            "::notice file=d/dossier/note/10-été.md,line=1,endLine=2,"
            "title=COV004 activité sans exigence::deux lignes"
        ),
        (
            "::error file=d/dossier/dossier.yaml,line=1,col=1,endColumn=1,"
            "title=SCH013 dossier absent::le fichier manque"
        ),
        "2 erreurs, 1 information.",
    ]


@given(st.text(), st.text(), st.text())
@example("", "", "\u2028")
def test_no_text_can_add_a_command_or_a_property(path: str, message: str, aide: str) -> None:
    source = SourceText(path, "texte")
    found = REF001(message, source.span(0, 5), aide)
    command, summary = github_report(findings(found)).splitlines()
    assert summary == "1 erreur."
    head, _, text = command.removeprefix("::").partition("::")
    assert [p.partition("=")[0] for p in head.removeprefix("error ").split(",")] == [
        "file",
        "line",
        "col",
        "endColumn",
        "title",
    ]
    assert "%" not in text.replace("%25", "").replace("%0A", "")
    assert command.isprintable() or not (path + message + aide).isprintable()


# --- text for a beginner --------------------------------------------------------------------------


def test_what_matters_most_comes_first() -> None:
    def at(code: str, place: int, severity: str = "erreur") -> Diagnostic:
        span = SOURCE.span(place, place)
        return Diagnostic(code, Severity[severity.upper()], f"n° {place}", span)

    found = [
        at("COV004", 0, "info"),
        at("RED001", 1, "avertissement"),
        at("REF001", 2),
        at("REF001", 3),
        at("COV001", 4),
        at("SCH001", 5),
        at("YML002", 6),
        at("YML002", 7),
    ]
    order = [(d.code, d.span.start) for d in most_important(found)]
    assert order == [
        ("YML002", 6),
        ("YML002", 7),
        ("SCH001", 5),
        ("REF001", 2),
        ("COV001", 4),
        ("REF001", 3),
        ("RED001", 1),
        ("COV004", 0),
    ]


def test_a_beginner_reads_what_each_rule_asks() -> None:
    text = text_report(replace(findings(COMPLET), debutant=True))
    assert f"    = règle : {REGLES['REF001'].resume} (« mc-builder regle REF001 »" in text
    assert "Il reste" not in text
    assert "aide, que --corriger applique\u00a0: vouliez-vous dire « dix » ?" in text


def test_the_order_is_the_same_in_every_form(fautes: Findings) -> None:
    codes = [d.code for d in fautes.diagnostics]
    assert [d["code"] for d in json.loads(json_report(fautes))["constats"]] == codes
    assert [r["ruleId"] for r in sarif(fautes)["results"]] == codes
    commands = github_report(fautes).splitlines()[:-1]
    assert [c.partition("title=")[2][:6] for c in commands] == codes
