"""Click's help pages and usage errors, in French."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pkgutil import resolve_name
from typing import Any

import click

from mc_builder.french import NBSP, typeset
from mc_builder.french_catalogue import install

HELP: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_NOT_A_CHOICE = re.compile(r"« (?P<value>.*) » n’est pas l’une de ", re.DOTALL)
#: What click puts between straight quotation marks: the name of an argument or of an option.
_HINT = re.compile(r"'([^' ]+)'")

install()


class FrenchGroup(click.Group):
    """A group whose help and errors are in French."""

    def get_help(self, ctx: click.Context) -> str:
        """The page, in French typography."""
        return typeset(super().get_help(ctx))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """« Usage », and where the command goes."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] COMMANDE …", f"Usage{NBSP}: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        _options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, each in a few words."""
        rows = [(name, self.commands[name].short_help or "") for name in self.list_commands(ctx)]
        with formatter.section(f"Commandes{NBSP}"):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """In the order of the work, not of the alphabet."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of this name; an unknown one is said with its nearest neighbour."""
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            raise click.UsageError(f"commande inconnue « {name} »{_near(name, self.commands)}", ctx)
        return super().resolve_command(ctx, args)


class LazyGroup(FrenchGroup):
    """A group that imports a command when it is called; neither its help nor completion does.

    `doors` gives a few words on each command; the command `check` is the object of that name in
    the module `check` of `package`.
    """

    def __init__(
        self, *arguments: Any, package: str, doors: Mapping[str, str], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self._package = package
        for name, words in doors.items():
            self.add_command(click.Command(name, short_help=words))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command itself, behind its door."""
        name, door, rest = super().resolve_command(ctx, args)
        return name, door and resolve_name(f"{self._package}.{name}:{name}"), rest


class FrenchCommand(click.Command):
    """A command whose help is in French."""

    def get_help(self, ctx: click.Context) -> str:
        """The page, in French typography."""
        return typeset(super().get_help(ctx))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """« Usage », and what follows the name of the command."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), f"Usage{NBSP}: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options."""
        _options(self, ctx, formatter)


def help_option(command: Any) -> Any:
    """``-h`` and ``--help``, in French."""
    return click.help_option("-h", "--help", help="Affiche cette aide.")(command)


def in_french(error: click.ClickException) -> str:
    """What click says of a wrong command line, in French."""
    if isinstance(error, click.NoSuchOption):
        name = error.option_name
        return f"option inconnue « {name} »{_near(name, error.possibilities or ())}"
    if isinstance(error, click.BadParameter) and isinstance(
        getattr(error.param, "type", None), click.Choice
    ):
        choices = ", ".join(error.param.type.choices)  # type: ignore[union-attr]
        found = _NOT_A_CHOICE.match(error.message)
        value = f" « {found['value']} »" if found else ""
        return f"valeur non admise{value} ; les valeurs possibles sont : {choices}"
    return _HINT.sub(r"« \1 »", error.format_message()).rstrip(".")


def _options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    options = (p for p in command.get_params(ctx) if isinstance(p, click.Option))
    rows = [row for option in options if (row := option.get_help_record(ctx)) is not None]
    if rows:
        with formatter.section(f"Options{NBSP}"):
            formatter.write_dl(rows)


def _near(name: str, known: Any) -> str:
    near = get_close_matches(name, list(known), n=1)
    return f" ; vouliez-vous dire « {near[0]} » ?" if near else ""
