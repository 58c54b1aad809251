"""Parts of the window that several views share. They take plain data, give signals, and know no library."""
