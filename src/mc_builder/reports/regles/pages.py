"""Rules → Markdown pages: one for each family, and their index (docs/regles)."""

from __future__ import annotations

from collections.abc import Iterable

from mc_builder.codes import Code
from mc_builder.reports.regles.texte import SURETES, family_of, is_example
from mc_builder.rules.settings import by_profile

#: The command that writes the pages again; said in each of them and by the test that compares.
COMMANDE = "mc-builder regle --pages docs/regles"
_MADE = f"<!-- Page écrite par « {COMMANDE} » : ne la modifiez pas à la main. -->"


def pages(rules: Iterable[Code]) -> dict[str, str]:
    """The text of each page, by file name; same rules, same bytes."""
    families: dict[str, list[Code]] = {}
    for rule in rules:
        families.setdefault(rule.famille, []).append(rule)
    written = {f"{code.lower()}.md": _page(code, found) for code, found in families.items()}
    return {"index.md": _index(families), **written}


def _index(families: dict[str, list[Code]]) -> str:
    count = sum(len(found) for found in families.values())
    lines = [
        _MADE,
        "",
        "# Les règles",
        "",
        (
            f"`mc-builder check` applique {count} règles. Chacune a un code de trois lettres, sa"
            " famille, et de trois chiffres ; `mc-builder regle CODE` l’explique dans le terminal."
        ),
        "",
        "| famille | objet | règles |",
        "|---|---|---|",
        *(
            f"| [{code}]({code.lower()}.md) | {family_of(code)} | {len(found)} |"
            for code, found in families.items()
        ),
    ]
    return "\n".join(lines) + "\n"


def _page(family: str, rules: list[Code]) -> str:
    lines = [
        _MADE,
        "",
        f"# {family} : {family_of(family)}",
        "",
        "[Toutes les familles](index.md)",
        "",
        "| code | gravité | ce qu’elle demande |",
        "|---|---|---|",
        *(
            f"| [{r.code}](#{r.code.lower()}) | {r.gravite} | {_cell(_plain(r.resume))} |"
            for r in rules
        ),
    ]
    for rule in rules:
        lines += ["", *_rule(rule)]
    return "\n".join(lines) + "\n"


def _rule(rule: Code) -> list[str]:
    lines = [
        f"## {rule.code}",
        "",
        f"**{_plain(rule.resume)}**",
        "",
        (
            f"Gravité : {rule.gravite}. Source : {_plain(rule.source)} ({SURETES[rule.surete]})."
            f" Depuis la version {rule.depuis}."
        ),
    ]
    for nom, given in by_profile(rule.code):
        lines += ["", f"Pour le type « {nom} » : {given.force}. {_plain(given.motif)}"]
    for title, text in rule.sections.items():
        lines += ["", f"*{title}* :"] if is_example(title) else [""]
        if is_example(title):
            lines += ["", "```yaml", *text.splitlines(), "```"]
        else:
            lines.append(f"*{title}* : {_plain(' '.join(text.split()))}")
    return lines


def _plain(text: str) -> str:
    """A text that Markdown prints as it is."""
    for mark in ("\\", "*", "_", "<", "`", "[", "|"):
        text = text.replace(mark, f"\\{mark}")
    return text


def _cell(text: str) -> str:
    """A text in one cell of a table."""
    return " ".join(text.split())
