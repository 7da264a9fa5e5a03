"""Days and periods: school days, school weeks, holidays, terms."""
