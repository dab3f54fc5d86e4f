"""Enterprise facts: a spreadsheet becomes dated, addressed, immutable rows of the lake."""
