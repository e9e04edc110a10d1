"""The record on disk in, Statements, Facts and Relations out, and back."""
