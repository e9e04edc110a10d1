"""A Report in, text, HTML or a machine format out."""
