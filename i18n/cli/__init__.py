"""`python -m i18n`: the language engine at the command line. One module per family of verbs."""
