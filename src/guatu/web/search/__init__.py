"""The words of what is on record and of documents, in the reader's characters, to be searched."""
