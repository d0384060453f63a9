"""The public site: pages made from the published evidence alone, handed to MkDocs by a thin plugin (SITE.md)."""
