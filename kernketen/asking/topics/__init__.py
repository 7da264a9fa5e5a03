"""One topic: its rules, what they say together in a situation, and the answer."""
