"""The command line: arguments → core → text, JSON and exit codes. It never imports Qt."""

from portfolio.cli.entry import DemoResult, demo, main

__all__ = ["DemoResult", "demo", "main"]
