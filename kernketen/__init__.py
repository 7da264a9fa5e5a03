"""Regional agreements between schools and youth care, as data that answers questions."""
