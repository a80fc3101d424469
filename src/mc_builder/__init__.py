"""mc_builder: a French vocational diploma as data, checked, measured and rendered.

What is named in `__all__` is the public interface (docs/api.md); it is imported when it is asked
for, so that `mc-builder --version` answers at once.
"""

from __future__ import annotations

from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mc_builder.api import build
    from mc_builder.diagnostics import Diagnostic
    from mc_builder.project import Project

__version__ = "0.1.0"
__all__ = ["Diagnostic", "Project", "__version__", "build"]

#: Where each public name is.
_HOMES = {"Diagnostic": "diagnostics", "Project": "project", "build": "api"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return resolve_name(f"{__name__}.{_HOMES[name]}:{name}")
