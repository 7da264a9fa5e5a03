"""A new region: a package that validates, tests, builds and installs from the first minute."""
