"""The tasks desk: the task book, who carries what until when."""
