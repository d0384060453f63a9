"""一单两库 and all else that staff edit: bytes in, typed frozen objects out, every fault with its line and column."""
