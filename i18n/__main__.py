"""`python -m i18n VERB …`: see `i18n.cli.main`."""

from i18n.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
