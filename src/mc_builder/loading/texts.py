"""The bytes of a file → its text, or what keeps it from being read."""

from __future__ import annotations

from mc_builder.diagnostics import Diagnostic
from mc_builder.loading.characters import hidden_characters
from mc_builder.source.codes import YML010
from mc_builder.spans import SourceText


def decoded(path: str, data: bytes) -> tuple[SourceText, list[Diagnostic], bool]:
    """The text, what is said of its characters, and whether it is in UTF-8: a guess, otherwise."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        guess = SourceText(path, data.decode("utf-16" if utf_16 else "cp1252", "replace"))
        message = "le fichier n’est pas en UTF-8 : cet octet n’y a pas de sens"
        aide = "enregistrez le fichier avec l’encodage UTF-8"
        return guess, [YML010(message, guess.span(len(before)), aide)], False
    source = SourceText(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    return source, list(hidden_characters(source)), True
