"""The Great Expectations edge: our Expectation classes and the suite runner."""
