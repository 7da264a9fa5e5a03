"""What regions answer: the situations of their topics, side by side."""
