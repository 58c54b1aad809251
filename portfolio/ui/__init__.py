"""The window: what people see and touch. It asks the core and knows no database."""
