"""Settings for a laptop: made-up data over plain HTTP on loopback, nothing to set."""

import os

os.environ.setdefault("SECRET_KEY", "made-up-data-only")
os.environ.setdefault("DATABASE_URL", "postgresql:///diary")

from supervision.settings import *  # noqa: F403  (the two lines above must come first)

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = []
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_SECURE = False
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
STATIC_ROOT = BASE_DIR / ".local" / "static"  # noqa: F405  (from the settings above)
