"""Whom a document speaks for, and who belongs to a school."""
