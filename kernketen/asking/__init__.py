"""From regions to answers; knows no files."""
