"""YAML text → diagnostics for what is refused before any node is built.

Why before: an alias can make a small file enormous, a tag can name a Python object, and libyaml's
composer overflows the stack of the process on deep nesting. The events of the parser cost none of
these; only files that may hold one are read this way.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from mc_builder.diagnostics import Diagnostic
from mc_builder.source.codes import YML009, YML012, YML013
from mc_builder.source.yaml_fixes import quote_line
from mc_builder.source.yaml_traps import corrected_line
from mc_builder.spans import SourceText

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: A sign that opens a word; dashes or a percent sign that open a line. Looked at backwards, from
#: the sign: so the search goes from one to the next.
_SUSPICIOUS = re.compile(r"[&*!](?<![^\s\[{,].)|---(?<![^\n]...)|%(?<![^\n].)", re.DOTALL)
_BRACKETS = re.compile(r"[\[\]{}]")
MAX_DEPTH = 40
#: More would only say the same again.
_ENOUGH = 20


def forbidden(source: SourceText) -> list[Diagnostic]:
    """Anchors, aliases, tags, several documents, more than `MAX_DEPTH` levels."""
    if not _SUSPICIOUS.search(source.text) and not _may_be_deep(source.text):
        return []
    found: list[Diagnostic] = []
    documents = depth = 0
    for event in yaml.parse(source.text, Loader=_Loader):
        start: int = event.start_mark.index  # type: ignore[union-attr]
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents == 2:
                several = "le fichier contient plusieurs documents YAML (« --- »)"
                found.append(YML012(several, source.span(start, start + 3)))
        if (refusal := _refusal(event)) is not None:
            found.append(_at_word(source, start, refusal))
        if len(found) >= _ENOUGH:
            break
        if depth > MAX_DEPTH:
            deep = f"plus de {MAX_DEPTH} niveaux d’emboîtement"
            return [*found, YML013(deep, source.span(start, start + 1))]
    return found


def _refusal(event: yaml.Event) -> str | None:
    if isinstance(event, yaml.AliasEvent):
        return "les alias YAML (« * ») ne sont pas admis"
    if getattr(event, "anchor", None) is not None:
        return "les ancres YAML (« & ») ne sont pas admises"
    if getattr(event, "tag", None) is not None:  # « ! » alone is one: YAML forgets the sign
        return "les étiquettes YAML (« ! ») ne sont pas admises"
    return None


def _at_word(source: SourceText, start: int, message: str) -> Diagnostic:
    """The refusal at the word that starts there, with the line as a quoted text."""
    word = re.compile(r"[^\s,\]}]*").match(source.text, start)
    end = word.end() if word else start
    number = source.line_column(start)[0]
    aide = corrected_line(source.line(number))
    prose = re.compile(r"[ ]+[^\s#&*!|>\[{\"']").match(source.text, end)
    name = source.text[start + 1 : end]
    cited = name and re.search(rf"(?<!\w)\*{re.escape(name)}\b", source.text)
    # A word follows, and no alias calls it: it opens a text, it is not an anchor or a tag.
    fix = quote_line(source, number) if prose is not None and not cited else None
    return YML009(message, source.span(start, end), aide, fix=fix)


def _may_be_deep(text: str) -> bool:
    """Whether brackets open at once, and a margin, could make more than `MAX_DEPTH` levels."""
    depth = deepest = 0
    for found in _BRACKETS.finditer(text):
        depth = depth + 1 if found[0] in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    margin = MAX_DEPTH - deepest
    return margin < 0 or re.search(rf"\n[ \-?:]{{{margin + 1}}}", f"\n{text}") is not None
