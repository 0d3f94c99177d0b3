"""tantivy on the local disk: no server, and every machine keeps its own copy."""
