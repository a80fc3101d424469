"""pydantic's errors → diagnostics in French: where, what is wrong, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic_core import ErrorDetails

from mc_builder.codes import Code
from mc_builder.diagnostics import Diagnostic, Fix, suggestion
from mc_builder.french import listed
from mc_builder.loading.codes import SCH001, SCH003, SCH004, SCH005
from mc_builder.loading.expected import ONE_OF, Expected, Ids
from mc_builder.loading.keys import Field, field_at, model_at, unknown_key, written_as
from mc_builder.loading.meant_values import meant_value
from mc_builder.loading.source_map import Path, Place, start_of
from mc_builder.model.base import Modele
from mc_builder.model.grandeurs import BORNES_DE_NOTE, DATE_ATTENDUE
from mc_builder.model.liens import Lien
from mc_builder.source.yaml_nodes import YamlMap

#: pydantic's error types → code and message; {…} is the error's context, or what is expected.
_MESSAGES = {
    "literal_error": (SCH004, "valeur non admise ; les valeurs possibles sont {choices}"),
    "int_parsing": (SCH003, "{words} est attendu"),
    "entier": (SCH003, "{words} est attendu"),
    "int_type": (SCH003, "{words} est attendu"),
    "int_from_float": (SCH003, "{words} est attendu"),
    "int_parsing_size": (SCH005, "le nombre est trop grand"),
    "finite_number": (SCH003, "un nombre est attendu"),
    "decimal_parsing": (SCH003, "un nombre est attendu"),
    "decimal_type": (SCH003, "un nombre est attendu"),
    "string_type": (SCH003, "un texte est attendu"),
    "date_type": (SCH003, DATE_ATTENDUE),
    "note_bornes": (SCH005, BORNES_DE_NOTE),
    "greater_than_equal": (SCH005, "la valeur doit être au moins {ge}"),
    "less_than_equal": (SCH005, "la valeur doit être au plus {le}"),
    "too_short": (SCH003, "la liste est vide"),
    "dict_type": (SCH003, "des clés et leurs valeurs sont attendues"),
    "model_type": (SCH003, "{keys}"),
    "model_attributes_type": (SCH003, "{keys}"),
    "tuple_type": (SCH003, "une liste est attendue"),
}


def schema_diagnostic(cls: type[Modele], root: Place, detail: ErrorDetails, ids: Ids) -> Diagnostic:
    """One error of pydantic, as a diagnostic; `ids` gives the identifiers that a link may name."""
    path: Path = detail["loc"]
    if detail["type"] == "extra_forbidden":
        return unknown_key(cls, root, path)
    if detail["type"] == "missing":
        return _missing(cls, root, path, ids)
    place = root.walk(path)
    in_table = path[-1:] == ("id",) and place.key is not None and place.key.text != "id"
    span = place.key if place.key and (in_table or place.node is None) else start_of(place)
    if (several := _one_of_several(cls, path, detail)) is not None:
        return SCH003(detail["msg"], span, several[0], exemple=several[1])
    field = written_as(field_at(cls, path[: root.depth(path)]), place)
    wording = _Wording(place, detail, field, ids)
    code, message = wording.message()
    aide, fix, exemple = wording.help()
    return code(message, span, aide, fix=fix, exemple=exemple)


def _missing(cls: type[Modele], root: Place, path: Path, ids: Ids) -> Diagnostic:
    """A key that an object must have."""
    holder, model, key = root.walk(path[:-1]), model_at(cls, path[:-1]), str(path[-1])
    if model is not None and issubclass(model, Lien):
        return _link_target(model, holder)
    message = f"la clé « {key} » manque"
    if model is None or (info := model.model_fields.get(key)) is None:
        return SCH001(message, start_of(holder))
    field = Field(model, key, info)
    aide = _sentence(info.description, field.expected(ids).contents)
    return SCH001(message, start_of(holder), aide, exemple=field.example(ids))


def _one_of_several(cls: type[Modele], path: Path, detail: ErrorDetails) -> tuple[str, str] | None:
    """Help and example for an object that has none of the keys of which it must have one."""
    model = model_at(cls, path)
    if model is None or detail["type"] not in {"competence", "chiffre_date"}:
        return None
    keys = ONE_OF[model.__name__][0]
    fields = [Field(model, key, model.model_fields[key]) for key in keys]
    aide = _sentence(*(f"« {f.name} » : {f.info.description}" for f in fields))
    return aide, fields[0].example(lambda _: [])


def _link_target(model: type[Lien], holder: Place) -> Diagnostic:
    """A link in its long form names exactly one target."""
    keys = listed((f"« {key} »" for key in model.cles), "ou")
    if isinstance(holder.node, YamlMap) and sum(key in model.cles for key in holder.node) > 1:
        return SCH003("un lien vise un seul objet", start_of(holder))
    return SCH001(f"la clé {keys} manque", start_of(holder))


@dataclass(frozen=True)
class _Wording:
    """What is said of a value that does not fit the field where it stands."""

    place: Place
    detail: ErrorDetails
    field: Field | None
    ids: Ids

    def message(self) -> tuple[Code, str]:
        """Code and message."""
        kind = self.detail["type"]
        if self.place.node is None:
            what = "la valeur manque après les deux-points"
            return SCH003, what if self.place.key else "cet élément est vide"
        if kind in _MESSAGES:
            context = self.detail.get("ctx", {})
            code, message = _MESSAGES[kind]
            choices = str(context.get("expected", "")).replace("'", "").replace(" or ", " ou ")
            words = self._expected.words if self._expected else "une autre valeur"
            put = {"choices": choices, "words": words, "keys": self._keys()}
            return code, message.format(**{**context, **put})
        if isinstance(self.place.node, YamlMap) and set(self.place.node) == {"a_completer"}:
            given = isinstance(motive := self.place.node["a_completer"], str) and motive.strip()
            known = "cette valeur ne peut pas rester à compléter"
            return SCH003, known if given else "« a_completer » attend un motif"
        if kind == "identifiant" and self._expected and self._expected.words != "un identifiant":
            return SCH003, f"{self._expected.words} est attendu"
        return SCH003, self.detail["msg"]  # our own errors carry their French message

    def _keys(self) -> str:
        """« un texte est attendu, ou des clés et leurs valeurs, comme « intitule » »."""
        wanted = self._expected
        if wanted is None or wanted.form != "objet":
            return "des clés et leurs valeurs sont attendues"
        named = listed(f"« {key} »" for key in wanted.required or wanted.names[:3])
        if wanted.short:
            return f"un texte est attendu, ou des clés et leurs valeurs, comme {named}"
        return f"des clés et leurs valeurs sont attendues, comme {named}"

    @property
    def _expected(self) -> Expected | None:
        return self.field.expected(self.ids) if self.field is not None else None

    def help(self) -> tuple[str, Fix | None, str]:
        """What to do, the certain correction, and lines of YAML that may be written there."""
        wanted = self._expected
        if self.field is None or wanted is None:
            return "", None, ""
        example = self.field.example(self.ids)
        about, near, fix = self.field.info.description, "", None
        if isinstance(self.place.node, str) and not (self.field.item and wanted.form == "liste"):
            keys = self.field.owner.model_fields
            meant = meant_value(self.field.name, self.place.node, self.place, wanted, keys)
            if meant is not None:
                return meant
            if wanted.names and wanted.form == "valeur":
                near, fix = suggestion(self.place.node, wanted.names, self.place.span)
        if self.detail["type"] == "literal_error":  # the message has the values
            return near, fix, "" if near else example
        if fix is not None:
            return near, fix, ""
        return _sentence(near, about, wanted.contents), None, example


def _sentence(*parts: str | None) -> str:
    """Parts of a help in one line, without their final points."""
    return " ; ".join(part.rstrip(".") for part in parts if part)
