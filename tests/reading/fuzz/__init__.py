"""Mutated files and texts for decoding and splitting: never anything but a clear problem or exact spans."""
