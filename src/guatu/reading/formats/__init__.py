"""What brings the text out of a file, one module a format; `reading.text` chooses among them."""
