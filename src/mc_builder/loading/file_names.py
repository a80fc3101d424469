"""The name of a file that is not read → the one that it was meant to have, and what to do.

What people and their machines do to names: an extension in capitals or hidden by Windows, a
folder in the singular, a file one folder too deep, copies, leftovers of editors, Office files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mc_builder.diagnostics import did_you_mean, one_slip
from mc_builder.french import folded
from mc_builder.loading.layout import (
    FILES,
    FOLDERS,
    IMAGES,
    TEMPLATE_FILES,
    TEMPLATES,
    FileKind,
    is_read,
    is_template,
)
from mc_builder.source.images import KINDS

#: What editors, systems and Office leave beside a file.
_LEFTOVER = re.compile(
    r"~\$.*|#.*#|.*~|.*\.(?:bak|tmp|temp|swp|swo|orig|rej|old|part|crdownload|lock)"
    r"|thumbs\.db|desktop\.ini|icon\r",
    re.IGNORECASE,
)
#: How a copy differs from the name of its original, without its extension.
_COPY = re.compile(
    r"^(?:copie|copy)(?: \(\d+\))? (?:de|of) "
    r"|(?<![ ._-])[ ._-]+(?:copie|copy|conflit|conflict|sync-conflict|sauvegarde|ancien|old)\b.*$"
    r"| ?\((?:\d+|[^()]*(?:conflit|conflict|copie|copy)[^()]*)\)$",
    re.IGNORECASE,
)
_YAML = {".yml", ".yaml", ".yalm", ".ymal"}
_MARKDOWN = {".md", ".markdown", ".mdown", ".mkd"}
_TABLES = {".xlsx", ".xls", ".xlsm", ".ods", ".csv", ".tsv", ".numbers"}
_TEXTS = {".docx", ".doc", ".odt", ".rtf", ".pdf", ".pages", ".pptx", ".ppt", ".odp"}
_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".bmp", ".tif", ".tiff", ".webp", ".heic"}
_ROOT_KEY = re.compile(r"^([a-z_]+)[ \t]*:", re.MULTILINE)


@dataclass(frozen=True)
class Meant:
    """What a file was meant to be: the path that would be read, and how its own differs."""

    path: str
    aide: str


def is_copy(path: str) -> bool:
    """Whether a name says that the file is a copy: « bloc-1 - Copie.yaml », « bloc-1 (2).yaml »."""
    return original_name(path) != path.rpartition("/")[2]


def original_name(path: str) -> str:
    """The name of a file without what says that it is a copy."""
    name = path.rpartition("/")[2]
    stem, dot, suffix = name.partition(".") if name.count(".") == 1 else _last_dot(name)
    while (found := _COPY.sub("", stem)) != stem and found.strip():
        stem = found.strip()
    return f"{stem}{dot}{suffix}"


def _last_dot(name: str) -> tuple[str, str, str]:
    stem, dot, suffix = name.rpartition(".")
    return (stem, dot, suffix) if dot else (name, "", "")


def leftover(path: str) -> bool:
    """Whether an editor, a system or Office left the file there."""
    return _LEFTOVER.fullmatch(path.rpartition("/")[2]) is not None


def written_by_hand(path: str) -> bool:
    """Whether a file holds YAML or Markdown, whatever was done to its name."""
    return _extension(plain_name(path.rpartition("/")[2])) in {".yaml", ".md"}


def meant(path: str, text: str) -> Meant | None:
    """The path that a file was meant to have, by its name, else by its first key in `text`."""
    *folders, name = path.split("/")
    plain = plain_name(original_name(name))
    folder = nearest_folder("/".join(folders))
    found = (
        _in_folder(folder, plain)
        or _elsewhere(plain)
        or _by_content(plain, text)
        or _nearly(folder, plain)
    )
    if found is None or found == path:
        return None
    if name.lower().endswith(".txt") and not found.endswith(".txt"):
        why = " (l’extension que Windows cache : Affichage, Extensions de noms de fichiers)"
    else:
        why = ""
    same_name = found.rpartition("/")[2] == name
    return Meant(found, f"{'rangez-le en' if same_name else 'appelez-le'} « {found} »{why}")


def nearest_folder(folder: str) -> str:
    """The folder that is read and that one was meant to be, or that holds it; "" when none."""
    if folder in FOLDERS:
        return folder
    plain = "/".join(plain_name(part) for part in folder.split("/"))
    if plain in FOLDERS:
        return plain
    above, _, name = plain.rpartition("/")
    parent = nearest_folder(above) if above else ""
    children = {f.rpartition("/")[2]: f for f in FOLDERS if f.rpartition("/")[0] == parent}
    near = [
        f for child, f in children.items() if name in {child[:-1], child} or one_slip(name, child)
    ]
    return near[0] if near else parent


def what_it_is(path: str) -> str:
    """What to do with a file that no folder reads, by its extension."""
    folder, _, name = path.rpartition("/")
    suffix = _last_dot(name.lower())[2]
    if folder == TEMPLATES and (house := _house(suffix)):
        return house
    prose = "écrivez son texte dans un fichier « .md », ou rangez-le hors de ce dossier"
    data = "recopiez ce qui sert dans un fichier « .yaml », ou rangez-le hors de ce dossier"
    kinds = ((_TABLES, data), (_TEXTS, prose), (_PICTURES, _picture(suffix)))
    return next((aide for suffixes, aide in kinds if f".{suffix}" in suffixes), "")


def _house(suffix: str) -> str:
    """The name of the house's model or logo, for a file that may be one; "" when it is not."""
    stem = "logo" if suffix in KINDS else "reference"
    path = f"{TEMPLATES}/{stem}.{suffix}"
    what = "le logo" if stem == "logo" else "le modèle Word"
    return f"si c’est {what} de la maison, appelez-le « {path} »" if is_template(path) else ""


def _picture(suffix: str) -> str:
    """Where a picture goes; one of another kind is to be converted."""
    if suffix in KINDS:
        return f"une image que la prose place se range dans {IMAGES}/"
    return "enregistrez-la en PNG, en JPEG ou en SVG, ou rangez-la hors de ce dossier"


def plain_name(name: str) -> str:
    """A name as it should be written: « Bloc 3.YAML.txt » → « bloc-3.yaml »."""
    name = folded(name.strip())
    while name.endswith(".txt") and _extension(name[:-4]) in {".yaml", ".md"}:
        name = name[:-4]
    extension = _extension(name)
    stem = name
    while extension and _extension(stem) == extension:
        stem = stem.rpartition(".")[0]
    stem = re.sub(r"[^a-z0-9.-]+", "-", stem.replace("œ", "oe").replace("æ", "ae"))
    return re.sub(r"-{2,}", "-", stem).strip("-") + extension


def _extension(name: str) -> str:
    """« .yaml » or « .md », however it is written; "" for any other."""
    suffix = f".{name.rpartition('.')[2]}" if "." in name else ""
    return ".yaml" if suffix in _YAML else ".md" if suffix in _MARKDOWN else ""


def _in_folder(folder: str, name: str) -> str | None:
    """The file that is read in this folder under a name that may be meant."""
    path = f"{folder}/{name}"
    if is_read(path) or is_template(path):
        return path
    return None


def _elsewhere(name: str) -> str | None:
    """The one file of this name, which goes in another folder."""
    patterns = (*(kind.pattern for kind in FILES), f"{TEMPLATES}/{name}" * (name in TEMPLATE_FILES))
    return next((one for one in patterns if one.rpartition("/")[2] == name), None)


def _nearly(folder: str, name: str) -> str | None:
    """The file of this folder whose name is the nearest."""
    alone = [k.pattern for k in FILES if k.folder == folder and not k.pattern.endswith("*")]
    if name.endswith(".yaml"):
        return did_you_mean(f"{folder}/{name}", alone)
    return next((path for path in alone if path == f"{folder}/{name}.yaml"), None)


def _by_content(name: str, text: str) -> str | None:
    """The file that begins with the first key of a text."""
    found = _ROOT_KEY.search(text)
    kind = _by_root_key().get(found[1]) if found else None
    if kind is None or not name.endswith(".yaml"):
        return None
    return f"{kind.folder}/{name}" if kind.pattern.endswith("*") else kind.pattern


@cache
def _by_root_key() -> dict[str, FileKind]:
    """The kind of file that each key of a root belongs to, when it is one alone."""
    found: dict[str, list[FileKind]] = {}
    for kind in FILES:
        for key in kind.cls.model_fields:
            found.setdefault(key, []).append(kind)
    return {key: kinds[0] for key, kinds in found.items() if len(kinds) == 1}
