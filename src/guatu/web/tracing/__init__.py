"""The two clicks: a figure and how it came about; a source with its words lit."""
