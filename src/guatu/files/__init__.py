"""Files as such: put on disk so that they last, kept under their checksum, unpacked without trust."""
