"""What gunicorn serves. It never starts a database: without DATABASE_URL it refuses."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "supervision.settings")
application = get_wsgi_application()
