"""Files as such: lasting, kept, unpacked."""
