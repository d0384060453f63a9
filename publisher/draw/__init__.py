"""The protocol's own arithmetic: commitments, seed, tickets, selection, teams, substitutes. Pure functions of bytes."""
