"""What stands in the window: one module a view, a pane or a dialog."""
