"""Qt models: rows in, roles out. They never ask the store; who makes one gives it the way to fetch a page."""
