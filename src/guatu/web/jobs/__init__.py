"""Long work: enqueued inside the transaction, done once, with progress, by a worker that may die."""
