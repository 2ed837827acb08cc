"""For a web server: `gunicorn workflow.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow.settings")
application = get_wsgi_application()

from workflow.publishing.checks import refuse_samples  # noqa: E402 - models, once Django is set up

refuse_samples()
