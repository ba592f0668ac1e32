"""What a post is and where it belongs: one pure function over batches, `kernel.assess`."""
