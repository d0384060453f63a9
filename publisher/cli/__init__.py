"""The command line: parse, call, print. No rule, no file format."""
