"""An intention that cannot be carried out → why, in French."""

from __future__ import annotations

from mc_builder.french import sentence, typeset

#: Said of words that Markdown would take for more than words.
OTHER_SHAPE = "ces signes changeraient la forme du texte qui est autour"


class Refused(Exception):
    """What was asked is not done, and nothing changes; the message says why, for whoever asked."""

    def __init__(self, message: str) -> None:
        self.message = typeset(sentence(message.rstrip(".")))
        super().__init__(self.message)
