"""How the lines of a page become articles: headlines, bylines, captions, furniture, paragraphs."""
