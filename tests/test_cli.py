"""The command line as its users meet it: words, exit codes, what goes where, what is refused."""

from __future__ import annotations

import ast
import json
import os
import pty
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import click
import pypdfium2
import pytest

from ampleur import TOUT
from ligne_de_commande import Lance, Resultat
from mc_builder import __version__
from mc_builder.cli import cli
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.french import typeset
from mc_builder.french_catalogue import CATALOGUE
from mc_builder.schema import json_schemas

PROJETS = Path(__file__).parent / "projets"
CYCLES = PROJETS / "cycles"
FAUTES = PROJETS / "fautes"
FORMES = "docx, pdf, xlsx, html, json, md"
COMMANDES = (
    "nouveau",
    "check",
    "coverage",
    "pistes",
    "comparer",
    "build",
    "atelier",
    "certification",
    "recouvrement",
    "emploi",
    "nomenclature",
    "exporter",
    "schema",
    "cle",
    "regle",
    "relire",
    "origine",
    "gabarit",
)
ESC = "\x1b"

Copie = Callable[[str], Path]


def change(projet: Path, file: str, old: str, new: str) -> None:
    """Replace one passage of one file of a project."""
    path = projet / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def un_identifiant_faux(projet: Path) -> None:
    """One mistake: a link leads nowhere."""
    change(
        projet,
        "referentiels/activites/pole-1.yaml",
        "repond_a: [reperer-usure-transmission]",
        "repond_a: [reperer-usure-transmissions]",
    )


# --- help -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("commande", ["", *COMMANDES])
def test_help_is_in_french_with_an_example(lance: Lance, commande: str) -> None:
    words = [commande] if commande else []
    pages = [lance(*words, flag) for flag in ("--help", "-h")]
    assert pages[0] == pages[1]
    page = pages[0]
    assert (page.code, page.erreurs) == (0, "")
    assert f"Usage\u00a0: mc-builder {commande}".strip() in page.sortie
    assert "Affiche cette aide." in page.sortie
    examples = page.sortie.partition("Exemple")[2]
    assert f"    mc-builder {commande}".rstrip() in examples
    english = r"\b(Usage:|Options:|Commands|Show this|and exit|PATH|TEXT|FILE|default)"
    assert not re.search(english, page.sortie)


def test_every_command_says_what_it_does(lance: Lance) -> None:
    assert tuple(cli.commands) == COMMANDES
    page = lance("--help").sortie
    for commande in COMMANDES:
        assert re.search(rf"^  {commande} +[A-ZÉ].*\.$", page, re.MULTILINE)


def test_examples_of_the_help_are_right(lance: Lance) -> None:
    """Each example names commands, options and values that exist."""
    for words in ((), *((c,) for c in COMMANDES)):
        examples = lance(*words, "--help").sortie.partition("Exemple")[2]
        for line in re.findall(r"^ +mc-builder (.*?)(?: > .*)?$", examples, re.MULTILINE):
            name, *arguments = re.sub(r"^-C \S+ ", "", line).split()
            # Parsing alone: nothing runs.
            _, command, _ = cli.resolve_command(click.Context(cli), [name])
            assert command is not None
            command.make_context(name, arguments)


def test_completion_knows_commands_and_their_options(
    lance: Lance, monkeypatch: pytest.MonkeyPatch
) -> None:
    def completed(words: str) -> set[str]:
        monkeypatch.setenv("_MC_BUILDER_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
        return {line.partition(",")[2] for line in lance().sortie.splitlines()}

    assert completed("mc-builder c") == {c for c in COMMANDES if c.startswith("c")}
    assert "--severite" in completed("mc-builder check --s")


def test_version(lance: Lance) -> None:
    assert lance("--version") == Resultat(0, f"mc-builder {__version__}\n", "")


# --- wrong command lines: exit 2, one line in French ----------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("chek", "commande inconnue « chek » ; vouliez-vous dire « check » ?"),
        ("zzz", "commande inconnue « zzz »"),
        ("-C .", "il manque une commande (voir mc-builder --help)"),
        ("-C", "l’option -C attend une valeur"),
        ("-x", "option inconnue « -x »"),
        ("check --couleur", "option inconnue « --couleur »"),
        (
            "check --severit erreur",
            "option inconnue « --severit » ; vouliez-vous dire « --severite » ?",
        ),
        ("check --severite", "l’option --severite attend une valeur"),
        (
            "check --severite grave",
            (
                "valeur non admise « grave » ; les valeurs possibles sont :"
                " erreur, avertissement, info"
            ),
        ),
        ("check --select", "l’option --select attend une valeur"),
        (
            f"-C {CYCLES} check --select XYZ,YML",
            "aucune règle ne commence par « XYZ » (voir mc-builder regle --liste)",
        ),
        (
            "check --format xml",
            "valeur non admise « xml » ; les valeurs possibles sont : text, json, sarif, github",
        ),
        (
            f"-C {CYCLES} check --debutant --format json",
            "--debutant ne va qu’avec la forme text",
        ),
        ("regle", "donnez un code, ou --liste, ou --pages DOSSIER"),
        ("regle REF001 --liste", "donnez un code, ou --liste, ou --pages DOSSIER"),
        (
            "regle ref0001",
            (
                "règle inconnue « REF0001 » ; vouliez-vous dire « REF001 » ?"
                " (voir mc-builder regle --liste)"
            ),
        ),
        ("check ici", "argument de trop : (ici)"),
        ("check ici et là", "arguments de trop : (ici et là)"),
        (
            "coverage --format pdf",
            "valeur non admise « pdf » ; les valeurs possibles sont : text, json, md",
        ),
        (
            "build notes",
            (
                "valeur non admise « notes » ; les valeurs possibles sont :"
                " note, referentiel, enseignant, rncp, couverture, grille"
            ),
        ),
        ("build --malgre-erreurs=oui", "l’option --malgre-erreurs n’attend pas de valeur"),
        ("build --format odt", f"format inconnu « odt » ; les formats sont : {FORMES}"),
        (
            "build --format docx,odt,rtf",
            f"format inconnu « odt, rtf » ; les formats sont : {FORMES}",
        ),
        ("build --format ,", f"aucun format n’est donné ; les formats sont : {FORMES}"),
        (
            f"-C {CYCLES} build note --format json",
            "aucun des documents demandés n’existe dans ce format (note : docx, pdf, xlsx)",
        ),
        ("schema --vers", "l’option --vers attend une valeur"),
        ("origine", "il manque l’argument « FICHIER »"),
        ("gabarit verifier", "il manque l’argument « FICHIER.docx|.dotx »"),
        (
            "check --severite=",
            "valeur non admise «  » ; les valeurs possibles sont : erreur, avertissement, info",
        ),
    ],
)
def test_wrong_command_line(lance: Lance, arguments: str, message: str) -> None:
    assert lance(*arguments.split()) == Resultat(2, "", typeset(f"mc-builder : {message}\n"))


def _said_by_click() -> set[str]:
    """Every sentence that click gives to its gettext."""
    found = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            texts = node.args[: {"_": 1, "ngettext": 2}.get(node.func.id, 0)]
            found |= {a.value for a in texts if isinstance(a, ast.Constant)}
    return {text for text in found if isinstance(text, str)}


#: What only the author of a command may read: a declaration that is wrong, a shell's own.
DEVELOPERS = re.compile(
    r"DeprecationWarning|declaration|defined|Boolean option|dynamic|Unknown (?:color|standard)"
    r"|%\(prog\)s|Confirm the action"
)


def test_every_sentence_of_click_is_in_french() -> None:
    for text in _said_by_click():
        assert text in CATALOGUE or DEVELOPERS.search(text), text
    for english, ours in CATALOGUE.items():
        names = set(re.findall(r"\{(\w+)", english))
        assert set(re.findall(r"\{(\w+)", ours)) == names, ours


def test_no_command_shows_the_help(lance: Lance) -> None:
    result = lance()
    assert (result.code, result.sortie) == (2, "")
    assert result.erreurs == lance("--help").sortie


def test_a_project_whose_folder_is_nearly_named(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    (projet / "dossier").rename(projet / "Dossier ")
    result = lance("-C", projet, "check")
    assert result.code == 2
    assert typeset("son dossier « Dossier  » doit s’appeler « dossier »") in result.erreurs


@pytest.mark.parametrize("commande", ["check", "coverage", "build"])
def test_no_project(lance: Lance, tmp_path: Path, commande: str) -> None:
    for folder in (tmp_path, tmp_path / "nulle-part", CYCLES / "dossier/dossier.yaml"):
        assert lance("-C", folder, commande) == Resultat(
            2,
            "",
            typeset(
                f"mc-builder : aucun projet dans « {folder} » : il n’a pas de fichier"
                " dossier/dossier.yaml\n"
            ),
        )


# --- check ----------------------------------------------------------------------------------------


#: What a project without error or warning is told: some rules only inform.
SANS_FAUTE = re.compile(
    r"^(Aucun problème|0 erreur, \d+ informations?)\.\nCouverture", re.MULTILINE
)


def test_check_of_a_faultless_project(lance: Lance) -> None:
    result = lance("-C", CYCLES, "check")
    assert (result.code, result.erreurs) == (0, "")
    assert SANS_FAUTE.search(result.sortie)


def test_check_of_the_repository(lance: Lance) -> None:
    assert lance("-C", PROJETS.parents[1], "check").code == 0


def test_the_current_folder_is_the_project(lance: Lance, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = lance("-C", CYCLES, "check")
    monkeypatch.chdir(CYCLES)
    assert lance("check") == expected


def test_check_says_every_mistake_on_stdout(lance: Lance) -> None:
    result = lance("-C", FAUTES, "check")
    assert (result.code, result.erreurs) == (1, "")
    places = re.findall(r"^(\S+):(\d+):(\d+): [A-Z]{3}\d{3} (\w+): ", result.sortie, re.MULTILINE)
    assert len(places) == 24
    assert result.sortie.endswith("\n22 erreurs, 2 avertissements.\n")


def test_severity_decides_of_the_exit_code(lance: Lance, copie: Copie) -> None:
    """A warning passes, unless warnings are asked for; an error never passes."""
    projet = copie("cycles")
    with (projet / "dossier/note/20-besoins.md").open("a", encoding="utf-8") as note:
        note.write("\nUn sigle que rien n’explique : ZTK.\n")
    severities = ("erreur", "avertissement", "info")
    codes = [lance("-C", projet, "check", "--severite", s).code for s in severities]
    assert codes == [0, 1, 1]
    un_identifiant_faux(projet)
    codes = [lance("-C", projet, "check", "--severite", s).code for s in severities]
    assert codes == [1, 1, 1]


def test_a_mistake_in_dossier_yaml_is_a_diagnostic(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    (projet / "dossier/dossier.yaml").write_text("diplome: [\n", "utf-8")
    result = lance("-C", projet, "check")
    assert result.code == 1
    assert result.sortie.startswith("dossier/dossier.yaml:")


# --- coverage -------------------------------------------------------------------------------------


def test_coverage_in_text_then_in_json(lance: Lance) -> None:
    text = lance("-C", CYCLES, "coverage")
    assert (text.code, text.erreurs) == (0, "")
    assert text.sortie.startswith("Couverture des emplois visés\nLa mesure est déclarative")
    assert lance("-C", CYCLES, "coverage", "--format", "text") == text
    found = lance("-C", CYCLES, "coverage", "--format", "json")
    assert (found.code, found.erreurs) == (0, "")
    assert json.loads(found.sortie)["version"] == 2


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_missed_threshold_gives_3_and_the_whole_report(
    lance: Lance, copie: Copie, form: str
) -> None:
    projet = copie("cycles")
    before = lance("-C", projet, "coverage", "--format", form)
    change(projet, "dossier/dossier.yaml", "  evaluees: 60\n", "  evaluees: 99\n")
    result = lance("-C", projet, "coverage", "--format", form)
    assert (before.code, result.code) == (0, 3)
    assert len(result.sortie) >= len(before.sortie)


def test_coverage_of_a_faulty_project(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    un_identifiant_faux(projet)
    result = lance("-C", projet, "coverage")
    assert (result.code, result.sortie) == (1, "")
    assert "REF001 erreur" in result.erreurs


# --- build ----------------------------------------------------------------------------------------


def test_build_says_files_on_stdout_and_progress_on_stderr(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    result = lance("-C", projet, "build", "note", "couverture", "--format", "json, docx")
    assert result.code == 0
    output = projet / "output"
    # Longest first.
    names = ["rapport-couverture.docx", "rapport-couverture.json", "note-opportunite.docx"]
    assert [line.split("  (")[0] for line in result.sortie.splitlines()] == [
        str(output / name) for name in names
    ]
    assert {p.name for p in output.iterdir()} == {*names, ".mc-builder"}
    assert re.fullmatch(r"3 fichiers écrits en \d+,\d\u00a0s\.\n", result.erreurs)


def test_a_build_says_which_files_it_leaves_aside(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    bloc = projet / "referentiels/blocs/bloc-2.yaml"
    bloc.with_name("bloc-3.YAML").write_bytes(bloc.read_bytes())
    result = lance("-C", projet, "build", "note", "--format", "docx")
    assert result.code == 0
    assert "bloc-3.YAML:1:1: SCH011 avertissement" in result.erreurs


def test_what_explains_the_rest_comes_first(lance: Lance, copie: Copie) -> None:
    """A file that is not read is a warning; the errors that are no fault of its come after."""
    projet = copie("cycles")
    un_identifiant_faux(projet)
    (projet / "referentiels/z.xlsx").touch()
    for command in (("check",), ("build",), ("check", "--debutant")):
        result = lance("-C", projet, *command)
        text = result.sortie or result.erreurs
        assert text.index("SCH011 avertissement") < text.index("REF001 erreur")


def test_what_rules_say_of_a_file_that_is_not_read_is_grouped_too(
    lance: Lance, copie: Copie
) -> None:
    """Acronyms are a rule: those of a glossary under another name are said with its file."""
    projet = copie("cycles")
    note = projet / "dossier/note/10-origine.md"
    note.write_text(note.read_text("utf-8") + "\nLe ZTK et le QVK en parlent.\n", "utf-8")
    words = "sigles:\n  - {sigle: ZTK, signification: Z}\n  - {sigle: QVK, signification: Q}\n"
    (projet / "dossier/glossaire.yaml.txt").write_text(words, "utf-8")
    result = lance("-C", projet, "check")
    assert "SCH011 avertissement: copie de dossier/glossaire.yaml" in result.sortie
    assert "2 constats en découlent" in result.sortie
    assert "RED001 avertissement" not in result.sortie


@pytest.mark.parametrize("options", [(), ("note", "--format", "docx")])
def test_nothing_is_written_from_a_project_with_errors(
    lance: Lance, copie: Copie, options: tuple[str, ...]
) -> None:
    projet = copie("cycles")
    un_identifiant_faux(projet)
    result = lance("-C", projet, "build", *options)
    assert (result.code, result.sortie) == (1, "")
    assert "pole-1.yaml:22:18: REF001 erreur: identifiant inconnu" in result.erreurs
    assert result.erreurs.endswith(
        typeset("Rien n’a été écrit : corrigez d’abord les erreurs (ou voyez --malgre-erreurs).\n")
    )
    assert not (projet / "output").exists()


def test_a_project_that_cannot_be_read_is_not_built_despite_errors(
    lance: Lance, copie: Copie
) -> None:
    projet = copie("cycles")
    (projet / "dossier/dossier.yaml").write_text("diplome: [\n", "utf-8")
    result = lance("-C", projet, "build", "--malgre-erreurs", "--format", "docx")
    assert (result.code, result.sortie) == (1, "")
    assert result.erreurs.endswith(typeset("Rien n’a été écrit : corrigez d’abord les erreurs.\n"))
    assert not (projet / "output").exists()


@pytest.mark.lent
def test_a_build_despite_errors_is_marked_in_every_footer(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    un_identifiant_faux(projet)
    result = lance("-C", projet, "build", "--malgre-erreurs", "--format", "docx,html")
    assert result.code == 0
    assert "REF001 erreur" in result.erreurs
    documents = sorted((projet / "output").glob("*.docx"))
    assert len(documents) == 6
    for path in documents:
        with zipfile.ZipFile(path) as package:
            footers = [n for n in package.namelist() if n.startswith("word/footer")]
            assert footers
            for part in [*footers, "word/document.xml"]:
                assert "Brouillon – le dossier contient des erreurs" in package.read(part).decode()
    assert "Brouillon" in (projet / "output/rapport-couverture.html").read_text("utf-8")


def test_a_faultless_project_is_no_draft(cycles_construit: Path) -> None:
    assert "Brouillon" not in (cycles_construit / "rapport-couverture.html").read_text("utf-8")


@pytest.mark.lent
def test_a_build_despite_errors_is_marked_on_every_page(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    un_identifiant_faux(projet)
    # Upright pages and pages that lie.
    asked = () if TOUT else ("rncp", "note")
    assert lance("-C", projet, "build", *asked, "--malgre-erreurs", "--format", "pdf").code == 0
    files = sorted((projet / "output").glob("*.pdf"))
    assert len(files) == len(asked or DOCUMENTS)
    for file in files:
        pdf = pypdfium2.PdfDocument(file)
        pages = [page.get_textpage().get_text_range() for page in pdf]
        pdf.close()
        assert len(pages) > 2
        assert [n for n, words in enumerate(pages, 1) if "Brouillon" not in words] == []


@pytest.mark.parametrize("commande", ["build --format json", "schema --vers {}/output"])
def test_a_link_as_output_is_refused(lance: Lance, copie: Copie, commande: str) -> None:
    projet = copie("cycles")
    elsewhere = projet.parent / "ailleurs"
    elsewhere.mkdir()
    (projet / "output").symlink_to(elsewhere, target_is_directory=True)
    result = lance("-C", projet, *commande.format(projet).split())
    assert result == Resultat(
        2,
        "",
        typeset(
            f"mc-builder : {projet}/output est un lien : le dossier de sortie doit être un vrai"
            " dossier\n"
        ),
    )
    assert list(elsewhere.iterdir()) == []


def test_a_file_as_output_is_refused(lance: Lance, copie: Copie) -> None:
    projet = copie("cycles")
    (projet / "output").write_text("à garder", "utf-8")
    result = lance("-C", projet, "build", "--format", "json")
    assert result == Resultat(
        2,
        "",
        typeset(f"mc-builder : {projet}/output ne peut pas être créé : un fichier porte ce nom\n"),
    )
    assert (projet / "output").read_text("utf-8") == "à garder"


# --- schema ---------------------------------------------------------------------------------------


@pytest.mark.lent
def test_schema_writes_one_file_for_each_kind(lance: Lance, tmp_path: Path) -> None:
    made = json_schemas()
    result = lance("-C", tmp_path, "schema", "--vers", tmp_path / "là")
    assert (result.code, result.erreurs) == (0, "")
    assert result.sortie.splitlines() == [str(tmp_path / "là" / n) for n in made]
    assert {p.name: p.read_text("utf-8") for p in (tmp_path / "là").iterdir()} == made


def test_schema_where_there_is_no_folder(lance: Lance, tmp_path: Path) -> None:
    target = tmp_path / "a" / "b"
    assert lance("schema", "--vers", target) == Resultat(
        2,
        "",
        typeset(
            f"mc-builder : {target} ne peut pas être créé : le dossier qui doit le contenir"
            " n’existe pas\n"
        ),
    )


# --- a bug of the tool ----------------------------------------------------------------------------


@pytest.mark.parametrize("commande", ["check", "coverage", "build"])
def test_a_bug_gives_4_and_no_traceback(
    lance: Lance, monkeypatch: pytest.MonkeyPatch, commande: str
) -> None:
    def broken(_tree: object) -> None:
        raise KeyError("tâche")

    monkeypatch.setattr("mc_builder.project.load", broken)
    result = lance("-C", CYCLES, commande)
    assert (result.code, result.sortie) == (4, "")
    assert result.erreurs.startswith("Erreur interne de mc-builder (KeyError\u00a0: 'tâche').")
    assert result.erreurs.count("\n") == 1

    monkeypatch.setenv("MC_BUILDER_DEBUG", "1")
    assert "Traceback" in lance("-C", CYCLES, commande).erreurs


@pytest.mark.lent
def test_a_reader_that_stops_reading_is_no_bug() -> None:
    """« mc-builder check | head -1 » ends quietly."""
    command = f"{sys.executable} -m mc_builder -C {FAUTES} check | head -1"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)  # noqa: S602
    assert result.stdout.count("\n") == 1
    assert result.stderr == ""


# --- terminal -------------------------------------------------------------------------------------


def on_a_terminal(*arguments: str | Path) -> str:
    """What ``mc-builder …`` writes when its output is a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "mc_builder", *map(str, arguments)]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL) as child:
        os.close(theirs)
        found = b""
        try:
            while block := os.read(ours, 65536):
                found += block
        except OSError:  # Linux says so when the other end is closed
            pass
        child.wait()
    os.close(ours)
    return found.decode()


def test_colours_only_on_a_terminal(lance: Lance) -> None:
    assert ESC not in lance("-C", FAUTES, "check").sortie
    coloured = on_a_terminal("-C", FAUTES, "check")
    assert f"{ESC}[31m" in coloured
    assert (
        re.sub(rf"{ESC}\[\d+m", "", coloured).replace("\r\n", "\n")
        == lance("-C", FAUTES, "check").sortie
    )


def hostile(projet: Path) -> None:
    """Names and prose that try to drive the terminal that shows them."""
    change(
        projet,
        "referentiels/emplois/10-mecanicien-cycles.yaml",
        "intitule: Mécanicien ou mécanicienne cycles",
        'intitule: "Mécanicien \\e[2J\\a ou \\u202e mécanicienne"',
    )
    with (projet / "dossier/note/20-besoins.md").open("a", encoding="utf-8") as note:
        note.write(f"\nUn sigle {ESC}[2J que rien n’explique : ZTK.\n")


@pytest.mark.rapides(1)
@pytest.mark.parametrize("commande", ["check", "coverage"])
def test_control_characters_are_shown_not_obeyed(copie: Copie, commande: str) -> None:
    projet = copie("cycles")
    hostile(projet)
    shown = on_a_terminal("-C", projet, commande)
    assert "\\u001b[2J" in shown
    assert f"{ESC}[2J" not in shown
    assert not re.search("[\x07\u202e]", shown)
