"""All the codes of the tool: those of its rules, of what reads, composes and writes."""

from __future__ import annotations

from mc_builder import rules
from mc_builder.codes import Code, declared
from mc_builder.loading import codes as of_files
from mc_builder.loading import link_codes as of_links
from mc_builder.nomenclatures import codes as of_nomenclatures
from mc_builder.page import codes as of_templates
from mc_builder.returns import codes as of_returned_files
from mc_builder.source import codes as of_yaml
from mc_builder.source.pasted import codes as of_pasted_texts
from mc_builder.writers.docx import codes as of_word_models

#: Imported so that their codes are declared.
DECLARING = (
    *(of_yaml, of_pasted_texts, of_files, of_links, rules, of_templates, of_word_models),
    *(of_nomenclatures, of_returned_files),
)


def catalogue() -> tuple[Code, ...]:
    """Every code, in the order of the families, then of the numbers."""
    return declared()
