"""Templates: where they are found, how they fail, and the lint of their literal text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from mc_builder.builtin import builtin_folder
from mc_builder.diagnostics import Diagnostic
from mc_builder.page.templates import Templates
from mc_builder.page.text import Texte
from mc_builder.page.tree import parse

#: What the templates of these tests see.
VUE = {"texte": Texte("l’été", "o:intitule"), "mot": "mot", "rien": None, "nombre": 3}

Avec = Callable[..., Templates]


@pytest.fixture
def avec(tmp_path: Path) -> Avec:
    """Templates of a project that has these files in its own folder (name → text)."""

    def write(essai: str = "", **files: str | bytes) -> Templates:
        folder = tmp_path / "templates"
        folder.mkdir()
        for name, text in {"essai": essai, **files}.items():
            data = text if isinstance(text, bytes) else text.encode()
            (folder / f"{name}.html.j2").write_bytes(data)
        return Templates(tmp_path)

    return write


def places(diagnostics: list[Diagnostic]) -> list[str]:
    return [f"{d.span} {d.code}" for d in diagnostics]


def own(templates: Templates) -> list[str]:
    """What the lint says of the templates of the project."""
    return [p for p in places(templates.check()) if p.startswith("templates/essai")]


def test_the_templates_of_the_tool_are_sound() -> None:
    assert Templates().check() == []
    assert Templates().folders == [builtin_folder()]


def test_no_page_is_cited_within_brackets() -> None:
    """On paper a cross-reference ends with « (p. 12) », which brackets would enclose again."""
    cited = re.compile(r'\(\s*<a class="renvoi"|\(\{\{ c\.renvoi\(')
    for template in sorted(builtin_folder().glob("*.j2")):
        assert not cited.search(template.read_text("utf-8")), template.name


def test_a_project_without_templates(tmp_path: Path) -> None:
    assert Templates(tmp_path).folders == [builtin_folder()]


def test_a_project_overrides_some_of_them(avec: Avec) -> None:
    templates = avec("{% import '_commun.html.j2' as c %}{{ c.puces(['un']) }}", style="x")
    assert templates.render("essai.html.j2", VUE) == ("<ul><li>un</li></ul>", [])
    assert templates.file("essai.html.j2").parent.name == "templates"
    assert templates.file("styles.css") == builtin_folder() / "styles.css"


def test_a_macro_of_the_tool_can_be_overridden(avec: Avec) -> None:
    templates = avec("{% import '_commun.html.j2' as c %}{{ c.puces() }}",
                     _commun="{% macro puces() %}à soi{% endmacro %}")  # fmt: skip
    assert templates.render("essai.html.j2", VUE)[0] == "à soi"


def test_a_text_prints_with_its_origin(avec: Avec) -> None:
    span = '<span data-ref="o:intitule">l’été</span>'
    templates = avec(
        "{{ vue.texte }}/{{ vue.texte ~ ' !' }}/{{ [vue.texte, vue.mot] | join(' ') }}"
    )
    assert templates.render("essai.html.j2", VUE)[0] == f"{span}/{span} !/{span} mot"


def test_nothing_prints_for_none_and_strings_are_escaped(avec: Avec) -> None:
    assert avec("[{{ vue.rien }}]{{ '<b>' }}").render("essai.html.j2", VUE)[0] == "[]&lt;b&gt;"


def test_the_words_of_a_text_in_an_attribute(avec: Avec) -> None:
    templates = avec('<p id="{{ vue.texte | attribut }}">{{ vue.texte | attribut | upper }}</p>')
    assert templates.render("essai.html.j2", VUE)[0] == '<p id="l’été">L’ÉTÉ</p>'
    assert own(templates) == []


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("\n{{ vue.texte | upper }}", "2:1"),
        ("{{ vue.mot | replace('m', vue.texte) }}", "1:1"),
        ("\n\n{{ vue.texte + ' fin' }}", "3:1"),
        ("{{ 'a %s' % vue.texte }}", "1:1"),
        ("{{ vue.texte * 2 }}", "1:1"),
        ("{{ vue.texte.upper() }}", "1:1"),
    ],
)
def test_a_text_does_not_lose_its_origin(avec: Avec, template: str, place: str) -> None:
    markup, diagnostics = avec(template).render("essai.html.j2", VUE)
    assert (markup, places(diagnostics)) == ("", [f"templates/essai.html.j2:{place} DOC007"])


@pytest.mark.parametrize(
    ("template", "place", "reason"),
    [
        ("\n{{ vue.inconnu }}", "2:1", "has no attribute 'inconnu'"),
        ("\n{% if vue.inconnu %}{% endif %}", "2:1", "has no attribute 'inconnu'"),
        ("\n\n{{ 1 / 0 }}", "3:1", "division by zero"),
        ("\n{{ vue.mot.x.y }}", "2:1", "has no attribute 'x'"),
        ("{{ vue.mot.__class__.__mro__ }}", "1:1", "le gabarit demande ce qui lui est interdit"),
        ("\n{% for %}", "2:1", "gabarit mal formé"),
        ("{% if %}", "1:1", "gabarit mal formé"),
        ("\n{% include '../../etc/passwd' %}", "1:1", "gabarit introuvable : ../../etc/passwd"),
        ("{% include '/etc/passwd' %}", "1:1", "gabarit introuvable : /etc/passwd"),
        ("{% include 'absent.html.j2' %}", "1:1", "gabarit introuvable : absent.html.j2"),
        ("{{ range(10 ** 9) | list }}", "1:1", "Range too big"),
        (
            "\n{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
            "2:1",
            "le gabarit s’appelle lui-même sans fin",
        ),
        ("{{ vue.mot | inconnu }}", "1:1", "No filter named 'inconnu'"),
        ("{{ vue.nombre() }}", "1:1", "object is not callable"),
    ],
)
def test_a_template_that_fails_is_a_diagnostic_at_its_line(
    avec: Avec, template: str, place: str, reason: str
) -> None:
    markup, diagnostics = avec(template).render("essai.html.j2", VUE)
    assert (markup, places(diagnostics)) == ("", [f"templates/essai.html.j2:{place} DOC007"])
    assert reason in diagnostics[0].message


def test_an_error_in_an_included_template_is_placed_there(avec: Avec) -> None:
    templates = avec("{% include 'partie.html.j2' %}", partie="\n\n{{ vue.inconnu }}")
    _, diagnostics = templates.render("essai.html.j2", VUE)
    assert places(diagnostics) == ["templates/partie.html.j2:3:1 DOC007"]


def test_a_template_that_is_not_utf8(avec: Avec) -> None:
    templates = avec("{% include 'partie.html.j2' %}", partie=b"\xff\xfe<p>")
    (found,) = templates.render("essai.html.j2", VUE)[1]
    assert found.code == "DOC007"
    assert "'utf-8' codec can't decode" in found.message
    templates.check()


def test_a_link_out_of_the_project_is_not_followed(avec: Avec, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", "utf-8")
    templates = avec("{% include 'lien.html.j2' %}")
    for name in ("lien.html.j2", "styles.css"):
        (tmp_path / "templates" / name).symlink_to(secret)
    markup, diagnostics = templates.render("essai.html.j2", VUE)
    assert (markup, [d.code for d in diagnostics]) == ("", ["DOC007"])
    assert diagnostics[0].message == "gabarit introuvable : lien.html.j2"
    assert templates.file("styles.css") == builtin_folder() / "styles.css"
    templates.check()


def test_a_folder_of_templates_that_is_a_link_out_is_ignored(tmp_path: Path) -> None:
    elsewhere, project = tmp_path / "ailleurs", tmp_path / "projet"
    elsewhere.mkdir()
    project.mkdir()
    (project / "templates").symlink_to(elsewhere)
    assert Templates(project).folders == [builtin_folder()]


def test_a_template_that_does_not_exist(tmp_path: Path) -> None:
    (found,) = Templates(tmp_path).render("absent.html.j2", VUE)[1]
    assert (found.code, found.message) == ("DOC007", "gabarit introuvable : absent.html.j2")


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("<p>{{ vue.texte }}</p>", []),
        ('<p class="{{ vue.mot | attribut }}">x</p>', []),
        ("{% if x < y and y > z %}<p>x</p>{% endif %}{# <aside> #}", []),
        ("\n<aside>x</aside>", ["2:1 DOC002"]),
        ('<p>\n<p class="chapo">x</p></p>', ["2:1 DOC002"]),
        ('\n<p id="{{ vue.texte }}">x</p>', ["2:8 DOC008"]),
        ('<a\n href="#{{ vue.mot }}">x</a>', ["2:9 DOC008"]),
        ('<p id="{{ vue.mot | attribut | upper }}">x</p>', ["1:8 DOC008"]),
        ('<p{% if x %} id="{{ vue.mot }}"{% endif %}>x</p>', ["1:18 DOC008"]),
    ],
)
def test_lint(avec: Avec, template: str, expected: list[str]) -> None:
    assert own(avec(template)) == [f"templates/essai.html.j2:{place}" for place in expected]


def test_a_text_in_an_attribute_is_caught_at_run_time_too(avec: Avec) -> None:
    markup, _ = avec('<article lang="fr" data-titre="{{ vue.texte }}"/>').render(
        "essai.html.j2", VUE
    )
    assert [d.code for d in parse("essai", markup)[1]] == ["DOC001"]
