"""The command line by its results: in this process for most, in processes of its own where that matters."""
