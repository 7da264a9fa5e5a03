"""A whole region for other tools: as tables, as a document to read, as diagrams."""
