"""事实摘录: one file per form; each reads the ledger and returns the plain facts to print."""
