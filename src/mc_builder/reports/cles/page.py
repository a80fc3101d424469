"""Keys → the Markdown page that lists them all (docs/cles.md); same model, same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mc_builder.french import typeset
from mc_builder.loading.described import Cle, Group, groups
from mc_builder.loading.layout import FORMS
from mc_builder.reports.cles.texte import about, where
from mc_builder.source.yaml_writing import block, inline

#: The command that writes the page again; said in it and by the test that compares.
COMMANDE = "mc-builder cle --page docs/cles.md"
_INTRO = """\
Un projet est fait de fichiers de texte. Une **clé** est un mot suivi de deux-points ; ce qui est à
sa droite, ou en dessous et décalé de deux espaces, est sa **valeur**. [Écrire un
dossier](ecrire-un-dossier.md) montre comment on commence ; cette page dit tout ce qui peut
s’écrire, fichier par fichier. `mc-builder cle preuves.chiffres.valeur` dit la même chose dans le
terminal.

- Une clé suivie de **\\*** est obligatoire.
- Une **liste** s’écrit un élément par ligne, chacun après un tiret.
- Un **identifiant** est un nom court que vous choisissez, fait de minuscules sans accent, de
  chiffres et de tirets : il sert à citer l’objet ailleurs, et ne s’imprime jamais.
- Ce qui n’est pas encore connu s’écrit `{a_completer: pourquoi}`, partout où la colonne « valeur »
  le permet.
- Les exemples sont inventés.
"""
_REQUIRED = r" **\***"


def page() -> str:
    """The text of the page."""
    lines = [f"<!-- Page écrite par « {COMMANDE} » : ne la modifiez pas à la main. -->", ""]
    lines += ["# Les clés des fichiers", "", *map(typeset, _INTRO.splitlines())]
    lines += ["", "| fichier | ce qu’il contient |", "|---|---|"]
    lines += [f"| [{where(f)}](#{_anchor(where(f))}) | {about(f)} |" for f in FORMS]
    for file in FORMS:
        lines += ["", f"## {where(file)}", "", about(file)]
        for group in groups():
            if group.file is file and not _one_key(group):
                lines += ["", *_group(group)]
    return "\n".join(lines) + "\n"


def _one_key(group: Group) -> bool:
    """Whether the group is a file whose only key has its name: that key says it all."""
    return [key.path for key in group.keys] == [group.path]


def _group(group: Group) -> Iterator[str]:
    if group.path not in {file.schema for file in FORMS} or _is_key(group):
        yield from (f"### {group.path}", "")
        yield from (f"{(group.cls.__doc__ or '').partition(chr(10))[0]}", "")
    if group.also:
        places = ", ".join(f"`{path}`" for path in group.also)
        yield from (typeset(f"Les mêmes clés s’écrivent dans {places}."), "")
    yield from ("| clé | ce que c’est | valeur | exemple |", "|---|---|---|---|")
    yield from (_row(key) for key in group.keys)
    if _is_key(group):
        yield from ("", "```yaml", *_example(group), "```")


def _is_key(group: Group) -> bool:
    """Whether a key holds these objects; a file does, otherwise."""
    return group.cls is not group.file.cls


def _example(group: Group) -> Iterator[str]:
    """The objects as they are written under their key."""
    holder = next(
        key for other in groups() for key in other.keys if key.holds is group.cls and key.keys
    )
    yield from block(holder.name, holder.example)


def _row(key: Cle) -> str:
    name = f"`{key.name}`" + (_REQUIRED if key.required else "")
    default = f" ; sinon : {key.default}" if key.default else ""
    cells = (name, key.description, f"{key.form}{default}", _shown(key))
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _shown(key: Cle) -> str:
    """A short example, or the way to the keys of the object."""
    if key.holds is not None:
        first = next(group for group in groups() if group.cls is key.holds)
        return f"[ses clés](#{_anchor(first.path)})"
    example = key.example
    return (
        f"`{inline(example) if isinstance(example, str) else '; '.join(block(key.name, example))}`"
    )


def _cell(text: str) -> str:
    return typeset(" ".join(text.split())).replace("|", "\\|")


def _anchor(title: str) -> str:
    """The anchor that a forge gives to a title."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
