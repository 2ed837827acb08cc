"""The data of the register (TOML, one line per language) and the grammar of language tags."""
