"""One file per command: `add_arguments(parser)` and `perform(options) -> int | None`."""
