"""双随机、一公开: a static-site publisher with a verifiable randomness service."""

__version__ = "0.1.0"
