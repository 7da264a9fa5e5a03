"""What regions list: roles, teams, papers, words and the like, side by side."""
