"""The files of a project: where each is, the class of its root, where its content goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mc_builder.model.activites import FichierPole
from mc_builder.model.base import Modele
from mc_builder.model.blocs import FichierBloc, FichierGeneraux
from mc_builder.model.dossier import Dossier
from mc_builder.model.emplois import Exigences, FichierEmploi
from mc_builder.model.evaluation import Evaluation
from mc_builder.model.fiches import FichierFiche
from mc_builder.model.formation import Correspondance, Formation
from mc_builder.model.preuves import Certifications, Glossaire, Graphiques, Preuves, Sources
from mc_builder.model.profil import FichierProfil
from mc_builder.model.retours import Retours
from mc_builder.source.images import KINDS


@dataclass(frozen=True)
class FileKind:
    """One kind of YAML file.

    `pattern` is a path, or a folder and ``*``; `field` the field of `Projet` that it fills;
    `content` gives from the root what goes there; `schema` is the name of its JSON Schema. A file
    of a kind that is `apart` completes another, and is read with it (`profiles`). One that is
    `nomme` is named after what it holds, which has no order.
    """

    pattern: str
    cls: type[Modele]
    field: str
    schema: str
    content: Callable[[Any], Any]
    many: bool = True
    apart: bool = False
    nomme: bool = False

    @property
    def folder(self) -> str:
        """The folder of the file."""
        return self.pattern.rpartition("/")[0]

    def accepts(self, path: str) -> bool:
        """Whether a path of the project is of this kind."""
        if not self.pattern.endswith("*"):
            return path == self.pattern
        return path.rpartition("/")[0] == self.folder and path.endswith((".yaml", ".yml"))


#: A type of diploma, alone; and the folder of several, which a federation keeps.
PROFILE, PROFILES = (
    FileKind(pattern, FichierProfil, "profil", "profil", lambda f: f.profil, apart=True)
    for pattern in ("dossier/profil.yaml", "dossier/profils/*")
)

#: In the order of the model; a path is of the first kind that accepts it.
FILES = (
    FileKind("dossier/dossier.yaml", Dossier, "dossier", "dossier", lambda f: f, many=False),
    PROFILE,
    PROFILES,
    FileKind("dossier/sources.yaml", Sources, "sources", "sources", lambda f: f.sources),
    FileKind("dossier/preuves.yaml", Preuves, "chiffres", "preuves", lambda f: f.chiffres),
    FileKind(
        "dossier/graphiques.yaml", Graphiques, "graphiques", "graphiques", lambda f: f.graphiques
    ),
    FileKind(
        "dossier/certifications.yaml",
        Certifications,
        "certifications",
        "certifications",
        lambda f: f.certifications,
    ),
    FileKind("dossier/fiches/*", FichierFiche, "fiches", "fiche", lambda f: (f.fiche,), nomme=True),
    FileKind(
        "dossier/glossaire.yaml", Glossaire, "glossaire", "glossaire", lambda f: f, many=False
    ),
    FileKind("dossier/retours.yaml", Retours, "retours", "retours", lambda f: f.retours),
    FileKind(
        "referentiels/exigences.yaml", Exigences, "exigences", "exigences", lambda f: f.exigences
    ),
    FileKind("referentiels/emplois/*", FichierEmploi, "emplois", "emploi", lambda f: (f.emploi,)),
    FileKind("referentiels/activites/*", FichierPole, "poles", "pole", lambda f: (f.pole,)),
    FileKind(
        "referentiels/blocs/generaux.yaml",
        FichierGeneraux,
        "blocs_generaux",
        "generaux",
        lambda f: f.blocs,
    ),
    FileKind("referentiels/blocs/*", FichierBloc, "blocs", "bloc", lambda f: (f.bloc,)),
    FileKind(
        "referentiels/evaluation.yaml",
        Evaluation,
        "evaluation",
        "evaluation",
        lambda f: f,
        many=False,
    ),
    FileKind(
        "referentiels/formation.yaml", Formation, "formation", "formation", lambda f: f, many=False
    ),
    FileKind(
        "referentiels/correspondance.yaml",
        Correspondance,
        "correspondance",
        "correspondance",
        lambda f: f,
        many=False,
    ),
)

#: One kind for each form of file: a profile is written alike, alone or in its folder.
FORMS = tuple({kind.schema: kind for kind in reversed(FILES)}.values())[::-1]

#: Folders of prose, and the field of `Projet` that they fill.
PROSE = {"dossier/note": "note", "referentiels/textes": "textes"}

#: Between the name of a text of the annexes and the options that it is for, which it ends with:
#: « missions--option-ville.md ». No identifier holds it.
SEPARATEUR = "--"

#: The folder of the pictures that prose places.
IMAGES = "dossier/images"

#: The file without which there is no project.
MAIN = "dossier/dossier.yaml"

#: The folder of the house style, and what is read there, by the documents.
TEMPLATES = "templates"
#: The charter of the project: its colours, typefaces, sizes and margins.
CHARTER = f"{TEMPLATES}/charte.yaml"
TEMPLATE_FILES = frozenset(
    {
        "charte.yaml",
        "ecran.css",
        *(f"logo.{end}" for end in KINDS),
        "maison.css",
        "reference.docx",
        "reference.dotx",
        "styles-word.yaml",
        "styles.css",
    }
)

#: How the names of the others end: templates, and what the page of a document brings.
_TEMPLATE_ENDS = (".j2", "-ecran.css", "-ecran.js")

#: Every folder where something is read, each before those that it holds.
FOLDERS = tuple(
    dict.fromkeys(
        (
            "dossier",
            "referentiels",
            *(kind.folder for kind in FILES),
            *PROSE,
            IMAGES,
            TEMPLATES,
        )
    )
)


def is_read(path: str) -> bool:
    """Whether a file is read as YAML or as prose."""
    folder = path.rpartition("/")[0]
    return any(kind.accepts(path) for kind in FILES) or (folder in PROSE and path.endswith(".md"))


def is_profile(path: str) -> bool:
    """Whether a file is a profile of the project."""
    return any(kind.accepts(path) for kind in FILES if kind.schema == "profil")


def is_picture(path: str) -> bool:
    """Whether a file is one of the pictures that prose may place."""
    folder, _, name = path.rpartition("/")
    return folder == IMAGES and name.rpartition(".")[2].lower() in KINDS


def is_template(path: str) -> bool:
    """Whether a file is one of those that the documents read."""
    folder, _, name = path.rpartition("/")
    return folder == TEMPLATES and (name in TEMPLATE_FILES or name.endswith(_TEMPLATE_ENDS))
