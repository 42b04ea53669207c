"""体检: what must be in order before the bot can serve, check by check."""
