"""mc_builder: a French vocational diploma as data, checked, measured and rendered."""

from __future__ import annotations

__version__ = "0.1.0"
