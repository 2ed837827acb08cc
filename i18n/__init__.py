"""The language engine: values in, values out. Knows no Django and no database."""
