"""文书登记: every paper of the process: its occasions, when it is due, its facts."""
