"""What Laurel promises, measured against a floor in the same run: one command a figure."""
