"""What tests of Spark share: whether it can run here, and frames of it."""

from __future__ import annotations

import importlib.util
import os
import shutil

import pytest

JAVA = "JAVA_HOME" in os.environ or shutil.which("java") is not None
needs_spark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or not JAVA,
    reason='PySpark or Java is not installed: pip install "factcheck-figures[spark]"',
)
