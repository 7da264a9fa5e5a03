"""Conditions as sets of situations: the one evaluator."""
