"""The arithmetic of the record: hashes of events, salted digests of their payloads, Merkle roots."""
