"""Orders as lines of a spreadsheet: one line per article. Pure, but for reading and writing bytes."""
