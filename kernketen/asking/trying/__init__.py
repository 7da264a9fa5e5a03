"""A region's own cases: run, drafted where they are missing, and tried by small changes."""
