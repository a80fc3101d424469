"""What a finding advises to write in the files → what to do in the page, where no file is seen.

The words that rules use are few: a key between quotation marks, with or without a value, a path, a
call of prose, a command. Each becomes what stands for it in the page.
"""

from __future__ import annotations

import re
from functools import cache

from mc_builder.diagnostics import Diagnostic
from mc_builder.editing.words import word
from mc_builder.french import typeset
from mc_builder.loading.codes import DIP003, DIP012, DIP013, DIP018
from mc_builder.model.base import Modele
from mc_builder.names.champs import champ, titre_champ
from mc_builder.project import Project

#: Families of findings that are about the files themselves: who reads them has the file open.
OF_FILES = ("YML", "SCH", "REF", DIP003.code, DIP012.code, DIP013.code, DIP018.code)
_KEY = r"[a-z]+(?:_[a-z]+)*"
#: « key: value », « - key: value », « {key: value, …} » : the value may be only begun.
_WITH_VALUE = re.compile(rf"«\s(?:- )?\{{?(?P<key>{_KEY})\s?:(?P<value>[^«»]*)»")
_QUOTED = re.compile(r"«\s(?P<words>[^«»]+?)\s»")
_WAITS = re.compile(r"\{a_completer:[^{}]*\}")
_CALL = re.compile(r"\{\{[^{}]*\}\}")
_COMMAND = re.compile(r"«\smc-builder (?P<name>\w+)\s»")
_SNAKE = re.compile(r"(?<![\w/«])[a-z]+(?:_[a-z]+)+(?![\w/])")
_PATH = re.compile(r"(?:\b(?:dossier|referentiels)/[\w./*-]*|\bdossier\.yaml\b)(?<![.])")
#: What a value is when it says nothing by itself.
_EMPTY = {"", "…", "...", "[…]", "[...]"}
#: Where the page has what a file holds; the first that the path begins with.
_PLACES = (
    ("dossier/note", "Sections de la note"),
    ("dossier/images", "dossier/images"),
    ("dossier/preuves", "Chiffres"),
    ("dossier/sources", "Sources"),
    ("dossier/certifications", "Certifications"),
    ("dossier/glossaire", "Glossaire"),
    ("dossier/graphiques", "Graphiques"),
    ("dossier/retours", "Commentaires revenus"),
    ("dossier", "Dossier"),
    ("referentiels/textes", "Textes des annexes"),
    ("referentiels/exigences", "Exigences"),
    ("referentiels/emplois", "Emplois visés"),
    ("referentiels/activites", "⟨Pôles⟩"),
    ("referentiels/blocs/generaux", "Blocs généraux et facultatifs"),
    ("referentiels/blocs", "⟨Blocs⟩"),
    ("referentiels", "Évaluation et formation"),
)
_COMMANDS = {"coverage": "l’onglet « Couverture »", "build": "le bouton « Construire… »"}
_INSERT, _TO_COMPLETE = "« Insérer… »", "« À compléter… »"
#: What stands for « À compléter » until quotation marks have been read.
_WAITING = "\ue000"
#: What is typed in the files to name an object, and how they part it.
_IDENTIFIER, _BY_FILE = re.compile(r"l’identifiant d(?:’|e )"), "par fichier de "


def advice(project: Project, found: Diagnostic) -> str:
    """The help of a finding, in the words of the page; as it is when it is about the files."""
    if found.code.startswith(OF_FILES) or project.model is None:
        return found.aide
    text = _WAITS.sub(_WAITING, found.aide)
    text = _IDENTIFIER.sub("", text).replace(_BY_FILE, "dans ")
    text = _CALL.sub(_INSERT, text)
    text = _COMMAND.sub(lambda m: _COMMANDS.get(m["name"], m[0]), text)
    text = _PATH.sub(lambda m: _place(project, m[0]), text)
    text = _WITH_VALUE.sub(lambda m: _field(project, m["key"], m["value"], m[0]), text)
    text = _QUOTED.sub(lambda m: f"« {_quoted(project, m['words'])} »", text)
    text = _SNAKE.sub(lambda m: _name(m[0]), text)
    return typeset(project.projet.said(text.replace(_WAITING, _TO_COMPLETE)))


def message(project: Project, found: Diagnostic) -> str:
    """What a finding says, without the keys of the files."""
    if found.code.startswith(OF_FILES) or project.model is None:
        return found.message
    return typeset(project.projet.said(_SNAKE.sub(lambda m: _name(m[0]), found.message)))


def _place(project: Project, path: str) -> str:
    text = next((t for t in project.projet.profil.textes if path.endswith(f"/{t.nom}.md")), None)
    if text is not None:
        return f"« {text.titre} », dans « Textes des annexes »"
    title = next((title for start, title in _PLACES if path.startswith(start)), path)
    return f"« {title} »"


def _field(project: Project, key: str, value: str, whole: str) -> str:
    """« key: value » as the name of the field, and the value in words."""
    if key not in _keys():
        return whole
    said = value.strip().strip("{}").strip()
    if said == _WAITING:
        return _WAITING
    name = f"« {titre_champ(key)} »"
    if said in _EMPTY:
        return name
    values = (_value(project, one) for one in said.strip("[]").split(","))
    return f"{name} : {', '.join(values)}"


def _value(project: Project, value: str) -> str:
    """One value: the title of what it names, else its word."""
    key, parted, rest = value.strip().partition(": ")
    if parted and key in _keys():
        return champ(key) if rest in _EMPTY else f"{champ(key)} : {_value(project, rest)}"
    value = value.strip().strip("'\"")
    return project.names[value].court if value in project.projet.by_cle else word(value)


def _quoted(project: Project, words: str) -> str:
    """What stands between quotation marks: a key, a word of the files, an identifier, or a text."""
    if words in _keys():
        return titre_champ(words)
    return _value(project, words) if re.fullmatch(r"[a-z0-9_-]+", words) else words


def _name(key: str) -> str:
    return champ(key) if key in _keys() else key


@cache
def _keys() -> frozenset[str]:
    """All the keys of the classes that files are read by."""
    return frozenset(name for cls in _classes(Modele) for name in cls.model_fields)


def _classes(cls: type[Modele]) -> list[type[Modele]]:
    return [cls, *(below for sub in cls.__subclasses__() for below in _classes(sub))]
