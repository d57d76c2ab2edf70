"""What every rendering shares: escaping, labels, dates, lengths, templates. It knows documents, not files or stages."""
