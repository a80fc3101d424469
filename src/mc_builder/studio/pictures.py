"""A picture that is dropped in the page → its file in the project, and the words that place it."""

from __future__ import annotations

import base64
import binascii
import re

from mc_builder.editing import Refused
from mc_builder.french import quoted, slug
from mc_builder.loading.layout import IMAGES
from mc_builder.project import Project
from mc_builder.source.images import KINDS, refusal
from mc_builder.studio.session import Session

#: What would end a call, or hide it from the reader of Markdown, and what stands for it.
_SIGNS = str.maketrans({"{": "(", "}": ")", '"': "”", "`": "’", "\\": "/"})


def add(session: Session, name: str, content: str, said: dict[str, str]) -> str:
    """Keep a picture, in base 64, beside the others; the call that prints it as a figure.

    `said` are its legende, its credit and its texte. Raises Refused: nothing is kept then.
    """
    data, end = _read(name, content)
    words = {key: _spoken(text) for key, text in said.items()}
    if not all(words.values()):
        raise Refused("Une image a une légende, un crédit et un texte de remplacement.")
    with session.lock:
        session.refresh()
        path = _path(session.project, name, end, data)
        session.change(f"Ajouter l’image « {path.rpartition('/')[2]} »", lambda _: {path: data})
    shown = ", ".join(f'{key}="{text}"' for key, text in words.items())
    return f'{{{{ image("{path.rpartition("/")[2]}", {shown}) }}}}'


def _read(name: str, content: str) -> tuple[bytes, str]:
    """The bytes of a picture that documents may print, and how the name of its file ends."""
    end = name.rpartition(".")[2].lower()
    if end not in KINDS:
        raise Refused(f"« {name} » n’est pas une image PNG, JPEG ou SVG.")
    try:
        data = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise Refused(f"« {name} » est arrivé abîmé.") from problem
    if why := refusal(KINDS[end], data):
        raise Refused(f"« {name} » ne peut pas être placée : {why}.")
    return data, end


def _spoken(text: str) -> str:
    """Words that may stand in a call: on one line, quoted as French does, without its signs."""
    said = re.sub(r'"([^"]*)"', lambda found: quoted(found[1]), " ".join(text.split()))
    return said.translate(_SIGNS)


def _path(project: Project, name: str, end: str, data: bytes) -> str:
    """Where the picture goes: the file that holds it already, else a name that none has."""
    stem = slug(name.rpartition(".")[0])[:60].strip("-") or "image"
    path, rank = f"{IMAGES}/{stem}.{end}", 1
    while project.files.read(path) not in (None, data):
        rank += 1
        path = f"{IMAGES}/{stem}-{rank}.{end}"
    return path
