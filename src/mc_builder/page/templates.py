"""Templates: where they are, how they run, and the check of their own literal text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from mc_builder.builtin import builtin_folder
from mc_builder.diagnostics import Diagnostic, did_you_mean
from mc_builder.french import agreed, counted
from mc_builder.page.codes import DOC002, DOC007, DOC008, DOC013
from mc_builder.page.template_files import holds, listed, misfit
from mc_builder.page.text import Texte, following
from mc_builder.page.vocabulary import VOCABULARY
from mc_builder.spans import SourceText
from mc_builder.system_errors import readable

_TAG = re.compile(r"<(?P<tag>[a-zA-Z][\w]*)(?P<attributes>[^<>]*)")
_WHOLE_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_CLASS = re.compile(r"\bclass=\"(?P<class>[^\"{]*)\"")

#: How the name of a template ends when it makes a page for a screen, outside the vocabulary.
SCREEN = "-ecran.html.j2"

#: Nothing that a template writes is larger.
_MAX_OUTPUT = 100_000_000

#: A construct of Jinja; one that is not closed goes to the end.
_EXPRESSION = re.compile(r"\{[{%#](?:.*?[}%#]\}|.*)", re.DOTALL)

#: What is said of whatever a page for a screen may not hold.
STILL = "« {} » ne peut ici ni s’exécuter ni chercher ailleurs"
#: What such a page leaves to the tool, or to nobody: what runs, fetches or sends.
ACTIVE = frozenset({"applet", "base", "embed", "frame", "iframe", "object", "script", "style"})
COMMANDS = re.compile(r"on\w+|http-equiv|srcdoc|formaction|action", re.IGNORECASE)
_COMMAND = re.compile(rf"[\s\"'/]({COMMANDS.pattern})\s*=|javascript:", re.IGNORECASE)

#: Filters of Jinja that turn a text into a new one, which would no longer say where it comes from.
_REWRITING = frozenset(
    {"capitalize", "center", "forceescape", "format", "indent", "lower", "replace", "striptags"}
    | {"title", "trim", "truncate", "upper", "urlencode", "urlize", "wordwrap"}
)


def attribut(value: object) -> str:
    """A value for an attribute: its words alone (filter of the templates)."""
    return value.brut if isinstance(value, Texte) else str(value)


def _needs_words(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that refuses a text of the data: its words must be asked for (`attribut`)."""

    @wraps(function)
    def filtered(*args: Any, **named: Any) -> Any:
        if any(isinstance(value, Texte) for value in args):
            raise TypeError(f"« {name} » perdrait l’origine du texte : « | attribut | {name} »")
        return function(*args, **named)

    return filtered


class _Sandbox(SandboxedEnvironment):
    """The sandbox of Jinja, in which a text of the data prints whole or gives its words."""

    intercepted_binops = frozenset({"+", "%", "*"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # What is safe depends on the kind of object and on the name alone; a page asks thousands
        # of times.
        self._safe: dict[tuple[type, str], bool] = {}

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """An operation; ``~`` keeps the origin of a text, these would lose it."""
        if isinstance(left, Texte) or isinstance(right, Texte):
            raise TypeError(f"« {operator} » perdrait l’origine du texte : utilisez « ~ »")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Of a text of the data, the words, the origin and the anchor; no method of `str`."""
        if isinstance(obj, Texte):
            return attr in {"brut", "ref", "ancre"}
        key = (type(obj), attr)
        if key not in self._safe:
            self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return self._safe[key]


def _reason(error: Exception) -> str:
    """What a template did wrong, in French where Python says it in English."""
    if isinstance(error, MemoryError):
        return "le gabarit demande plus de mémoire qu’il n’y en a"
    if isinstance(error, RecursionError):
        return "le gabarit s’appelle lui-même sans fin"
    if isinstance(error, SecurityError):
        return f"le gabarit demande ce qui lui est interdit : {error}"
    return f"le gabarit a échoué : {str(error) or type(error).__name__}"


class _Loader(FileSystemLoader):
    """The templates of one folder, without the links that leave it."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template and its file."""
        folders = [Path(folder) for folder in self.searchpath]
        if ".." in template or all(misfit(f, f / template) is not None for f in folders):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


class _Compiled(BytecodeCache):
    """What this process has compiled: templates are read again, and compiled once."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """See `BytecodeCache`."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """See `BytecodeCache`."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class Templates:
    """The templates of a project: its own folder first, then ours, then those of the documents.

    `rooms` are the folders of the documents; most keep no template there.
    """

    def __init__(self, project: Path | None = None, rooms: Iterable[str] = ()) -> None:
        folders = [builtin_folder(), *(r for r in map(Path, rooms) if any(r.glob("*.j2")))]
        own = folders[0] if project is None else project / "templates"
        inside = _is_folder(own) and (project is None or holds(project, own))
        if inside and own.resolve() != folders[0].resolve():
            folders.insert(0, own)
        self.folders = folders
        self._environment = _Sandbox(
            loader=ChoiceLoader([_Loader(folder) for folder in folders]),
            bytecode_cache=_COMPILED,
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=lambda value: "" if value is None else value,
        )
        self._environment.globals |= {"compte": counted, "accorde": agreed}
        filters = self._environment.filters
        filters |= {name: _needs_words(name, filters[name]) for name in _REWRITING}
        filters["attribut"] = attribut
        filters["suite"] = following

    def file(self, *names: str) -> Path:
        """The file of this name, or of the first of these, in the first folder that has one."""
        paths = (folder / name for folder in self.folders for name in names)
        fit = (path for path in paths if misfit(path.parent, path) is None)
        return next(fit, self.folders[-1] / names[0])

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """All the files of its folders, by path: what documents may depend on."""
        for folder in self.folders:
            for path in listed(folder)[0]:
                if not path.is_symlink() and misfit(folder, path) is None:
                    yield str(path), path.read_bytes()

    def render(self, name: str, vue: object) -> tuple[str, list[Diagnostic]]:
        """Run a template; what goes wrong is a diagnostic at its line."""
        try:
            pieces, size = [], 0
            for piece in self._environment.get_template(name).generate(vue=vue):
                pieces.append(piece)
                size += len(piece)
                if size > _MAX_OUTPUT:
                    too_long = f"le gabarit écrit plus de {_MAX_OUTPUT // 10**6} Mo"
                    return "", [self._at(name, 1, too_long)]
            return "".join(pieces), []
        except TemplateSyntaxError as error:
            return "", [self._at(error.name or name, error.lineno, f"gabarit mal formé : {error}")]
        except TemplateNotFound as error:
            return "", [self._at(name, 1, f"gabarit introuvable : {error}")]
        except Exception as error:  # whatever a template does is its author's to mend
            where, line = _template_line(error, name)
            return "", [self._at(where, line, _reason(error))]

    def _at(self, name: str, line: int, message: str) -> Diagnostic:
        source = self._source(name)
        start = source.offset(min(max(line, 1), source.line_count), 1)
        return DOC007(message, source.span(start))

    def _source(self, name: str) -> SourceText:
        path = self.file(name)
        text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
        return SourceText(f"templates/{path.name}", text)

    def check(self) -> list[Diagnostic]:
        """Check the files, and the literal text of every template against the vocabulary."""
        files = {p.name: misfit(folder, p) for folder in self.folders for p in listed(folder)[0]}
        names = sorted(n for n, reason in files.items() if n.endswith(".j2") and reason is None)
        return [
            *self._check_files(),
            *(d for name in names for d in self._check_one(self._source(name))),
        ]

    def _check_files(self) -> Iterator[Diagnostic]:
        """What the folders hold that is not read: nothing is left aside in silence."""
        for folder in self.folders:
            files, problem = listed(folder)
            if problem is not None:
                yield DOC013(problem, SourceText("templates", "").span())
            for path in files:
                reason = misfit(folder, path)
                if reason is not None and (path.is_symlink() or not _is_folder(path)):
                    name = f"templates/{readable(path.name)}"
                    yield DOC013(reason, SourceText(name, "").span())

    def _check_one(self, source: SourceText) -> Iterator[Diagnostic]:
        expressions = list(_EXPRESSION.finditer(source.text))
        starts = [found.start() for found in expressions]
        literal = _EXPRESSION.sub(lambda m: "\0" * len(m[0]), source.text)
        free = source.path.endswith(SCREEN)
        for tag in _TAG.finditer(literal):
            css_class = _CLASS.search(tag["attributes"])
            name = tag["tag"] + (f".{css_class['class']}" if css_class else "")
            if free:
                if tag["tag"].lower() in ACTIVE or _COMMAND.search(tag["attributes"]):
                    yield DOC002(STILL.format(tag["tag"]), source.span(tag.start(), tag.end("tag")))
                continue
            if "\0" in name or name in VOCABULARY:
                continue
            near = did_you_mean(name, VOCABULARY)
            yield DOC002(
                f"élément inconnu « {name} »" + (f" (« {near} » ?)" if near else ""),
                source.span(tag.start(), tag.end("tag")),
            )
        for tag in _WHOLE_TAG.finditer(literal):
            inside = slice(bisect_left(starts, tag.start()), bisect_left(starts, tag.end()))
            for found in expressions[inside]:
                written = found[0].startswith("{{")
                if written and not re.search(r"\|\s*attribut\s*\}\}\Z", found[0]):
                    yield DOC008(
                        "dans un attribut, une valeur se termine par « | attribut »",
                        source.span(*found.span()),
                    )


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _template_line(error: BaseException, default: str) -> tuple[str, int]:
    """The template and line where an error was raised, from the rewritten traceback."""
    found = (default, 1)
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            found = (Path(file).name, trace.tb_lineno)
        trace = trace.tb_next
    return found
