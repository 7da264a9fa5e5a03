"""What a region says: documents, partners, roles, teams, schools, conditions and facts."""
