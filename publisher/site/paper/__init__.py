"""What hangs on a wall: a draw's notice (A4) and the hall's screen."""
