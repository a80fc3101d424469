"""The articles that come with the tool → `Droit`; a mistake in them is a bug of the tool."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from mc_builder.loading.validation import validate
from mc_builder.model.droit import Droit
from mc_builder.source.yaml_nodes import read_yaml
from mc_builder.spans import SourceText


@cache
def droit() -> Droit:
    """What is known of the articles."""
    text = (files("mc_builder") / "droit" / "articles.yaml").read_text("utf-8")
    source = SourceText("droit/articles.yaml", text)
    data, diagnostics = read_yaml(source)
    found = validate(Droit, data, source) if data is not None else None
    if found is None or diagnostics or found.diagnostics:
        raise RuntimeError(f"articles: {diagnostics or found}")
    result: Droit = found.model
    return result
