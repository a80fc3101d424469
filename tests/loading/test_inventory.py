"""Every file and folder of a project is read or named, whatever was done to its name."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ampleur import exemples
from duree import en_moins_de, sans_lenteur, secondes, trop
from mc_builder.builtin import builtin_folder
from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.loading import Loaded, load
from mc_builder.loading.file_names import nearest_folder
from mc_builder.loading.layout import FILES, PROSE, TEMPLATE_FILES, is_read, is_template
from mc_builder.reports.diagnostics.reporter import Findings
from mc_builder.reports.diagnostics.texte import text_report
from mc_builder.source.tree import Folder
from mc_builder.writers.docx.modele import REFERENCES
from mc_builder.writers.docx.stylemap import FILE as STYLES
from mc_builder.writers.maison import FEUILLE, LOGOS

Copie = Callable[[str], Path]
Ecrire = Callable[[Mapping[str, str | bytes]], Path]
ProjetDe = Callable[..., Loaded]

BLOC = "bloc: {id: bloc-9, intitule: Neuf, pole: pole-9, competences: []}\n"
POLE = "pole: {id: pole-9, intitule: Neuf, activites: [{id: act-9, intitule: A}]}\n"


def named(found: tuple[Diagnostic, ...]) -> set[str]:
    """The files and folders that diagnostics are about."""
    return {d.span.path for d in found} | {r.span.path for d in found for r in d.related}


@pytest.mark.parametrize(
    ("path", "aide"),
    [
        ("referentiels/blocs/bloc-3.YAML", "appelez-le « referentiels/blocs/bloc-3.yaml »"),
        ("referentiels/blocs/bloc-3.yaml.txt", "« referentiels/blocs/bloc-3.yaml » (l’extension"),
        ("referentiels/bloc/bloc-3.yaml", "appelez-le « blocs »"),
        ("referentiels/Blocs/bloc-3.yaml", "appelez-le « blocs »"),
        ("referentiels/blocs /bloc-3.yaml", "appelez-le « blocs »"),
        ("dossier/note/annexes/40-suite.md", "rangez ses fichiers dans « dossier/note/ »"),
        ("Dossier/sources.yaml", "appelez-le « dossier »"),
        ("dossier/x.xlsx", "recopiez ce qui sert dans un fichier « .yaml »"),
        ("dossier/x.csv", "recopiez ce qui sert dans un fichier « .yaml »"),
        ("referentiels/x.xlsx", "recopiez ce qui sert dans un fichier « .yaml »"),
        ("dossier/note/30-suite.docx", "écrivez son texte dans un fichier « .md »"),
        ("dossier/note/~$30-suite.docx", "fermez le document"),
        ("referentiels/preuves.yaml", "copie de dossier/preuves.yaml"),
        ("dossier/preuves (conflit).yaml", "copie de dossier/preuves.yaml"),
        ("dossier/preuves - Copie.yaml", "copie de dossier/preuves.yaml"),
        ("dossier/divers.yaml", "rangez-le en « referentiels/blocs/divers.yaml »"),
        ("templates/brouillon.txt", "style-maison"),
        ("templates/Charte.yml", "appelez-le « templates/charte.yaml »"),
        ("dossier/charte.yaml", "rangez-le en « templates/charte.yaml »"),
        ("templates/Charte.docx", "appelez-le « templates/reference.docx »"),
        ("templates/Charte.dotx", "appelez-le « templates/reference.dotx »"),
        ("templates/marianne.PNG", "appelez-le « templates/logo.png »"),
        ("templates/marianne.gif", "enregistrez-la en PNG"),
    ],
)
def test_each_is_named_with_what_to_do(copie: Copie, path: str, aide: str) -> None:
    projet = copie("cycles")
    file = projet / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(BLOC)
    found = load(Folder(projet)).diagnostics
    (one,) = (d for d in found if d.code == "SCH011")
    assert one.span.path in {path, path.rpartition("/")[0]}
    assert aide in f"{one.message} {one.aide}"
    assert path in named(found)


#: What happens to a name, and to the folder of a file.
NAMES = [
    lambda name: name.upper(),
    lambda name: f"{name}.txt",
    lambda name: re.sub(r"\.(\w+)$", r" - Copie.\1", name),
    lambda name: re.sub(r"\.(\w+)$", r" (2).\1", name),
    lambda name: re.sub(r"\.(\w+)$", r" (conflit 2026-11-28).\1", name),
    lambda name: f"Copie de {name}",
    lambda name: f"~${name}",
    lambda name: f"{name}~",
    lambda name: f"#{name}#",
    lambda name: f"{name}.bak",
    lambda name: f".{name}",
    lambda name: re.sub(r"\.\w+$", "", name),
    lambda name: re.sub(r"\.yaml$", ".yml", name),
    lambda name: re.sub(r"\.\w+$", ".docx", name),
    lambda name: re.sub(r"\.\w+$", ".xlsx", name),
    lambda name: re.sub(r"\.\w+$", ".markdown", name),
    lambda name: name.replace("-", " "),
    lambda name: f"é{name}",
    lambda name: name,
]
FOLDERS = [
    lambda folder: folder,
    lambda folder: folder.title(),
    lambda folder: f"{folder} ",
    lambda folder: folder.removesuffix("s"),
    lambda folder: f"{folder}/suite",
    lambda folder: f"{folder}/a/b/c",
    lambda folder: folder.rpartition("/")[0] or folder,
    lambda folder: f"{folder}-ancien",
]
PATHS = [k.pattern.replace("*", "un-9.yaml") for k in FILES] + [f"{f}/10-suite.md" for f in PROSE]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=exemples(150))
@given(
    path=st.sampled_from(PATHS),
    rename=st.sampled_from(NAMES),
    move=st.sampled_from(FOLDERS),
)
def test_any_name_is_read_or_named(
    ecrire: Ecrire,
    path: str,
    rename: Callable[[str], str],
    move: Callable[[str], str],
) -> None:
    folder, _, name = path.rpartition("/")
    root = ecrire({})
    strange = f"{move(folder)}/{rename(name)}"
    if (root / strange).exists():
        return
    parents = [p for p in (root / strange).parents if not p.exists()]
    (root / strange).parent.mkdir(parents=True, exist_ok=True)
    (root / strange).write_text(BLOC)
    try:
        loaded = load(Folder(root))
    finally:
        (root / strange).unlink()
        for parent in parents:
            parent.rmdir()
    if not nearest_folder(strange.partition("/")[0]):
        return  # beside the folders of the project, what stands there is not ours to judge
    assert is_read(strange) or strange in named(loaded.diagnostics), strange


def test_what_depends_on_a_file_is_grouped_under_it(copie: Copie) -> None:
    projet = copie("cycles")
    preuves = projet / "dossier/preuves.yaml"
    preuves.rename(preuves.with_name("preuves.yaml.txt"))
    (cause, *others) = load(Folder(projet)).diagnostics
    assert (cause.code, cause.severity) == ("SCH011", Severity.ERREUR)
    assert "constats en découlent" in cause.message
    assert {r.span.path for r in cause.related} >= {"dossier/graphiques.yaml"}
    assert not others


@pytest.mark.parametrize("nom", ["bloc-1 - Copie", "bloc-1 (2)", "Copie de bloc-1", "0-sauvegarde"])
@pytest.mark.parametrize("changed", [False, True])
def test_a_copy_is_called_a_copy(copie: Copie, nom: str, *, changed: bool) -> None:
    projet = copie("cycles")
    original = projet / "referentiels/blocs/bloc-1.yaml"
    text = original.read_text("utf-8") + ("# relu\n" if changed else "")
    (original.parent / f"{nom}.yaml").write_text(text, "utf-8")
    loaded = load(Folder(projet))
    (found,) = loaded.diagnostics
    assert (found.code, found.span.path) == ("SCH014", f"referentiels/blocs/{nom}.yaml")
    assert found.severity is (Severity.ERREUR if changed else Severity.AVERTISSEMENT)
    assert "referentiels/blocs/bloc-1.yaml" in found.message
    assert loaded.projet is not None
    assert len(loaded.projet.blocs) == 2


def test_a_copy_under_another_title_is_one_finding_too(copie: Copie) -> None:
    projet = copie("cycles")
    original = projet / "referentiels/blocs/bloc-1.yaml"
    text = original.read_text("utf-8").replace("id: bloc-remise-en-etat", "id: bloc-trois", 1)
    (original.parent / "bloc-1 - Copie.yaml").write_text(text, "utf-8")
    (found,) = load(Folder(projet)).diagnostics
    assert (found.code, found.span.path) == ("REF002", "referentiels/blocs/bloc-1 - Copie.yaml")
    assert "7 identifiants sont déjà ceux de referentiels/blocs/bloc-1.yaml" in found.message


@pytest.mark.parametrize("nom", ["dossier.yaml.txt", "dossier.yml", "Dossier.yaml"])
def test_the_main_file_under_another_name_is_one_finding(copie: Copie, nom: str) -> None:
    projet = copie("cycles")
    main = projet / "dossier/dossier.yaml"
    main.rename(main.with_name(nom))
    (found,) = load(Folder(projet)).diagnostics
    assert (found.code, found.severity) == ("SCH011", Severity.ERREUR)
    assert "« dossier/dossier.yaml »" in found.aide


def test_a_link_to_nowhere_is_no_consequence(projet_de: ProjetDe) -> None:
    exigences = """
        exigences:
          - {id: freiner, intitule: F, nature: savoir, source: perdue}
        """
    found = projet_de({"dossier/sources.yaml.txt": "sources: []\n"}, exigences=exigences)
    assert [d.code for d in found.diagnostics] == ["SCH011", "REF001"]


def test_an_unknown_folder_and_its_files_are_one_finding(projet_de: ProjetDe) -> None:
    files = {f"referentiels/Blocs/bloc-{n}.yaml": BLOC for n in range(20)}
    (found,) = projet_de(files).diagnostics
    assert (found.span.path, found.severity) == ("referentiels/Blocs", Severity.AVERTISSEMENT)
    assert "les 20 fichiers qu’il contient ne sont pas lus" in found.message


def test_an_empty_folder_and_a_link_that_turns_in_circles(ecrire: Ecrire) -> None:
    root = ecrire({})
    (root / "dossier/vide").mkdir()
    (root / "dossier/tourne").symlink_to(root / "dossier")
    found = load(Folder(root)).diagnostics
    assert {"dossier/vide", "dossier/tourne"} <= {d.span.path for d in found}


def test_a_folder_that_was_not_looked_into_is_not_called_empty(ecrire: Ecrire) -> None:
    """Past two hundred folders, nobody knows what they hold: « retirez-le » would lose it."""
    root = ecrire({})
    for i in range(220):
        (root / f"referentiels/divers-{i}").mkdir(parents=True)
        (root / f"referentiels/divers-{i}/a.yaml").write_text(BLOC)
    found = load(Folder(root)).diagnostics
    assert len(found) == 220
    assert not [d for d in found if "vide" in d.message or "retirez" in d.aide]


def test_what_is_for_people_is_left_alone(projet_de: ProjetDe) -> None:
    files = {"dossier/LICENSE.md": "x", "referentiels/LISEZ-MOI.txt": "x", "dossier/.DS_Store": "x"}
    assert projet_de(files).diagnostics == ()


def test_the_templates_that_are_read_are_known() -> None:
    """One table says what `templates/` may hold: that of the loader, which judges names."""
    built_in = {p.name for p in builtin_folder().iterdir() if p.is_file()}
    own = {FEUILLE, STYLES, *LOGOS, *REFERENCES}
    of_a_document = (".j2", "-ecran.css", "-ecran.js")
    assert {n for n in built_in if not n.endswith(of_a_document)} | own == set(TEMPLATE_FILES)
    assert all(is_template(f"templates/{name}") for name in built_in)


def test_check_takes_a_time_that_grows_as_the_files(ecrire: Ecrire) -> None:
    """Twice the empty files, twice the time: reading, rules and report."""

    def seconds(count: int) -> float:
        root = ecrire({f"referentiels/emplois/{count}-{i}.yaml": "" for i in range(count)})
        found = secondes(lambda: text_report(Findings(load(Folder(root)).diagnostics, {})))
        shutil.rmtree(root / "referentiels")
        return found

    seconds(50)
    sans_lenteur(lambda: trop(seconds(400), 10 * seconds(100)))


@pytest.mark.lent
def test_the_time_is_that_of_what_is_read(ecrire: Ecrire) -> None:
    """Fifty thousand empty files in one folder: said at once, with the bound."""
    root = ecrire({})
    folder = root / "referentiels/blocs"
    folder.mkdir(parents=True)
    for i in range(5_000):
        (folder / f"bloc-{i}.yaml").touch()
    found = en_moins_de(1, lambda: load(Folder(root)).diagnostics)
    assert [(d.code, d.span.path) for d in found] == [("SCH010", "referentiels/blocs")]
    assert "2 000 entrées" in found[0].message
