"""A profile is a file like another: whatever its mistake, a diagnostic at its line and column."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from ampleur import TOUT
from ligne_de_commande import Lance
from mc_builder.loading import profile_names as profile_names_module
from mc_builder.loading import profiles
from mc_builder.loading.profile_names import base_names, folder, profile_names
from mc_builder.loading.profiles import profile_at, read_profile
from mc_builder.names.numeros import number_all
from mc_builder.spans import Span

CYCLES = Path(__file__).parents[1] / "projets" / "cycles"
NAME = "certificat-de-specialisation"
#: What holds of any diploma, which has annexes, under the name of a type and with its days.
TEXT = (
    (folder() / "bases" / "neutre.yaml")
    .read_text("utf-8")
    .replace(
        "  id: neutre\n",
        f"  id: {NAME}\n  du: 2025-01-01\n  remplace: mention-complementaire\n"
        "  numerotation: {}\n",
    )
)
PATH = f"profils/{NAME}.yaml"
WRONG: tuple[Any, ...] = (
    "",
    "zzz",
    "-1",
    [],
    ["zzz"],
    {},
    {"zzz": "a"},
    [[]],
    None,
    "{n.__class__}",
)


def found(text: str) -> list[str]:
    """What is said of a profile: « line:column code message »."""
    said = read_profile(PATH, text.encode()).diagnostics
    return [f"{d.span.line}:{d.span.column} {d.code} {d.message}" for d in said]


def line(part: str) -> int:
    return TEXT[: TEXT.index(part)].count("\n") + 1


@pytest.mark.parametrize("name", profile_names())
def test_the_profiles_of_the_tool_have_no_mistake(name: str) -> None:
    data = (folder() / f"{name}.yaml").read_bytes()
    assert read_profile(f"profils/{name}.yaml", data).diagnostics == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("contenu: [presentation]", "contenu: [presentacion]", "SCH004 valeur non admise"),
        ("plan: [presentation", "plan: [presentacion", "DIP012 partie inconnue du plan"),
        ("rubriques: [identite", "rubriques: [identitee", "DIP012 partie inconnue du plan"),
        ("place: contexte", "place: contexe", "DIP012 partie inconnue du plan « contexe »"),
        ("titre: Appellation,", 'titre: "",', "SCH003 le texte est vide"),
        ("contenu: [heures]", "contenu: [poles]", "DIP012 « poles » s’imprime déjà"),
        ("rubriques: [cas]", "rubriques: [objectifs]", "DIP012 cette partie est déjà"),
        ("fondement:", "fondemant:", "SCH002 clé inconnue « fondemant »"),
        ("niveaux: [", "niveaux: [a, ", "SCH003 un nombre entier, zéro ou plus, est attendu"),
        ("activites: {titre", "activites: {numero: I, titre", "DIP012 « I » est déjà"),
        ("id: certificat", "id: certificats", "DIP012 le fichier de ce profil est"),
        ("remplace: mention", "remplace: mentions", "DIP012 profil inconnu"),
        ("profil:", "profile:", "SCH002 clé inconnue « profile »"),
        ("formes:", "formes: [", "YML"),
    ],
)
def test_a_mistake_is_said_at_its_line(old: str, new: str, said: str) -> None:
    (one, *_) = found(TEXT.replace(old, new, 1))
    assert said in one
    if not said.startswith("YML"):
        assert one.startswith(f"{line(old)}:")


def test_a_number_format_computes_nothing() -> None:
    text = TEXT.replace("  numerotation: {}", '  numerotation: {pole: "{n.__class__}"}')
    if text == TEXT:
        text = TEXT.rstrip("\n") + '\n  numerotation: {pole: "{n.__class__}"}\n'
    (one,) = found(text)
    assert "SCH003 un format de numéro n’a entre accolades que p, a ou n (« C{p}.{n} »)" in one


def places(node: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value below a node."""
    listed = enumerate(node) if isinstance(node, list) else ()
    for key, value in node.items() if isinstance(node, dict) else listed:
        yield (*way, key)
        yield from places(value, (*way, key))


def test_any_value_of_a_profile_may_be_wrong(cycles: Any) -> None:
    """Every value is taken out, misnamed, or replaced by something else: never more than words."""
    whole = yaml.safe_load(re.sub(r": non?\b", ': "no"', TEXT))
    ways = list(places(whole))
    for way in ways if TOUT else ways[::36]:
        for wrong in (*WRONG, "taken out", "misnamed"):
            data = copy.deepcopy(whole)
            here = data
            for part in way[:-1]:
                here = here[part]
            if wrong == "taken out":
                del here[way[-1]]
            elif wrong == "misnamed" and isinstance(here, dict):
                here[f"{way[-1]}zzz"] = here.pop(way[-1])
            else:
                here[way[-1]] = wrong
            text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
            read = read_profile(PATH, text.encode())
            for one in read.diagnostics:
                assert isinstance(one.span, Span)
                assert (one.span.path, "\n" in one.message) == (PATH, False)
                assert (
                    len(one.message) < 600
                )  # « les valeurs possibles sont… »: all that a part may hold
            if read.profil is not None:
                number_all(replace(cycles.projet, profil=read.profil))


@pytest.fixture
def other_profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of profiles in the place of that of the package."""
    for name in profile_names():
        (tmp_path / f"{name}.yaml").write_bytes((folder() / f"{name}.yaml").read_bytes())
    (tmp_path / "bases").mkdir()
    for name in base_names():
        data = (folder() / "bases" / f"{name}.yaml").read_bytes()
        (tmp_path / "bases" / f"{name}.yaml").write_bytes(data)
    monkeypatch.setattr(profile_names_module, "folder", lambda: tmp_path)
    profiles.shipped.cache_clear()
    yield tmp_path
    profiles.shipped.cache_clear()


def test_check_says_it_with_all_the_rest(lance: Lance, other_profiles: Path) -> None:
    text = TEXT.replace("contenu: [presentation]", "contenu: [presentacion]", 1)
    (other_profiles / f"{NAME}.yaml").write_text(text, "utf-8")
    result = lance("-C", CYCLES, "check")
    assert result.code == 1
    assert f"{PATH}:{line('contenu: [presentation]')}:" in result.sortie
    assert "SCH004 erreur" in result.sortie
    assert result.sortie.endswith("1 erreur.\n")


@pytest.mark.parametrize("text", ["", "a: [", "- a\n"])
def test_a_profile_of_which_nothing_is_left(lance: Lance, other_profiles: Path, text: str) -> None:
    (other_profiles / f"{NAME}.yaml").write_text(text, "utf-8")
    result = lance("-C", CYCLES, "check")
    assert result.code == 1
    assert PATH in result.sortie
    assert lance("regle", "CMP001").code == 0


def test_profiles_that_succeed_each_other_in_a_circle(other_profiles: Path) -> None:
    for name in profile_names():
        file = other_profiles / f"{name}.yaml"
        text = file.read_text("utf-8")
        file.write_text(
            text.replace("  id: ", "  au: 1900-01-01\n  remplace_par: " + NAME + "\n  id: ", 1)
        )
    assert profile_at(NAME, date(2026, 1, 1)).id == NAME
