"""工作簿: rosters and plans come in by .xlsx; nothing is entered from a faulty book."""
