"""Every rule is documented, sourced, and has an example that it finds and one that it leaves."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest
from exemples import AUJOURD_HUI, Exemple, changes, constats, constats_de, devenu, intact, seuls

from ampleur import TOUT
from ensemble import ensemble
from identifiants_marques import (
    MARQUE,
    marquer,
    places_dites,
    sans_identifiants,
    sans_titres,
)
from mc_builder.catalogue import catalogue
from mc_builder.codes import SECTIONS, Code
from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.project import Project
from mc_builder.rules import Regle, regles
from mc_builder.studio.advice import OF_FILES, advice, message
from memoire import Memoire

HERE = Path(__file__).parent


def _exemples() -> dict[str, Exemple]:
    found: dict[str, Exemple] = {}
    for file in sorted(HERE.glob("exemples_*.py")):
        examples = importlib.import_module(file.stem).EXEMPLES
        assert not set(found) & set(examples)
        found |= examples
    return found


EXEMPLES = _exemples()
REGLES = regles()
#: By family, whose tests run one after the other, in one process: an example is read once for all.
PAR_EXEMPLE = ensemble("code", sorted(EXEMPLES), by=lambda code: code[:3])


@ensemble("rule", catalogue(), ids=lambda rule: rule.code)
def test_a_code_is_documented_and_sourced(rule: Code) -> None:
    assert rule.resume.endswith(".")
    assert tuple(rule.sections) == SECTIONS
    assert all(rule.sections.values())
    assert rule.source
    if rule.gravite is Severity.ERREUR:
        assert rule.surete in {"texte", "outil"}, "an error quotes a text, or is about the files"


@ensemble("rule", REGLES, ids=lambda rule: rule.code)
def test_a_rule_has_an_example(rule: Regle) -> None:
    assert rule.code in EXEMPLES


@PAR_EXEMPLE
def test_a_rule_finds_its_wrong_example_at_its_place(code: str) -> None:
    example = EXEMPLES[code]
    assert [str(d.span) for d in constats_de(code, example.ko)] == [example.at]


@pytest.mark.lent
@PAR_EXEMPLE
def test_among_all_the_rules_each_finds_what_it_finds_alone(code: str) -> None:
    for changements in (EXEMPLES[code].ko, EXEMPLES[code].ok)[: 2 if TOUT else 1]:
        found = tuple(d for d in constats(changements) if d.code == code)
        assert found == constats_de(code, changements)


@PAR_EXEMPLE
def test_a_rule_leaves_its_right_example_alone(code: str) -> None:
    assert constats_de(code, EXEMPLES[code].ok) == ()


#: Parentheses in parentheses; what is typed, between quotation marks, may hold any.
_EMBOITEES = re.compile(r"\([^()]*\([^()]*\)")
_CITE = re.compile(r"« [^»]* »|`[^`]*`|\{\{.*?\}\}")


@PAR_EXEMPLE
def test_a_finding_has_no_parentheses_within_others(code: str) -> None:
    found = constats_de(code, EXEMPLES[code].ko)
    said = [_CITE.sub("", text or "") for d in found for text in (d.message, d.aide)]
    assert [text for text in said if _EMBOITEES.search(text)] == []


#: What only who writes in the files would understand.
_DES_FICHIERS = re.compile(
    r"\.(?:ya?ml|md)\b|\w: ?[\[{]|\{|\b[a-z]+_[a-z]+\b|referentiels/|dossier/n"
)


@PAR_EXEMPLE
def test_a_finding_has_its_words_in_the_atelier(code: str) -> None:
    found = constats_de(code, EXEMPLES[code].ko)
    said = [f"{message(intact(), d)} {advice(intact(), d)}" for d in found]
    assert code.startswith(OF_FILES) or [text for text in said if _DES_FICHIERS.search(text)] == []


@pytest.mark.parametrize(
    ("files", "page"),
    [
        (
            "ajoutez « mobilise: [...] » à ⟨ses compétences⟩",
            "ajoutez « Activités mobilisées » à ses",
        ),
        (
            "ajoutez « ecart », ou « ecart: {a_completer: …} »",
            "ajoutez « Écart à combler », ou « À ",
        ),
        (
            "écrivez « vae: ... » sous « diplome », dans dossier/dossier.yaml",
            "« Diplôme », dans « Do",
        ),
        ("écrivez « marqueurs: [sante-securite] »", "« Critères illustrés » : Santé et sécurité"),
        ('citez-le par {{ chiffre("part-a") }}, ou retirez-le', "citez-le par « Insérer… », ou"),
        ("écrivez « unite: u1 »", "« Unité » : U1 Remise en état d’un vélo"),
    ],
)
def test_a_help_of_files_is_said_in_the_words_of_the_page(files: str, page: str) -> None:
    found = Diagnostic(
        "NOT001", Severity.INFO, "essai", intact().places.span(intact().projet.dossier), files
    )
    assert page in advice(intact(), found).replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ")


def _constats(project: Project, code: str) -> tuple[Diagnostic, ...]:
    """What the rule of an example finds; before a version, what they all find."""
    return project.findings(AUJOURD_HUI) if TOUT else seuls(project, code)


@pytest.mark.lent
def test_no_finding_names_an_object_by_its_identifier() -> None:
    """A message has titles; a help, the identifiers that can be typed."""
    seen: dict[str, str] = {}
    untouched = Project.open(Memoire(marquer(changes(()))))
    for code, example in EXEMPLES.items():
        files = changes(example.ko)
        marked = marquer(files, devenu(intact(), files))
        for found in _constats(devenu(untouched, marked), code):
            said = (found.message, *(place.message for place in found.related))
            typed = f"{found.aide} {found.exemple}"
            if any(MARQUE in text for text in said) or f"{MARQUE}/" in typed:
                seen[found.code] = f"{said} {typed}"
    assert seen == {}


@pytest.mark.lent
def test_no_finding_names_an_object_by_its_place() -> None:
    """What nothing cites may have no identifier: then there is none to type."""
    seen: dict[str, list[str]] = {}
    untouched = Project.open(Memoire(sans_identifiants(changes(()))))
    for code, example in EXEMPLES.items():
        files = changes(example.ko)
        written = devenu(intact(), files)
        if written.model is None:
            continue
        project = devenu(untouched, sans_identifiants(files, written))
        for found in _constats(project, code):
            said = [found.message, found.aide, found.exemple, *(x.message for x in found.related)]
            said += [found.fix.replacement] if found.fix is not None else []
            if wrong := places_dites(project, said):
                seen[f"{found.code} ({code})"] = wrong
    assert seen == {}


@pytest.mark.lent
def test_no_cause_of_a_change_names_an_object_by_its_identifier() -> None:
    before = Project.open(Memoire(sans_titres(marquer(changes(())))))
    said = set()
    # The causes are of a few kinds, and the examples many: one in three brings them all.
    for example in list(EXEMPLES.values())[:: 1 if TOUT else 3]:
        files = changes(example.ko)
        after = devenu(before, sans_titres(marquer(files, devenu(intact(), files))))
        if after.sound:
            whole = after.changes_since(before).ensemble
            said |= {cause.explication for x in whole.exigences for cause in x.causes}
    assert len(said) > 10
    assert [text for text in said if MARQUE in text] == []
