"""Figures in Chinese and in the readers' languages, and whether one supports the other."""
