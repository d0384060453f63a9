"""Public sources of randomness (protocol section 6): a file for each; one file that fetches."""
