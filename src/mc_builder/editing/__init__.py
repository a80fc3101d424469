"""An intention on identities → the new bytes of files, by exact spans; nothing is written.

What is asked comes from a document, or from whoever reads one: the reference of a text
(« diagnostic/taches/2:intitule »), an identity, a block of prose. The answer is the files to write,
by path: their bytes, or None for one that goes. Comments, order, layout, quotation marks and ends
of line stay. What cannot be done raises `Refused`, which says why in French.
"""

from mc_builder.editing.citing import Citation, cited_by
from mc_builder.editing.fields import Choice, FieldValue, value_of
from mc_builder.editing.headings import set_printed
from mc_builder.editing.items import (
    add_item,
    add_items,
    delete_item,
    duplicate_item,
    held_by,
    move_item,
)
from mc_builder.editing.links import (
    add_link,
    in_turn,
    remove_link,
    set_exigence,
    set_partial,
)
from mc_builder.editing.naming import find_id
from mc_builder.editing.prose import (
    BlockText,
    add_block,
    block_of,
    is_block,
    move_block,
    remove_block,
    set_block,
)
from mc_builder.editing.refused import Refused
from mc_builder.editing.renaming import rename_id
from mc_builder.editing.setting import set_value
from mc_builder.editing.tables import (
    add_column,
    add_row,
    remove_column,
    remove_row,
    remove_table,
)
from mc_builder.editing.targets import Changes
from mc_builder.editing.values import Kind, Value

__all__ = [
    "BlockText",
    "Changes",
    "Choice",
    "Citation",
    "FieldValue",
    "Kind",
    "Refused",
    "Value",
    "add_block",
    "add_column",
    "add_item",
    "add_items",
    "add_link",
    "add_row",
    "block_of",
    "cited_by",
    "delete_item",
    "duplicate_item",
    "find_id",
    "held_by",
    "in_turn",
    "is_block",
    "move_block",
    "move_item",
    "remove_block",
    "remove_column",
    "remove_link",
    "remove_row",
    "remove_table",
    "rename_id",
    "set_block",
    "set_exigence",
    "set_partial",
    "set_printed",
    "set_value",
    "value_of",
]
