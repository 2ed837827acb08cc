"""What every test may ask for stands in `tests/fixtures/`."""

pytest_plugins = ["tests.fixtures.database", "tests.fixtures.site", "tests.fixtures.browser"]
