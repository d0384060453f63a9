"""The published files as one frozen value, the view, that everything else on the site is made from."""
