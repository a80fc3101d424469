"""EVA: the épreuves, who takes them, how, and what they assess."""
