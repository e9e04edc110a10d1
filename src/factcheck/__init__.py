"""factcheck finds the figures of a document that cannot all be true."""

from __future__ import annotations

__version__ = "0.1.0"
