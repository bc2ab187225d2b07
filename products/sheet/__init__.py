"""Products as lines of a spreadsheet: one line per variant. Pure, but for reading and writing bytes."""
