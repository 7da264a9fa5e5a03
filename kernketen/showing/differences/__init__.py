"""What is different between two versions of a region, in the forms that people and CI read."""

FORMATS = ("text", "markdown", "json", "github", "html")
"""The forms of a difference, the usual one first."""
