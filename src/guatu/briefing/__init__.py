"""What is written down and handed on: letters, reports and bulletins as text, docx, PDF and picture."""
