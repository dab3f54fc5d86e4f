"""Which enterprise a row speaks of: matching of credit codes and names."""
