"""Everything Laurel does without a window: no Qt, no argparse, no print."""
