# One image for the web process and for the worker; it runs as an ordinary user.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/site
COPY requirements.txt .
RUN /opt/site/bin/pip install --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 1000 --create-home site \
 && mkdir /var/lib/site && chown site:site /var/lib/site
COPY --from=build /opt/site /opt/site
WORKDIR /srv/site
COPY . .
ENV PATH=/opt/site/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=cms.settings.production \
    VAR_DIR=/var/lib/site \
    STATIC_ROOT=/opt/site/static
# Compiling messages and gathering static files need no secret, so none is given to the image.
RUN python tools/messages.py compile locale/*/LC_MESSAGES/django.po \
 && SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(60))') \
    ALLOWED_HOSTS=localhost BASE_URL=http://localhost python manage.py collectstatic --noinput -v0
USER site
VOLUME /var/lib/site
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD \
  ["python", "-c", "import urllib.request as u; u.urlopen('http://localhost:8000/healthz', timeout=4)"]
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "cms.wsgi"]
