"""A report of findings in the forms that people and CI systems read: each module is one."""

FORMATS = ("text", "json", "github", "sarif", "junit", "gitlab")
"""The forms of a report, the usual one first."""
