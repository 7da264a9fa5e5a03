"""What a schema cannot say about a region: checks in families, and how their findings are judged."""
