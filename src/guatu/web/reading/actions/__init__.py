"""Every write at the documents desk."""
