"""Tables of documents and candidates."""
