"""The log of protocol section 9: notes, Merkle tree, tiles, checkpoints, witnesses. Pure functions of bytes."""
