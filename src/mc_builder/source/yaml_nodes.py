"""YAML text → plain data whose containers know the place of each key and value, or diagnostics.

Scalars stay the strings that the author typed (``1.10``, ``no``, ``12:30``, ``010``); an empty or
null value becomes None. Tags, anchors, aliases, merge keys and duplicate keys are diagnostics.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from mc_builder.diagnostics import Diagnostic, Fix, Related
from mc_builder.source.codes import YML003, YML006, YML007, YML009, YML011, YML013
from mc_builder.source.yaml_events import forbidden
from mc_builder.source.yaml_fixes import quoted
from mc_builder.source.yaml_traps import corrected_text, syntax_error
from mc_builder.spans import SourceText, Span

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Composer(_Loader):  # type: ignore[misc]
    """Composes nodes without guessing the types of scalars: they stay what the author typed."""

    def descend_resolver(self, _parent: object, _index: object) -> None:
        """Nothing depends on the place of a node."""

    def ascend_resolver(self) -> None:
        """See `descend_resolver`."""

    def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
        """The same for all; `forbidden` has refused the tags that are written."""
        return "tag:yaml.org,2002:str"


#: What a plain text may not be: YAML reads nothing there.
NULLS = {"", "~", "null", "Null", "NULL"}
_BLOCKS = {"|", ">"}
_BLANKS = (" ", "\t")
_COMMENT = re.compile(r"[ \t]+#(?=[^\s#])[^\n]*")
_COLON = re.compile(r"\s*:")


class YamlMap(dict[str, Any]):
    """A mapping; `keys_at` and `values_at` give the span of each key and value."""

    span: Span
    flow: bool

    def __init__(self, *, flow: bool) -> None:
        super().__init__()
        self.flow = flow
        self.keys_at: dict[str, Span] = {}
        self.values_at: dict[str, Span] = {}

    def remove(self, key: str) -> None:
        """Forget a key, its value and their places."""
        self.pop(key, None)

    def put(self, key: str, value: Any) -> None:
        """Give a key a value that the file does not write."""
        self[key] = value
        self.keys_at.setdefault(key, self.span)
        self.values_at.setdefault(key, self.span)

    def rename(self, key: str, name: str) -> None:
        """Give a key another name; its place stays."""
        self[name] = self.pop(key)
        self.keys_at[name] = self.keys_at.pop(key)
        self.values_at[name] = self.values_at.pop(key)


class YamlList(list[Any]):
    """A sequence; `items_at` gives the span of each item."""

    span: Span

    def __init__(self) -> None:
        super().__init__()
        self.items_at: list[Span] = []

    def remove_at(self, index: int) -> None:
        """Forget an item and its place."""
        del self[index]
        del self.items_at[index]


def read_yaml(source: SourceText) -> tuple[YamlMap | None, list[Diagnostic]]:
    """Parse one file. Its root must be a mapping; None when nothing usable could be read."""
    read, diagnostics = read_lines(source)
    if read is None:
        return None, diagnostics or [YML011("le fichier est vide", source.span())]
    data, at = read
    if not isinstance(data, YamlMap):
        return None, [
            *diagnostics,
            YML011(
                "le fichier doit commencer par une clé suivie de deux-points",
                source.span(at.start, at.start),
            ),
        ]
    return data, diagnostics


def read_lines(source: SourceText) -> tuple[tuple[Any, Span] | None, list[Diagnostic]]:
    """Parse a text whose root may be anything: its data and their place; None without any."""
    try:
        if refused := forbidden(source):
            return None, refused
        loader = _Composer(source.text)
        try:
            root = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        return None, [syntax_error(error, source)]
    reader = _Reader(source, [])
    return (None if root is None else reader.convert(root)), reader.diagnostics


@dataclass
class _Reader:
    """Converts the nodes of one file."""

    source: SourceText
    diagnostics: list[Diagnostic]

    def convert(self, node: Any) -> tuple[Any, Span]:
        """The data that a node holds, and its place."""
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node), self._span_of_scalar(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        return self._sequence(node)

    def _span_of_scalar(self, node: Any) -> Span:
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in _BLOCKS:
            end = start + len(self.source.text[start:end].rstrip())
        return Span(self.source, start, end)

    def _span_of_block(self, node: Any, last: Span | None) -> Span:
        """The place of a mapping or a list whose last item is at `last`.

        Why: the parser puts the end of a block at the next token, after spaces and comments.
        """
        end = node.end_mark.index if node.flow_style or last is None else last.end
        return Span(self.source, node.start_mark.index, end)

    def _sequence(self, node: Any) -> tuple[YamlList, Span]:
        result = YamlList()
        for item in node.value:
            value, span = self.convert(item)
            result.append(value)
            result.items_at.append(span)
        result.span = self._span_of_block(node, result.items_at[-1] if result else None)
        return result, result.span

    def _scalar(self, node: Any) -> str | None:
        if not node.style:  # plain
            if node.value in NULLS:
                return None
            if self.source.text.startswith(_BLANKS, node.end_mark.index):
                self._text_cut(node)
        return str(node.value)

    def _text_cut(self, node: Any) -> None:
        """« Mise à jour #2 » loses « #2 »: a comment without a space after # is suspicious."""
        end = node.end_mark.index
        rest = _COMMENT.match(self.source.text, end)
        if rest is not None:
            line = self.source.line_column(end)[0]
            start = node.start_mark.index
            whole = self.source.text[start : rest.end()].rstrip()
            hash_at = self.source.text.index("#", end)
            number = self.source.text[hash_at + 1].isdecimal()  # « #12 »; a word may be a comment
            span = self.source.span(start, start + len(whole))
            self.diagnostics.append(
                YML003(
                    "le texte est coupé à « # », qui commence un commentaire",
                    Span(self.source, hash_at, rest.end()),
                    corrected_text(self.source.line(line), whole),
                    fix=Fix(span, quoted(whole)) if number and "\n" not in whole else None,
                )
            )

    def _mapping(self, node: Any) -> tuple[YamlMap, Span]:
        result = YamlMap(flow=bool(node.flow_style))
        cut: list[Any] = []
        last: Span | None = None
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                _, at = self.convert(key_node)
                _, last = self.convert(value_node)
                self.diagnostics.append(YML013("une clé doit être un mot simple", at))
                continue
            at = self._span_of_scalar(key_node)
            value, last = self.convert(value_node)
            key = str(key_node.value)
            if key == "<<":
                self.diagnostics.append(YML009("la fusion YAML (« << ») n’est pas admise", at))
            elif key in result.keys_at:
                first = result.keys_at[key]
                self.diagnostics.append(
                    YML007(
                        f"la clé « {key} » est déjà écrite ligne {first.line}",
                        at,
                        "gardez une seule des deux lignes",
                        related=(Related(first, "première occurrence"),),
                        fix=self._without_copy(result, key, at, last),
                    )
                )
            elif result.flow and self._without_colon(key_node, last):
                cut.append(key_node)
            else:
                self._comma_in_text(node, cut)
                cut = []
                result[key] = value
                result.keys_at[key] = at
                result.values_at[key] = last
        self._comma_in_text(node, cut)
        result.span = self._span_of_block(node, last)
        return result, result.span

    def _without_copy(self, result: YamlMap, key: str, at: Span, value: Span) -> Fix | None:
        """The second of two identical lines, taken out; None when they differ in anything."""
        text = self.source.text
        start = text.rfind("\n", 0, at.start) + 1
        end = text.find("\n", value.end)
        end = len(text) if end < 0 else end + 1
        alone = not text[start : at.start].strip() and not text[value.end : end].strip()
        first = self.source.span(result.keys_at[key].start, result.values_at[key].end)
        same = first.text == text[at.start : value.end]
        return Fix(self.source.span(start, end), "") if alone and same else None

    def _without_colon(self, key: Any, value: Span) -> bool:
        """Whether a key of a flow mapping stands alone: ``{intitule: avant, arrière}``."""
        empty = value.start == value.end
        return empty and not _COLON.match(self.source.text, key.end_mark.index)

    def _comma_in_text(self, node: Any, cut: list[Any]) -> None:
        """``{intitule: Contrôle avant, arrière}``: the comma has cut the text in two.

        `cut` are the keys without value that follow each other: what is left of the text.
        """
        if not cut:
            return
        first, last = self._span_of_scalar(cut[0]), self._span_of_scalar(cut[-1])
        earlier = [v for _, v in node.value if v.end_mark.index < first.start]
        aide = "entre accolades, un texte qui contient une virgule se met entre guillemets"
        fix: Fix | None = None
        if earlier and isinstance(earlier[-1], yaml.ScalarNode) and not earlier[-1].style:
            whole = self.source.span(earlier[-1].start_mark.index, last.end)
            meant = whole.text
            if "\n" not in meant:
                aide = corrected_text(self.source.line(first.line), meant)
                if " " in first.text:  # several words are no key
                    fix = Fix(whole, quoted(meant))
        self.diagnostics.append(
            YML006(
                f"« {first.text} » n’a pas de valeur : une virgule a coupé le texte",
                first,
                aide,
                fix=fix,
            )
        )
