"""What pages and tables say, worked out of the view: no HTML here."""
