import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

# With this exit status gunicorn stops; after any other it would start the worker again for ever.
WORKER_BOOT_ERROR = 3

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herbology.settings")

try:
    application = get_wsgi_application()
except ImproperlyConfigured as error:
    sys.stderr.write(f"Herbology cannot start. {error}\n")
    raise SystemExit(WORKER_BOOT_ERROR) from error
