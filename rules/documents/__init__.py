"""What a document is by its shape, who may see it, and what comes of it with time."""
