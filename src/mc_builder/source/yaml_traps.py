"""YAML syntax errors → diagnostics in French; the ways French prose breaks YAML have their own."""

from __future__ import annotations

import re
from typing import Any

import yaml

from mc_builder.diagnostics import Diagnostic, Fix
from mc_builder.french import NBSP, SPACES, THIN
from mc_builder.source.codes import YML001, YML002, YML005, YML008
from mc_builder.source.yaml_fixes import (
    align,
    if_it_reads,
    quote,
    quote_line,
    quoted,
    text_of_line,
    without_stray_quote,
)
from mc_builder.spans import SourceText

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEY_OR_DASH = re.compile(r"(?P<head>\s*(?:-\s+)*(?:[\w-]+:\s+)?)(?P<text>\S(?:.*\S)?)\s*$")
_NO_BREAK = re.compile(rf"\s*(?:-\s+)*[\w-]+:(?P<at>[{NBSP}{THIN}])|[ ]*(?P<indent>[{NBSP}{THIN}])")
#: What a YAML file may not hold, whatever the quotes.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTE_IT = "mettez le texte entre guillemets"

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
    ("control characters", "le fichier contient un caractère de contrôle"),
)


def corrected_text(line: str, text: str) -> str:
    """« écrivez : » and the line with `text` between double quotes."""
    return "écrivez : " + line.strip().replace(text, quoted(text))


def corrected_line(line: str) -> str:
    """« écrivez : » and the line, all that follows the key or the dash between double quotes."""
    place = text_of_line(line)
    if place is None:
        return _QUOTE_IT
    text = without_stray_quote(line[place[0] : place[1]])
    return f"écrivez : {line[: place[0]].lstrip()}{quoted(text)}"


def syntax_error(error: yaml.YAMLError, source: SourceText) -> Diagnostic:
    """One syntax error of PyYAML as a diagnostic at its place."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _without_mark(source)
    line_number = source.line_column(_place(mark, source))[0]
    for trap in (_tab(source, line_number), _no_break_space(source, line_number)):
        if trap is not None:
            return trap
    return _quote(error, source) or _colon(error, source) or _other(error, source)


def _place(mark: Any, source: SourceText) -> int:
    """The offset of a mark.

    Its line is not used: YAML counts more characters than we do as ends of lines (U+2028…).
    """
    return min(int(mark.index), len(source.text))


def _problem(error: yaml.YAMLError) -> str:
    return f"{getattr(error, 'problem', '')} {getattr(error, 'context', '') or ''}"


def _tab(source: SourceText, line_number: int) -> Diagnostic | None:
    """A tabulation in the margin of the line."""
    line = source.line(line_number)
    margin = len(line) - len(line.lstrip())
    if "\t" not in line[:margin]:
        return None
    tab = source.offset(line_number, line.index("\t") + 1)
    above = next(
        (source.line(n) for n in range(line_number - 1, 0, -1) if source.line(n).strip()), ""
    )
    dashes = re.match(r"[ ]*(?:-\s+)*", above)
    column = dashes.end() if dashes else 0
    if above.rstrip().endswith(":"):
        column += 2
    elif line.lstrip().startswith("-") and above.lstrip().startswith("-"):
        column = len(above) - len(above.lstrip())
    return YML008(
        "une tabulation sert de retrait",
        source.span(tab, tab + 1),
        f"écrivez, avec des espaces : {' ' * column}{line.strip()}",
        fix=align(source, line_number, column),
    )


def _no_break_space(source: SourceText, line_number: int) -> Diagnostic | None:
    """« clé: texte » with a no-break space, often pasted, on the line or the one above."""
    for number in (line_number, line_number - 1):
        found = _NO_BREAK.match(source.line(number)) if number else None
        if found is not None:
            start = found.start("at") if found["at"] else found.start("indent")
            at = source.offset(number, start + 1)
            blank = re.compile(f"[{SPACES}]+").match(source.text, at)
            run = source.span(at, blank.end() if blank else at)
            return YML001(
                "une espace insécable tient la place d’une espace ordinaire",
                source.span(at, at + 1),
                "remplacez-la par une espace ordinaire",
                fix=if_it_reads(source, Fix(run, " " * len(run.text))),
            )
    return None


def _quote(error: yaml.YAMLError, source: SourceText) -> Diagnostic | None:
    """A text that an apostrophe or a quotation mark opens, and that goes on after the next one."""
    start = _quoted_too_short(source)
    problem = _problem(error)
    if start is None and "quoted scalar" in problem and "end of stream" in problem:
        start = _place(error.context_mark, source)  # type: ignore[attr-defined]
    if start is None:
        return None
    if source.text[start] == "'":
        message = "une apostrophe droite ouvre un texte entre guillemets"
    else:
        message = "un guillemet droit ouvre un texte et ne le referme pas à sa fin"
    aide, fix = _requoted(source, start)
    return YML005(message, source.span(start, start + 1), aide, fix=fix)


def _quoted_too_short(source: SourceText) -> int | None:
    """Where a quoted text starts that is followed by something else than its line's end."""
    end = re.compile(r"[ \t]*(?:$|[,:\]}]|\s#)", re.MULTILINE)
    try:
        for token in yaml.scan(source.text, Loader=_Loader):
            if (
                isinstance(token, yaml.ScalarToken)
                and token.style in {"'", '"'}
                and not end.match(source.text, token.end_mark.index)
            ):
                return int(token.start_mark.index)
    except yaml.YAMLError:
        pass
    return None


def _requoted(source: SourceText, start: int) -> tuple[str, Fix | None]:
    """The corrected line: in a flow list or mapping, only the text up to the next comma."""
    number, column = source.line_column(start)
    line = source.line(number)
    before = line[: column - 1]
    if not re.search(r"[\[{]", before):
        return corrected_line(line), quote_line(source, number)
    inside = re.match(r"[^,\]}]*", line[len(before) :])
    text = inside[0].rstrip() if inside else ""
    meant = quoted(without_stray_quote(text))
    aide = f"écrivez : {before.lstrip()}{meant}{line[len(before) + len(text) :]}"
    return aide, quote(source, start, start + len(text))


def _colon(error: yaml.YAMLError, source: SourceText) -> Diagnostic | None:
    """« : » in a text, or a key that continues the line above."""
    if "mapping values are not allowed" not in _problem(error):
        return None
    at = _place(error.problem_mark, source)  # type: ignore[attr-defined]
    line_number, column = source.line_column(at)
    line = source.line(line_number)
    before = line[: column - 1]
    if line_number > 1 and re.fullmatch(r"\s*(?:-\s+)?[\w-]+\s*", before):
        return YML001(
            "cette clé est prise pour la suite de la ligne précédente",
            source.span(at - len(before.lstrip()), at + 1),
            "vérifiez son retrait, et que la ligne précédente a ses deux-points",
        )
    return YML002(
        "« : » dans un texte sans guillemets est pris pour une clé",
        source.span(at, at + 1),
        corrected_line(line),
        fix=quote_line(source, line_number),
    )


def _other(error: yaml.YAMLError, source: SourceText) -> Diagnostic:
    """Any other error, with its meaning in French when it is known."""
    problem = _problem(error)
    mark = error.problem_mark  # type: ignore[attr-defined]
    opened = getattr(error, "context_mark", None)
    if "flow" in problem and opened is not None and opened.line < mark.line:
        mark = opened  # nobody sees that a bracket is open before the next line is read
    at = _place(mark, source)
    number = source.line_column(at)[0]
    line = source.line(number)
    text = _KEY_OR_DASH.match(line)
    fix: Fix | None = None
    if "cannot start any token" in problem or (text is not None and text["text"][0] in "*&!"):
        if text is not None:
            at = at - source.line_column(at)[1] + 1 + text.start("text")
        message, aide = (
            "ce caractère ne peut pas commencer un texte sans guillemets",
            corrected_line(line),
        )
        fix = quote_line(source, number)
    else:
        message = next((fr for en, fr in _MESSAGES if en in problem), "le YAML est mal formé")
        aide = ""
    return YML001(message, source.span(at, min(at + 1, len(source.text))), aide, fix=fix)


def _without_mark(source: SourceText) -> Diagnostic:
    """The first character that YAML forbids: PyYAML counts to it in bytes."""
    found = _FORBIDDEN.search(source.text)
    if found is None:
        return YML001("le YAML est mal formé", source.span(0, 0))
    at = source.span(*found.span())
    return YML001(
        f"le caractère U+{ord(found[0]):04X} est interdit en YAML",
        at,
        "remplacez-le par une espace" if found[0] in "\x0b\x0c" else "retirez-le",
        fix=Fix(at, " " if found[0] in "\x0b\x0c" else ""),
    )
