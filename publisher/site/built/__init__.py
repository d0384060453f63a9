"""A site that has been built: what is judged before it goes to the portal, and how it is packed."""
