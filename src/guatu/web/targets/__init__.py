"""The targets desk: promises on record, held against the figures on record."""
