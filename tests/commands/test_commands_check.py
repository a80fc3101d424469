"""``mc-builder check``: corrections, selection, forms, what a beginner sees."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ligne_de_commande import Lance
from mc_builder.commands import project as project_module
from mc_builder.commands.check import CHECK_FORMATS
from mc_builder.source.edits import BOM

Copie = Callable[[str], Path]
POLE = "referentiels/activites/pole-1.yaml"
NUANCES = """\
# Un commentaire qui reste

pole:
  id: pole-essai
  intitule:   Essai : remise en route     # fin de ligne
  activites:
    - {id: essai-velo, intitule: "Essai"}   # une remarque
    - id: retour
      intitule: Retour à l'atelier
      taches:
        - Rangement : outils et pièces
"""


def fichiers(projet: Path) -> dict[str, bytes]:
    return {str(p.relative_to(projet)): p.read_bytes() for p in projet.rglob("*") if p.is_file()}


# --- corrections ----------------------------------------------------------------------------------


def test_all_that_is_certain_is_corrected_at_once(lance: Lance, copie: Copie) -> None:
    projet = copie("fautes")
    before = fichiers(projet)
    assert "constats se corrigent par « mc-builder check --corriger »" in (
        lance("-C", projet, "check").sortie
    )
    result = lance("-C", projet, "check", "--corriger")
    after = fichiers(projet)
    assert before.keys() == after.keys()
    changed = {path for path in before if before[path] != after[path]}
    said = set(re.findall(r"^corrigé : (\S+?):\d+:\d+: [A-Z]{3}\d{3} ", result.erreurs, re.M))
    assert said == changed
    assert re.search(rf"^\d+ corrections dans {len(changed)} fichiers\.$", result.erreurs, re.M)
    assert "--corriger" not in result.sortie, "nothing certain remains"
    assert result.code == 1, "the others remain"
    again = lance("-C", projet, "check", "--corriger")
    assert again.erreurs == "Aucune correction sûre à faire.\n"
    assert fichiers(projet) == after


def test_comments_layout_mark_and_ends_of_line_are_untouched(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    path = projet / "referentiels/activites/pole-9.yaml"
    path.write_bytes(BOM + NUANCES.replace("\n", "\r\n").encode())
    lance("-C", projet, "check", "--corriger")
    expected = NUANCES.replace("Essai : remise en route", '"Essai : remise en route"')
    expected = expected.replace("Rangement : outils et pièces", '"Rangement : outils et pièces"')
    assert path.read_bytes() == BOM + expected.replace("\n", "\r\n").encode()


def test_a_diff_writes_nothing_and_can_be_applied(lance: Lance, copie: Copie) -> None:
    projet = copie("fautes")
    twin = Path(str(projet) + "-corrigé")
    shutil.copytree(projet, twin)
    before = fichiers(projet)
    result = lance("-C", projet, "check", "--diff")
    assert (result.code, fichiers(projet)) == (1, before)
    assert re.fullmatch(
        r"\d+ corrections dans \d+ fichiers\u00a0: rien n’a été écrit \(--corriger le fait\)\.\n",
        result.erreurs,
    )
    patch = re.sub(rf"^(---|\+\+\+) ([ab]/)\S*{projet.name}/", r"\1 \2", result.sortie, flags=re.M)
    command = shutil.which("patch")
    if command is None and os.environ.get("CI") != "true":
        pytest.skip("« patch » is not installed")
    subprocess.run(
        [str(command), "-p1", "-s"], cwd=projet, input=patch.encode(), check=True, timeout=10
    )
    lance("-C", twin, "check", "--corriger")
    assert fichiers(projet) == fichiers(twin)


def test_a_diff_without_a_last_line_break_says_so(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    path = projet / "dossier/glossaire.yaml"
    path.write_text("sigles:\n  - {sigle: CCF, signification: Contrôle, en cours}", "utf-8")
    assert lance("-C", projet, "check", "--diff").sortie.count("\\ No newline at end") == 2


def test_only_the_codes_that_are_asked_for_are_corrected(lance: Lance, copie: Copie) -> None:
    projet = copie("fautes")
    before = fichiers(projet)
    lance("-C", projet, "check", "--corriger", "--select", "YML006")
    after = fichiers(projet)
    assert {p for p in before if before[p] != after[p]} == {"dossier/glossaire.yaml"}


def test_a_file_that_changed_meanwhile_is_not_written(
    lance: Lance, copie: Copie, monkeypatch: pytest.MonkeyPatch
) -> None:
    projet = copie("fautes")
    path = projet / "dossier/glossaire.yaml"

    real = project_module.write_all

    def someone_else_saves(*given: Any) -> None:
        path.write_text("sigles: []\n", "utf-8")
        real(*given)

    monkeypatch.setattr(project_module, "write_all", someone_else_saves)
    result = lance("-C", projet, "check", "--corriger", "--select", "YML006")
    assert (result.code, result.sortie) == (2, "")
    assert "a changé pendant la correction\u00a0: rien n’a été écrit" in result.erreurs
    assert path.read_text("utf-8") == "sigles: []\n"


def test_a_link_inside_the_project_stays_a_link(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    real = projet / "glossaire-commun.yaml"
    link = projet / "dossier/glossaire.yaml"
    real.write_text("sigles:\n  - {sigle: CCF, signification: Contrôle, en cours}\n", "utf-8")
    real.chmod(0o600)
    link.unlink()
    link.symlink_to(real)
    lance("-C", projet, "check", "--corriger")
    assert link.is_symlink()
    assert '"Contrôle, en cours"' in real.read_text("utf-8")
    assert real.stat().st_mode & 0o777 == 0o600


# --- selection ------------------------------------------------------------------------------------


def codes(sortie: str) -> set[str]:
    return set(re.findall(r"^\S+:\d+:\d+: ([A-Z]{3}\d{3}) ", sortie, re.MULTILINE))


def test_select_and_ignore(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    with (projet / "dossier/note/20-besoins.md").open("a", encoding="utf-8") as note:
        note.write("\nUn sigle que rien n’explique : ZTK.\n")

    def of(*options: str) -> set[str]:
        return codes(lance("-C", projet, "check", *options).sortie)

    everything = of()
    assert "RED001" in everything
    assert of("--select", "RED001") == {"RED001"}
    assert of("--select", "red") >= {"RED001"}
    assert of("--select", "YML,RED001") == of("--select", "YML", "--select", "RED001")
    assert of("--ignore", "RED001") == everything - {"RED001"}
    assert of("--select", "RED", "--ignore", "RED001") == of("--select", "RED") - {"RED001"}


def test_the_exit_code_is_that_of_what_is_selected(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    with (projet / "dossier/note/20-besoins.md").open("a", encoding="utf-8") as note:
        note.write("\nUn sigle que rien n’explique : ZTK.\n")
    run = ("-C", projet, "check", "--severite", "avertissement")
    assert lance(*run, "--select", "RED001").code == 1
    assert lance(*run, "--select", "YML").code == 0


def test_what_prevents_reading_is_always_said(lance: Lance, copie: Copie) -> None:
    """Rules do not run on half a project: silence would mean that all is well."""
    result = lance("-C", copie("fautes"), "check", "--select", "COV", "--ignore", "YML")
    assert result.code == 1
    assert {"YML002", "SCH001"} <= codes(result.sortie)
    assert "RED001" not in codes(result.sortie)


# --- forms ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", CHECK_FORMATS)
def test_every_form_gives_the_same_exit_code(lance: Lance, copie: Copie, form: str) -> None:
    wrong = lance("-C", copie("fautes"), "check", "--format", form)
    right = lance("-C", copie("cycles"), "check", "--format", form)
    assert [(r.code, r.erreurs) for r in (wrong, right)] == [(1, ""), (0, "")]


def test_counts_by_family_come_before_the_summary(lance: Lance, copie: Copie) -> None:
    *_, family, fixes, total = lance("-C", copie("fautes"), "check").sortie.splitlines()
    assert family.startswith("Par famille : 11 YML (Syntaxe des fichiers YAML), 6 SCH (")
    assert fixes.startswith("11 constats se corrigent")
    assert total == "22 erreurs, 2 avertissements."


def test_derogations_in_force_are_listed(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    with (projet / "dossier/dossier.yaml").open("a", encoding="utf-8") as dossier:
        dossier.write(
            "derogations:\n  - {code: COV004, motif: En cours., jusqu_au: 2190-01-31}\n"
            "  - {code: BLO001, id: bloc-remise-en-etat, motif: Voulu.}\n"
            "  - {code: COV001, motif: Passée., jusqu_au: 2020-01-31}\n"
        )
    text = lance("-C", projet, "check").sortie
    assert "\n2 dérogations en vigueur :\n" in text
    assert "\n  COV004, jusqu’au 31/01/2190 : En cours.\n" in text
    assert "\n  BLO001, « bloc-remise-en-etat » : Voulu.\n" in text
    assert "COV001, jusqu’au" not in text
    data = json.loads(lance("-C", projet, "check", "--format", "json").sortie)
    assert [d["code"] for d in data["derogations"]] == ["COV004", "BLO001"]


def test_a_beginner_sees_five_findings_then_how_many_remain(lance: Lance, copie: Copie) -> None:
    result = lance("-C", copie("fautes"), "check", "--debutant")
    found = re.findall(r"^\S+:\d+:\d+: ([A-Z]{3})(\d{3}) (\w+): ", result.sortie, re.MULTILINE)
    assert len(found) == 5
    assert len(set(found)) == 5, "five different rules"
    assert {(family, severity) for family, _, severity in found} == {("YML", "erreur")}
    assert result.sortie.count("    = règle : ") == 5
    assert "\nIl reste 19 constats : corrigez d’abord ces 5-là" in result.sortie
    assert result.sortie.endswith("\n22 erreurs, 2 avertissements.\n")


def test_a_beginner_with_nothing_to_mend(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    text = lance("-C", projet, "check", "--debutant", "--select", "YML").sortie
    assert text.startswith("Aucun problème.\nCouverture\u00a0: 11 exigences distinctes")


def test_the_last_line_says_what_coverage_leaves_out(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    result = lance("-C", projet, "check", "--severite", "avertissement")
    assert result.code == 0
    last = result.sortie.splitlines()[-1].replace("\u00a0", " ")
    assert "exigences distinctes retenues sur 13 sont pleinement couvertes" in last
    # The same figure as the report's, and the gap is among the findings.
    report = json.loads(lance("-C", projet, "coverage", "--format", "json").sortie)
    left = [
        e["id"] for e in report["exigences"] if e["emplois_retenant"] and e["statut"] != "evaluee"
    ]
    assert left == ["conduire-utilitaire"]
    assert "COV016 info: l’exigence « Conduire" in result.sortie.replace("\u00a0", " ")


def test_coverage_is_not_spoken_of_before_it_is_due(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    dossier = projet / "dossier/dossier.yaml"
    dossier.write_text(dossier.read_text("utf-8").replace("examen-cpc", "opportunite", 1), "utf-8")
    text = lance("-C", projet, "check").sortie
    assert "Couverture" not in text.splitlines()[-1]
    assert "COV016" not in text
