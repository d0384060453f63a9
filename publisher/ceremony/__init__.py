"""The draw as it is performed: files, clock, keys, prompts (protocol sections 4 to 6, 8 and 9)."""
