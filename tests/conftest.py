"""What every test may ask for stands in `tests/fixtures/`."""

import os

from hypothesis import settings

# The same examples each time, so that a change is what turns a test red. HYPOTHESIS_PROFILE=search looks further.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

pytest_plugins = ["tests.fixtures.database", "tests.fixtures.site", "tests.fixtures.browser"]
