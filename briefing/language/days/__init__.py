"""Which days a text tells of, and when it can have been printed."""
