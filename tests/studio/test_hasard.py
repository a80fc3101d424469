"""Edits at random through the server: the disk is the memory, and an edit changes its own lines."""

from __future__ import annotations

import difflib
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from starlette.testclient import TestClient

from ampleur import cas, nombre
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import ROOMS
from mc_builder.documents.making import Making
from mc_builder.editing.matrices import MATRICES
from mc_builder.page.templates import Templates
from mc_builder.project import Project
from mc_builder.source.blocks import Role, blocks_in
from mc_builder.source.tree import Folder
from mc_builder.studio.fields import TABLES
from mc_builder.studio.reading import documents
from mc_builder.studio.session import Session
from mc_builder.writers.markup import fragment

pytestmark = pytest.mark.usefixtures("lecture_neuve")

JOUR = date(2026, 1, 1)
#: Texts that YAML could take for something else.
TEXTES = (
    "Un texte tout simple",
    "Ce qui suit : deux points, un #dièse et l’apostrophe",
    "- un tiret d’abord",
    '« Entre guillemets » ; "et autrement", c\'est tout',
    "Une phrase bien plus longue que ce qu’une ligne du fichier peut porter, " * 3 + "et sa fin.",
    "12",
    "oui",
    "null",
    "a: {b: [c",
    "*gras* et `code`",
    "Fin de mot \\n et {{ accolades }}",
    "Deux lignes\nau lieu d’une",
    "",
)
#: What somebody may write for a block of prose.
PROSES = (
    "Une phrase **écrite** ici.",
    "Un paragraphe.\n\nUn autre.",
    "- un\n- deux",
    "| pas | un tableau",
    "# Un titre",
    '{{ a_completer("Qui sait ?") }} et la suite',
    "1. premier",
    "",
)
#: Of so many states of the files, one is judged anew by all the rules, which takes the longest.
JUGE = nombre(1, 4)
#: What a step may add to a file beside its words: keys, blank lines, signs of a block of text.
MARGE = 12


@dataclass
class Redacteur:
    """Somebody who edits at random, and what the folder must hold after each of his requests."""

    client: TestClient
    session: Session
    hasard: random.Random
    #: What the files were after each step, and which step they are at.
    etats: list[dict[str, bytes]] = field(default_factory=list)
    ici: int = 0
    #: The project in memory and the files that were last found equal.
    vu: tuple[Project, dict[str, bytes]] | None = None
    comptes: Counter[str] = field(default_factory=Counter)

    def contents(self) -> dict[str, bytes]:
        folder = self.session.folder
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    def demander(self, chemin: str, donnees: dict[str, Any]) -> Any:
        """A request of the page; its data, or None when it was refused in words."""
        answer = self.client.post(chemin, json={"document": "matrice-emplois", **donnees})
        assert answer.status_code in {200, 422}, (chemin, donnees, answer.status_code, answer.text)
        if answer.status_code == 422:
            assert answer.json()["message"].strip()
            return None
        return answer.json()

    def lire(self, chemin: str, **parametres: str) -> Any:
        answer = self.client.get(chemin, params=parametres)
        return answer.json() if answer.status_code == 200 else None

    def un_objet(self) -> str:
        return str(self.hasard.choice([m.cle for m in self.session.project.projet.modeles()]))

    def _identifiants(self) -> set[str]:
        return {str(o.id) for o in self.session.project.projet.by_cle.values() if o.id is not None}

    # --- what he does ---------------------------------------------------------------------------

    def champ(self) -> None:
        """Give a field of any kind a value that it may have, or one that it may not."""
        fiche = self.lire("/fiche", cle=self.un_objet())
        if fiche is None:
            return
        champs = [c for c in fiche["champs"] if "objets" not in c]
        if not champs:
            return
        champ = self.hasard.choice(champs)
        said = self._dit(champ)
        before = self.contents()
        done = self.demander("/champ/ecrire", {"ref": champ["ref"], "etat": champ["etat"], **said})
        texts = [champ["texte"], *champ["textes"], *_flat(said.values()), champ["motif"] or ""]
        room = sum(text.count("\n") + len(text) // 40 + 1 for text in texts)
        changed = self._fini(f"champ {champ['genre']}", before, done)
        assert len(changed) <= 1, (champ["ref"], said, changed)
        lines = sum(map(len, changed.values()))
        assert lines <= room + MARGE, (champ["ref"], said, changed)

    def _dit(self, champ: dict[str, Any]) -> dict[str, Any]:
        pick = self.hasard
        if champ["completable"] and pick.random() < 0.1:
            return {"motif": "À demander : qui sait ?"}
        values = [c["valeur"] for c in champ["choix"]]
        if champ["genre"] in {"entier", "nombre"}:
            values = ["3", "70", "2,5", "0", "-1", "beaucoup"]
        elif champ["genre"] == "booleen":
            values = ["oui", "non"]
        elif champ["genre"] == "date":
            values = ["2026-02-03", "3 février 2026", "demain"]
        values = values or list(TEXTES)
        if champ["plusieurs"]:
            return {"textes": pick.sample(values, min(len(values), pick.randrange(4)))}
        return {"texte": pick.choice(values)}

    def geste(self) -> None:
        """Duplicate, move or delete an object."""
        name = self.hasard.choice(("dupliquer", "monter", "descendre", "monter", "supprimer"))
        before = self.contents()
        done = self.demander(f"/objet/{name}", {"cle": self.un_objet()})
        whole = self._fini(name, before, done)
        changed = _differences(_followed(before, self.contents()), self.contents())
        if name in {"monter", "descendre"}:
            # Two neighbours change their places: in a file, or all of it when each has its own.
            assert len(changed) <= 1
            assert len(whole) == 2 if whole and not changed else whole == changed, whole
            gone, come = _both(changed)
            assert _words(gone) == _words(come), changed
        if name == "dupliquer":
            gone, come = _both(changed)
            assert len(gone) <= 2, changed

    def ajout(self) -> None:
        """Add an object to a list, and answer what is asked."""
        fiche = self.lire("/fiche", cle=self.un_objet()) or {"champs": [], "cle": ""}
        lists = [(fiche["cle"], c["champ"]) for c in fiche["champs"] if c.get("objets") is not None]
        roots = ("emplois", "exigences", "poles", "blocs", "chiffres", "sources", "certifications")
        cle, champ = self.hasard.choice(lists or [("", root) for root in roots])
        asked = self.lire("/objet/nouveau", cle=cle, champ=champ)
        if asked is None:
            return
        before = self.contents()
        answers = {
            q["champ"]: self.hasard.choice([c["valeur"] for c in q["choix"]] or ["Une réponse"])
            for q in asked["questions"]
            if not q["attend"]
        }
        title = self.hasard.choice(TEXTES)
        done = self.demander(
            "/objet/ajouter", {"cle": cle, "champ": champ, "titre": title, "reponses": answers}
        )
        gone, _ = _both(self._fini("ajouter", before, done))
        assert len(gone) <= 2, (cle, champ, gone)

    def case(self) -> None:
        """Write a cell of one of the matrices."""
        name = self.hasard.choice(list(MATRICES))
        view = MATRICES[name].shown(self.session.project)
        if not view["lignes"] or not view["colonnes"]:
            return
        row = self.hasard.choice(view["lignes"])["cle"]
        column = self.hasard.choice(view["colonnes"])["cle"]
        states: list[dict[str, str]] = [{"etat": state} for state in ("", "entier", "partiel")]
        if name == "emplois":
            aside = {"etat": "ecartee", "motif": "hors_champ", "explication": "Non : ailleurs."}
            states = [{"etat": state} for state in ("", "1", "2", "3")] + [aside]
        before, borne = self.contents(), self._identifiants()
        said = {"cle": name, "ligne": row, "colonne": column, **self.hasard.choice(states)}
        changed = self._fini("case", before, self.demander("/matrice/ecrire", said))
        assert sum(map(len, changed.values())) <= MARGE, (said, changed)
        # What a cell cites gets an identifier when it has none, in its own file.
        named = self._identifiants() - borne
        assert len(named) <= (1 if {row, column} - borne else 0), (said, changed)
        rest = [p for p in changed if not any(_only_names(changed[p], one) for one in named)]
        assert len(rest) <= 1, (said, changed)
        assert len(changed) <= len(rest) + len(named), (said, changed)

    def bloc(self) -> None:
        """Write a block of prose, take it away, add one after it; change the table around it."""
        pick = self.hasard
        prose = pick.choice(self.session.project.projet.proses)
        blocks = blocks_in(prose.texte)
        number = pick.randrange(max((b.last for b in blocks), default=0) + 1)
        ref = f"{prose.cle}/{number}"
        block = self.lire("/champ", ref=ref)
        if block is None:
            return
        before = self.contents()
        way, said = "bloc", {"texte": pick.choice(PROSES)}
        if block["completable"] and pick.random() < 0.2:
            said = {"motif": 'À "demander" {ici}'}
        address = "/champ/ecrire"
        if block["role"] == "cellule" and pick.random() < 0.5:
            way, address = "tableau", f"/tableau/{pick.choice(list(TABLES))}"
        elif pick.random() < 0.3:
            way, address = "bloc ajouté", "/bloc/ajouter"
        done = self.demander(address, {"ref": ref, "etat": block["etat"], **said})
        changed = self._fini(way, before, done)
        assert set(changed) <= {f"{prose.cle}.md"}, (ref, said, changed)
        table = sum(1 for b in blocks if b.role is Role.CELLULE)
        room = block["texte"].count("\n") + table + MARGE
        assert way == "tableau" or sum(map(len, changed.values())) <= room, (ref, said, changed)
        gone, come = _both(changed)
        if way == "bloc ajouté":
            assert not [line for line in gone if line.strip()], (ref, said, gone)
        if said.get("texte") and way == "bloc" and done:
            assert come or not gone, (ref, said, changed)

    def renommer(self) -> None:
        """Give an object another identifier: what cites it follows, and nothing else moves."""
        named = [one for one in self.session.project.projet.by_cle.values() if one.id]
        old = str(self.hasard.choice(named).id)
        new = f"{old.rstrip('0123456789-')}-{self.hasard.randrange(1000)}"
        before = self.contents()
        done = self.demander("/objet/renommer", {"cle": old, "id": new})
        gone, come = _both(self._fini("renommer", before, done))
        assert sorted(gone) == sorted(line.replace(new, old) for line in come), (old, new, come)

    def annuler(self) -> None:
        """Undo a few steps, and do some of them again."""
        steps = self.hasard.randrange(1, 4)
        for way, by in [("annuler", -1)] * steps + [("retablir", 1)] * self.hasard.randrange(steps):
            can = self.session.done if by < 0 else self.session.undone
            if can:
                assert self.demander(f"/{way}", {}) is not None
                self.ici += by
                self.comptes[way] += 1
            assert self.contents() == self.etats[self.ici], way

    # --- what must hold -------------------------------------------------------------------------

    def _fini(self, name: str, before: dict[str, bytes], done: Any) -> dict[str, list[str]]:
        """The lines that changed, by file; none when it was refused."""
        after = self.contents()
        self.comptes[f"{name} : {'fait' if done else 'refusé'}"] += 1
        if done is None:
            assert after == before, name
        if after != before:
            self.etats[self.ici + 1 :] = [after]
            self.ici += 1
        return _differences(before, after)

    def verifier(self) -> None:
        """The project in memory is that of the disk; nothing to see when neither has changed."""
        seen = self.session.project, self.contents()
        if self.vu is not None and seen[0] is self.vu[0] and seen[1] == self.vu[1]:
            return
        self.vu = seen
        fresh, known = Project.open(Folder(self.session.folder)), seen[0]
        assert known.files.files == fresh.files.files
        assert known.model == fresh.model
        assert known.problems == fresh.problems
        if not len(self.etats) % JUGE:
            assert known.findings(JOUR) == fresh.findings(JOUR)


def parcours(client: TestClient, session: Session, graine: int, nombre: int) -> Redacteur:
    """So many edits; what must hold is verified after each of them."""
    writer = Redacteur(client, session, random.Random(graine))  # noqa: S311
    writer.etats.append(writer.contents())
    deeds: list[Callable[[], None]] = [writer.champ, writer.geste, writer.ajout, writer.case]
    deeds += [writer.bloc, writer.renommer, writer.annuler]
    for _ in range(nombre):
        writer.hasard.choices(deeds, (7, 4, 2, 3, 4, 1, 1))[0]()
        writer.verifier()
    return writer


def test_a_few_edits_at_random(client: TestClient, session: Session) -> None:
    writer = parcours(client, session, 1, 8)
    assert sum(n for name, n in writer.comptes.items() if name.endswith("fait")) > 3


@pytest.mark.lent
@pytest.mark.parametrize("graine", cas(range(5), 1))
def test_hundreds_of_edits_at_random(client: TestClient, session: Session, graine: int) -> None:
    writer = parcours(client, session, graine, 100)
    kinds = {name.rpartition(" : ")[0] for name in writer.comptes if name.endswith("fait")}
    # Which deeds the chance of one run brings changes with the project: one of them at the least.
    assert {"ajouter", "case", "bloc"} <= kinds, writer.comptes
    assert kinds & {"dupliquer", "supprimer"}, writer.comptes
    fresh = Project.open(Folder(session.folder))
    assert session.project.findings(JOUR) == fresh.findings(JOUR)
    for kind in documents(fresh):
        shown = client.get("/vue", params={"document": kind.key}).json()["html"]
        draft = Builder(fresh, draft=not fresh.sound)
        made = Making(kind, draft, Templates(session.folder, ROOMS)).document
        assert shown == fragment(made), kind.key


def _flat(values: Any) -> list[str]:
    return [text for value in values for text in ([value] if isinstance(value, str) else value)]


def _differences(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, list[str]]:
    """The lines that differ, by file."""
    return {
        path: lines
        for path in sorted({*before, *after})
        if (lines := _changed(before.get(path, b""), after.get(path, b"")))
    }


def _changed(before: bytes, after: bytes) -> list[str]:
    """The lines that differ, as git would show them."""
    old, new = (data.decode().splitlines() for data in (before, after))
    found = difflib.unified_diff(old, new, lineterm="", n=0)
    return [line for line in found if line[0] in "+-" and line[:3] not in ("+++", "---")]


def _both(changed: dict[str, list[str]]) -> tuple[list[str], list[str]]:
    lines = [line for lines in changed.values() for line in lines]
    return [one[1:] for one in lines if one[0] == "-"], [one[1:] for one in lines if one[0] == "+"]


def _followed(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, bytes]:
    """The files as they were, each under the name that has all its words now.

    Why: an object that has its file is moved by its contents, the names of the folder stay. A file
    that did not change keeps its name: another may have the same words (two that are empty).
    """
    names = {data: path for path, data in after.items() if before.get(path) != data}
    return {
        path if after.get(path) == data else names.get(data, path): data
        for path, data in before.items()
    }


def _only_names(lines: list[str], ident: str) -> bool:
    """Whether lines give an object an identifier, and do nothing else.

    « - Texte » becomes « id: texte » and « intitule: Texte »: beside the identifier come the key
    that says it and, for an object that was its text alone, the key of its text; nothing goes.
    """
    gone, come = (Counter(_words(half)) for half in _both({"": lines}))
    keys = come - gone - Counter(_words([ident]))
    return not gone - come and "id" in keys and keys.total() <= 2


def _words(lines: list[str]) -> list[str]:
    """What lines say, whatever their order: an object that moves may change its place on a line."""
    return sorted(word for line in lines for word in re.findall(r"[\w’]+", line))
