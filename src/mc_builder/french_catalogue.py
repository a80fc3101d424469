"""Click's own sentences → French: its gettext answers from this catalogue, whatever the machine.

Why not a file for gettext: it would be looked for by the language of the machine, and ours is
French everywhere.
"""

from __future__ import annotations

import sys

#: What a user of the command line may read. {…} are click's, without the marks of a repr.
CATALOGUE = {
    "Aborted!": "Interrompu.",
    "Argument {name!r} takes {nargs} values.": "l’argument « {name} » prend {nargs} valeurs",
    "Choice({choices})": "choix ({choices})",
    "Choose from:\n\t{choices}": "les valeurs possibles sont : {choices}",
    "Commands": "Commandes",
    "Could not open file {filename!r}: {message}": "« {filename} » ne s’ouvre pas : {message}",
    "Couldn't detect Bash version, shell completion is not supported.": (
        "la version de Bash n’est pas connue : pas de complément automatique"
    ),
    "(Did you mean one of: {possibilities}?)": "vouliez-vous dire {possibilities} ?",
    "Did you mean {possibility}?": "vouliez-vous dire {possibility} ?",
    "Do you want to continue?": "Continuer ?",
    "Error: invalid input": "réponse non admise",
    "Error: {message}": "{message}",
    "Error: The two entered values do not match.": "les deux réponses ne sont pas les mêmes",
    "Got unexpected extra argument ({args})": "argument de trop : ({args})",
    "Got unexpected extra arguments ({args})": "arguments de trop : ({args})",
    "Invalid start character for option ({option})": "« {option} » ne commence pas une option",
    "Invalid value for {param_hint}: {message}": "valeur non admise pour {param_hint} : {message}",
    "Invalid value: {message}": "valeur non admise : {message}",
    "Missing argument": "il manque l’argument",
    "Missing command.": "il manque une commande (voir mc-builder --help)",
    "Missing option": "il manque l’option",
    "Missing parameter": "il manque le paramètre",
    "Missing parameter: {param_name}": "il manque le paramètre « {param_name} »",
    "Missing {param_type}": "il manque : {param_type}",
    "No such command {name!r}.": "commande inconnue « {name} »",
    "No such option {name!r}.": "option inconnue « {name} »",
    "Option {name!r} does not take a value.": "l’option {name} n’attend pas de valeur",
    "Option {name!r} requires an argument.": "l’option {name} attend une valeur",
    "Option {name!r} requires {nargs} arguments.": "l’option {name} attend {nargs} valeurs",
    "Options": "Options",
    "Positional arguments": "Arguments",
    "Press any key to continue...": "Une touche pour continuer…",
    "Repeat for confirmation": "Une seconde fois",
    "Show the version and exit.": "Affiche la version.",
    "Show this message and exit.": "Affiche cette aide.",
    "Shell completion is not supported for Bash versions older than 4.4.": (
        "pas de complément automatique avant la version 4.4 de Bash"
    ),
    "Takes {nargs} values but 1 was given.": "{nargs} valeurs sont attendues, 1 est donnée",
    "Takes {nargs} values but {len} were given.": (
        "{nargs} valeurs sont attendues, {len} sont données"
    ),
    "Try '{command} {option}' for help.": "voir {command} {option}",
    "Usage:": "Usage :",
    "Value must be an iterable.": "plusieurs valeurs sont attendues",
    "Windows error: {error}": "erreur de Windows : {error}",
    "d": "j",
    "default: {default}": "sinon : {default}",
    "deprecated": "abandonné",
    "directory": "le dossier",
    "env var: {var}": "variable : {var}",
    "file": "le fichier",
    "path": "le chemin",
    "unknown error": "erreur inconnue",
    "{editor}: Editing failed": "{editor} : rien n’a été modifié",
    "{editor}: Editing failed: {e}": "{editor} : rien n’a été modifié ({e})",
    "{len_type} values are required, but {len_value} was given.": (
        "{len_type} valeurs sont attendues, {len_value} est donnée"
    ),
    "{len_type} values are required, but {len_value} were given.": (
        "{len_type} valeurs sont attendues, {len_value} sont données"
    ),
    "{name} {filename!r} does not exist.": "{name} « {filename} » n’existe pas",
    "{name} {filename!r} is a directory.": "{name} « {filename} » est un dossier",
    "{name} {filename!r} is a file.": "{name} « {filename} » est un fichier",
    "{name} {filename!r} is not executable.": "{name} « {filename} » ne s’exécute pas",
    "{name} {filename!r} is not readable.": "{name} « {filename} » ne peut pas être lu",
    "{name} {filename!r} is not writable.": "{name} « {filename} » ne peut pas être écrit",
    "{value!r} does not match the format {format}.": "« {value} » n’a pas la forme {format}",
    "{value!r} does not match the formats {formats}.": (
        "« {value} » n’a aucune des formes {formats}"
    ),
    "{value!r} is not a valid UUID.": "« {value} » n’est pas un UUID",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "« {value} » n’est ni oui ni non ; les valeurs possibles sont : {states}"
    ),
    "{value!r} is not a valid {number_type}.": "« {value} » n’est pas un nombre ({number_type})",
    "{value!r} is not one of {choices}.": "« {value} » n’est pas l’une de {choices}",
    "{value!r} is not {choice}.": "« {value} » n’est pas {choice}",
    "{value} is not in the range {range}.": "{value} est hors des bornes {range}",
}


def translate(message: str) -> str:
    """A sentence of click in French; itself when it is not for users."""
    return CATALOGUE.get(message, message)


def translate_number(singular: str, plural: str, number: int) -> str:
    """The same for a sentence with a singular and a plural."""
    return translate(singular if number < 2 else plural)


def install() -> None:
    """Have every module of click ask this catalogue."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "click" and hasattr(module, "_"):
            module._ = translate  # type: ignore[attr-defined]
        if name.partition(".")[0] == "click" and hasattr(module, "ngettext"):
            module.ngettext = translate_number  # type: ignore[attr-defined]
