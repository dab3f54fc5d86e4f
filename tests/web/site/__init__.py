"""The site as a whole: headers, errors, limits, the server itself."""
