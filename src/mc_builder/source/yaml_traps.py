"""YAML syntax errors → diagnostics in French; the ways French prose breaks YAML have their own."""

from __future__ import annotations

import re

import yaml

from mc_builder.diagnostics import Diagnostic, erreur
from mc_builder.spans import SourceText

_KEY_OR_DASH = re.compile(r"(?P<head>\s*(?:-\s+)*(?:[\w-]+:\s+)?)(?P<text>.*\S)\s*$")
_APOSTROPHE = re.compile(r"(?:^\s*|[-:,\[{]\s)'(?=[^']*(?:'\w|$))")

#: Messages of libyaml and their meaning; the first that is found wins.
_MESSAGES = (
    ("unexpected end of stream", "un guillemet ou une accolade n’est pas refermé"),
    ("expected ',' or '}'", "une accolade « { » n’est pas refermée, ou une virgule manque"),
    ("expected ',' or ']'", "un crochet « [ » n’est pas refermé, ou une virgule manque"),
    ("could not find expected ':'", "il manque « : » et une espace après la clé"),
    ("expected key", "une clé suivie de deux-points est attendue ici ; vérifiez le retrait"),
    ("expected '-' indicator", "un élément de liste (« - ») est attendu ici ; vérifiez le retrait"),
    ("block sequence entries", "une liste n’est pas admise ici ; passez à la ligne avant le « - »"),
    ("unknown escape", "une barre oblique inverse entre guillemets doubles est un code inconnu"),
    ("block end", "le retrait de cette ligne ne correspond à aucun élément ouvert"),
    ("cannot start any token", "ce caractère ne peut pas commencer un texte sans guillemets"),
    ("control characters", "le fichier contient un caractère de contrôle"),
)


def quoted(text: str) -> str:
    """A text between double quotes, as YAML reads it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def corrected_text(line: str, text: str) -> str:
    """« écrivez : » and the line with `text` between double quotes."""
    return "écrivez : " + line.strip().replace(text, quoted(text))


def corrected_line(line: str) -> str:
    """« écrivez : » and the line, all that follows the key or the dash between double quotes."""
    found = _KEY_OR_DASH.match(line)
    if found is None:
        return "mettez le texte entre guillemets"
    text = found["text"].strip("'")
    return f"écrivez : {found['head'].lstrip()}{quoted(text)}"


def syntax_error(error: yaml.YAMLError, source: SourceText) -> Diagnostic:
    """One syntax error of PyYAML as a diagnostic at its place."""
    mark = getattr(error, "problem_mark", None)
    problem = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '') or ''}"
    if mark is None:
        return _without_mark(error, source)
    line_number = min(mark.line + 1, source.line_count)
    line = source.line(line_number)
    column = min(mark.column + 1, len(line) + 1)
    at = source.offset(line_number, column)
    if "\t" in line[: len(line) - len(line.lstrip())]:
        tab = source.offset(line_number, line.index("\t") + 1)
        return erreur(
            "YML008",
            "une tabulation sert de retrait",
            source.span(tab, tab + 1),
            f"écrivez : {line.expandtabs(2)}",
        )
    if (trap := _apostrophe(source, line_number)) is not None:
        return trap
    if "mapping values are not allowed" in problem:
        if line_number > 1 and re.fullmatch(r"\s*(?:-\s+)?[\w-]+\s*", line[: column - 1]):
            return erreur(
                "YML001",
                "cette clé est prise pour la suite de la ligne précédente",
                source.span(at - len(line[: column - 1].lstrip()), at + 1),
                "vérifiez son retrait, et que la ligne précédente a ses deux-points",
            )
        return erreur(
            "YML002",
            "« : » dans un texte sans guillemets est pris pour une clé",
            source.span(at, at + 1),
            corrected_line(line),
        )
    message = next((fr for en, fr in _MESSAGES if en in problem), "le YAML est mal formé")
    aide = corrected_line(line) if "cannot start any token" in problem else ""
    return erreur("YML001", message, source.span(at, min(at + 1, len(source.text))), aide)


def _apostrophe(source: SourceText, line_number: int) -> Diagnostic | None:
    """A text that an apostrophe opens (« - 'équipe de l'atelier »), on the line or just above."""
    for number in range(line_number, max(line_number - 3, 0), -1):
        line = source.line(number)
        found = _APOSTROPHE.search(line)
        if found is not None and line.count("'") % 2 == 0 and re.search(r"'\s*$", line):
            inside = line[found.end() :].rstrip()[:-1]
            if "'" not in inside.replace("''", ""):
                continue
        if found is not None:
            at = source.offset(number, found.end())
            return erreur(
                "YML005",
                "une apostrophe droite ouvre un texte entre guillemets",
                source.span(at, at + 1),
                corrected_line(line),
            )
    return None


def _without_mark(error: yaml.YAMLError, source: SourceText) -> Diagnostic:
    """A character that YAML forbids: PyYAML gives its position, not a mark."""
    position = getattr(error, "position", 0) or 0
    at = min(position, len(source.text))
    return erreur(
        "YML001", "le fichier contient un caractère interdit en YAML", source.span(at, at)
    )
