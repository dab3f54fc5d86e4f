"""Documents and the desk where what was read from them is confirmed."""
