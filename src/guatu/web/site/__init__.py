"""The site as a whole: settings, addresses, headers, error pages, the server."""
