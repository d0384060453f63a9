"""A year in the life of a made-up county: firms, people and papers that exist nowhere."""
