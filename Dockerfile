# The server without the embedded services: DATABASE_URL and REDIS_URL name real ones.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 STATIC_ROOT=/app/collected
WORKDIR /app
RUN useradd --system --uid 10001 --home-dir /app pulang && install -d -o pulang -m 700 /files

# The worker's image is built with requirements-worker.lock: it also trains and runs the linking model.
ARG LOCK=requirements-server.lock
COPY ${LOCK} .
RUN python3 -m pip install --no-cache-dir --require-hashes -r ${LOCK}

COPY . .
# The settings want these three; collecting static files connects to none of them.
RUN SECRET_KEY=build DATABASE_URL=postgres://build/build REDIS_URL=redis://build \
    python3 manage.py collectstatic --noinput && python3 -m compileall -q .

USER pulang
EXPOSE 8000
CMD ["python3", "-m", "granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
     "--no-ws", "--blocking-threads", "4", "config.wsgi:application"]
