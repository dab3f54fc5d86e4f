"""The site as a WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guatu.web.site.settings")
application = get_wsgi_application()
# What was loaded stays for the life of the process, and a page of a long list makes many values at once: left
# as it is, the collector would walk through all of them every few requests, a tenth of a second each time.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
