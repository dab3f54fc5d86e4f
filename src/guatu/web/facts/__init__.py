"""The data desk: spreadsheets of enterprises handed in, checked, taken into the lake or refused whole."""
