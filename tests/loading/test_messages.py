"""For every field of the model and every wrong kind of value: what is said is what to write."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from ampleur import TOUT
from ensemble import ensemble
from mc_builder.diagnostics import Diagnostic
from mc_builder.loading import Loaded, load
from mc_builder.loading.expected import expected, is_table, unwrapped
from mc_builder.loading.keys import keys_of
from mc_builder.loading.layout import FILES
from mc_builder.loading.validation import validate
from mc_builder.model.base import Modele
from mc_builder.model.liens import Lien
from mc_builder.source.tree import Folder
from mc_builder.source.yaml_nodes import read_yaml
from mc_builder.spans import SourceText

Copie = Callable[[str], Path]
ProjetDe = Callable[..., Loaded]
Way = tuple[str | int, ...]

IDS = {"Source": ["bmo-2026", "insee-2019"]}
#: What may be wrong with a value, whatever is expected.
WRONG: tuple[Any, ...] = (
    "Un texte quelconque",
    "12345678901234567890",
    "-3",
    "9",
    ["a", "b"],
    [["a"]],
    {"zzz": "a"},
    {"zzz": {"yyy": ["a"]}},
    "31/02/2026",
    "",
)


def ids(kinds: tuple[str, ...]) -> list[str]:
    return [ident for kind in kinds for ident in IDS.get(kind, ["un-objet"])]


def fields(cls: type[Modele], way: Way = (), seen: tuple[Any, ...] = ()) -> Iterator[Any]:
    """Every field below a class, with the way to it: lists and tables by their first item."""
    if cls in seen or issubclass(cls, Lien):
        return
    for name, info in cls.model_fields.items():
        yield cls, name, info, way
        annotation, _ = unwrapped(info.annotation)
        inner = [a for a in (annotation, *get_args(annotation)) if isinstance(a, type)]
        model = next((a for a in inner if issubclass(a, Modele)), None)
        if model is not None and not is_table(info):
            step: Way = (name, 0) if annotation is not model else (name,)
            yield from fields(model, (*way, *step), (*seen, cls))


def whole(cls: type[Modele]) -> dict[str, Any]:
    """An object with the keys that it must have, to change as one likes."""
    return deepcopy(_whole(cls))


@cache
def _whole(cls: type[Modele]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, info in cls.model_fields.items():
        if info.is_required() or (cls.__name__, name) in {
            ("Chiffre", "annee"),
            ("Competence", "intitule"),
        }:
            found[name] = expected(info, ids).example
    return found


def put(root: type[Modele], way: Way, cls: type[Modele], name: str, value: Any) -> dict[str, Any]:
    """A file whose one object at the end of `way` has this value."""
    data = whole(root)
    here: Any = data
    current: type[Modele] = root
    for part in way:
        if isinstance(part, int):
            here[part] = whole(current) if part < len(here) else here
            here = here[part]
            continue
        info = current.model_fields[part]
        annotation, _ = unwrapped(info.annotation)
        inner = [a for a in (annotation, *get_args(annotation)) if isinstance(a, type)]
        current = next(a for a in inner if issubclass(a, Modele))
        here[part] = [whole(current)] if annotation is not current else whole(current)
        here = here[part]
    assert current is cls
    if cls.__name__ == "Competence" and name == "ref":
        here.clear()
    here[name] = value
    return data


def read(text: str) -> Any:
    """The plain data that lines of YAML hold."""
    nodes, found = read_yaml(SourceText("exemple.yaml", text))
    assert not found
    return json.loads(json.dumps(nodes))


def dumped(data: Any) -> str:
    """Data as lines of YAML; the pure Python writer would take most of the time of these tests."""
    return str(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))


def diagnostics(root: type[Modele], data: dict[str, Any]) -> list[Diagnostic]:
    source = SourceText("essai.yaml", dumped(data))
    nodes, found = read_yaml(source)
    assert nodes is not None
    assert not found
    return validate(root, nodes, source, ids).diagnostics


CASES = [
    (kind.cls, way, cls, name, info) for kind in FILES for cls, name, info, way in fields(kind.cls)
]
#: By field, each place where a file has it.
PLACES: dict[tuple[type[Modele], str], list[Way]] = {}
for _, place, owner, field, _ in CASES:
    PLACES.setdefault((owner, field), []).append(place)
#: A test for each kind of file.
EACH_FIELD = ensemble(
    "root, way, cls, name, info",
    CASES,
    ids=lambda case: f"{'/'.join(map(str, case[1]))} {case[2].__name__}.{case[3]}",
    by=lambda case: case[0].__name__,
)


def tried(way: Way, cls: type[Modele], name: str) -> tuple[Any, ...]:
    """A third of the wrong values where a field is met first; elsewhere one, another each time."""
    ways = PLACES[cls, name]
    if TOUT:
        return WRONG
    if way == ways[0]:
        return WRONG[len(name) % 3 :: 3]
    return (WRONG[(len(ways) + ways.index(way)) % len(WRONG)],)


@EACH_FIELD
def test_every_field_says_what_to_write(
    root: type[Modele], way: Way, cls: type[Modele], name: str, info: Any
) -> None:
    assert diagnostics(root, put(root, way, cls, name, expected(info, ids).example)) == []
    examples = set()
    for wrong in tried(way, cls, name):
        found = diagnostics(root, put(root, way, cls, name, wrong))
        for one in found:
            said = f"{one.message}\n{one.aide}\n{one.exemple}"
            assert one.aide or one.exemple or "les valeurs possibles sont" in one.message, said
            assert "http://" not in one.message or name == "url"
            assert not re.search(r"\b(?:Input|should|valid|expected)\b", said), said
        examples |= {one.exemple for one in found if one.exemple}
    for text in examples:
        written = read(text)
        (key, *_) = written
        if key == name:
            data = put(root, way, cls, name, written[name])
            data_here = {k: v for k, v in written.items() if k != name}
            assert not data_here or name in {"valeur"}
            assert diagnostics(root, data) == [], text


@EACH_FIELD
def test_a_wrong_value_names_what_is_possible(
    root: type[Modele], way: Way, cls: type[Modele], name: str, info: Any
) -> None:
    """The keys of an object, the values of a choice, the bounds, the identifiers that exist."""
    wanted = expected(info, ids)
    inner = wanted.item or wanted
    found = diagnostics(root, put(root, way, cls, name, {"zzz": {"yyy": ["a"]}}))
    if not found or wanted.form == "table":
        return
    said = "\n".join(f"{d.message}\n{d.aide}\n{d.exemple}" for d in found)
    expected_names = inner.names
    if inner.form == "objet" and wanted.form == "objet":
        expected_names = tuple(keys_of_object(info))
    for possible in expected_names[:5]:
        assert possible in said, said


def keys_of_object(info: Any) -> list[str]:
    annotation, _ = unwrapped(info.annotation)
    return keys_of(annotation)


ESSAIS = [
    ("referentiels/emplois/10-mecanicien-cycles.yaml", r"importance: \d", "importance: forte",
     ["de 1 à 3", "importance: 3"]),
    ("dossier/preuves.yaml", r"annee: 2023", "annee: 2024-2025", ["periode: 2024-2025"]),
    ("dossier/sources.yaml", r"annee: 2024", "annee: 2024-2025",
     ["la dernière des deux", "annee: 2025"]),
    ("dossier/preuves.yaml", r"valeur: .*", "valeur: entre 15 et 20",
     ["valeur: 15", "jusqu_a: 20"]),
    ("dossier/preuves.yaml", r"source: .*", "source: BMO 2026",
     ["l’identifiant d’une source est attendu", "valeurs possibles : "]),
    ("dossier/preuves.yaml", r"^chiffres:", "preuves:", ["vouliez-vous dire « chiffres »"]),
    ("dossier/sources.yaml", r"annee:", "date:", ["vouliez-vous dire « annee »"]),
    ("referentiels/correspondance.yaml", r"ancienne_epreuve: E1", "ancienne: E1",
     ["« ancienne_epreuve »"]),
    ("dossier/dossier.yaml", r"acces:\n(?:    - .*\n)+", "acces: Bac pro A ; Bac pro B\n",
     ["- Bac pro A", "- Bac pro B"]),
    ("dossier/dossier.yaml", r"date_reference: .*", "date_reference: {a_completer: plus tard}",
     ["ne peut pas rester à compléter", "date_reference: 2026"]),
    ("dossier/dossier.yaml", r"voies: .*", "voies: scolaire et apprentissage",
     ["- scolaire", "- apprentissage"]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "said"), ESSAIS)
def test_what_people_write_at_first(
    copie: Copie, path: str, old: str, new: str, said: list[str]
) -> None:
    projet = copie("cycles")
    file = projet / path
    text, count = re.subn(old, new, file.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert count
    file.write_text(text, "utf-8")
    found = [d for d in load(Folder(projet)).diagnostics if d.span.path == path]
    words = "\n".join(f"{d.message}\n{d.aide}\n{d.exemple}" for d in found)
    for part in said:
        assert part in words, words


def test_a_colon_between_two_texts_is_one_mistake(projet_de: ProjetDe) -> None:
    glossaire = "sigles:\n  - VAE : validation des acquis\n  - CCF : contrôle, en cours\n"
    loaded = projet_de(glossaire=glossaire)
    assert [d.fix.replacement for d in loaded.diagnostics if d.fix is not None] == [
        "{sigle: VAE, signification: validation des acquis}",
        '{sigle: CCF, signification: "contrôle, en cours"}',
    ]
    assert len(loaded.diagnostics) == 2
    assert loaded.projet is not None
    assert [s.sigle for s in loaded.projet.glossaire.sigles] == ["VAE", "CCF"]


def test_a_link_in_its_long_form_lists_what_its_key_names(copie: Copie) -> None:
    projet = copie("cycles")
    file = projet / "referentiels/evaluation.yaml"
    text = re.sub(
        r"evalue: .*", "evalue: [{competence: Remettre}]", file.read_text("utf-8"), count=1
    )
    file.write_text(text, "utf-8")
    found = next(d for d in load(Folder(projet)).diagnostics if d.span.text == "Remettre")
    assert found.message == "l’identifiant d’une compétence est attendu"
    assert "valeurs possibles : recueillir-demande, etablir-diagnostic" in found.aide
    assert found.exemple == "competence: recueillir-demande"


def test_a_wrong_year_is_not_a_missing_one(copie: Copie) -> None:
    projet = copie("cycles")
    file = projet / "dossier/preuves.yaml"
    file.write_text(file.read_text("utf-8").replace("annee: 2023", "annee: bientôt", 1), "utf-8")
    (found,) = load(Folder(projet)).diagnostics
    assert found.span.text == "bientôt"


def test_what_has_neither_of_two_keys_is_shown_one(projet_de: ProjetDe) -> None:
    preuves = """
        chiffres:
          - {id: a, intitule: A, valeur: 1, perimetre: P, source: {a_completer: x}}
        """
    found = [d for d in projet_de(preuves=preuves).diagnostics if "annee" in d.message]
    assert [d.exemple for d in found] == ["annee: 2023"]


DOSSIER_AU_JUGE = """\
diplome:
  type: certificat de spécialisation
  intitule: Technicien cycles connectés
  niveau: 4
nature: création
etape: opportunité
date_reference: 1er novembre 2026
version: 1
"""


def test_a_first_dossier_gets_the_word_to_write_for_each_value(projet_de: ProjetDe) -> None:
    found = projet_de(dossier=DOSSIER_AU_JUGE).diagnostics
    fixes = {d.fix.span.text: d.fix.replacement for d in found if d.fix is not None}
    assert fixes == {
        "certificat de spécialisation": "certificat-de-specialisation",
        "création": "creation",
        "opportunité": "opportunite",
        "1er novembre 2026": "2026-11-01",
    }
    (other,) = (d for d in found if d.fix is None)
    assert other.message == "la clé « premiere_session » manque"
    assert other.exemple == "premiere_session: 2028"


@ensemble("kind", FILES, ids=lambda kind: kind.schema)
@pytest.mark.parametrize("text", ["", "Un texte\n", "- a\n- b\n"])
def test_a_file_that_does_not_begin_with_a_key(projet_de: ProjetDe, kind: Any, text: str) -> None:
    path = kind.pattern.replace("*", "un.yaml")
    (found,) = (d for d in projet_de({path: text}).diagnostics if d.code == "YML011")
    required = [n for n, info in kind.cls.model_fields.items() if info.is_required()]
    for key in required:
        assert key in found.aide
    root = read(found.exemple)
    assert diagnostics(kind.cls, root) == []
