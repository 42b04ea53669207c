"""Faults of the ledger room: none of them is a polite refusal; all are worded for the operator."""


class StorageFault(RuntimeError):
    """账本故障: the database cannot be opened or does not fit; the message says the remedy."""


class BrokenRule(StorageFault):
    """违反账本规则: a unique rule, a reference or the append-only rule was broken.

    The message names table and rule, never the values: they may be personal.
    """
