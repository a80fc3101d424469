"""A file that somebody gives a command → its bytes, or why it cannot be read, in French."""

from __future__ import annotations

from pathlib import Path

#: Nothing that the tool writes is larger.
MAX_FILE = 200_000_000


class Unreadable(Exception):
    """The file cannot be used; the message is in French."""


def content(fichier: Path) -> bytes:
    """The bytes of a regular file that is not too large; raises Unreadable."""
    try:
        if not fichier.is_file():
            raise Unreadable(f"« {fichier} » n’est pas un fichier")
        if fichier.stat().st_size > MAX_FILE:
            raise Unreadable(f"« {fichier} » est trop lourd pour être un document de l’outil")
        return fichier.read_bytes()
    except (OSError, ValueError) as error:
        raise Unreadable(f"« {fichier} » ne peut pas être lu") from error
