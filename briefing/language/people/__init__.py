"""Names, roles, organisations; quotations and who speaks."""
