"""A worker whose power goes off at the third text: `python -m tests.workflow.review.dying_worker RUN`."""

from __future__ import annotations

import sys

import django

if __name__ == "__main__":
    django.setup()
    from tests.workflow.review.engines import Speaking, after, die
    from workflow.review.drafting import work_on

    work_on(int(sys.argv[1]), [Speaking(after(2, die))])
