"""到点办事: what happens when a deadline's moment comes, one file per kind of deadline."""
