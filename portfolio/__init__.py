"""Laurel, a learner portfolio: credentials, the evidence for them, and a PDF that an employer can check."""

__version__ = "0.1.0"
