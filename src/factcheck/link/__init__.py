"""Statements in, Facts and Relations out."""
