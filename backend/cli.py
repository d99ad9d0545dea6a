"""The `masdarling` command."""

import sys
from importlib import import_module
from typing import cast

import rich_click as click

COMMANDS = {
    "run": ("run", "run"),
    "web": ("apart", "web"),
    "worker": ("apart", "worker"),
    "beat": ("apart", "beat"),
    "init": ("upkeep", "init"),
    "invite": ("people", "invite"),
    "person": ("people", "person"),
    "export": ("export", "export"),
    "import-bundle": ("bundle", "import_bundle"),
    "city": ("city", "city"),
    "audit": ("audit", "audit"),
    "open311": ("open311", "open311"),
    "restore": ("upkeep", "restore_command"),
    "redraw": ("upkeep", "redraw_command"),
    "retention": ("retention", "command"),
    "doctor": ("upkeep", "doctor"),
    "bench": ("bench", "bench"),
}
"""Where each lies below backend.commands. Loaded when it is called: programs start with what they need."""


class Commands(click.RichGroup):
    """As click's manual has it: commands that are loaded late."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        return cast(click.Command, getattr(import_module(f"backend.commands.{module}"), name))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Masdarling: neighbourhood environment reports for a city. Settings are in the README."""


if __name__ == "__main__":
    sys.exit(main())
