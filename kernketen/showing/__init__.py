"""Cards, tables and reports."""
