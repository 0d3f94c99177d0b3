"""`/healthz`: the process answers. `/readyz`: it can serve; each app may add what it needs, and
what it tells.
"""

import logging

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)

_probes: dict = {}
_facts: dict = {}


def register(name, probe):
    """A probe returns nothing when all is well, and raises when it is not."""
    _probes[name] = probe


def tell(name, fact):
    """What `/readyz` says besides: a fallback that serves is no reason to be taken away."""
    _facts[name] = fact


@never_cache
@require_safe
def alive(request):
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request):
    states = {name: state_of(name, probe) for name, probe in _probes.items()}
    well = all(state == "ok" for state in states.values())
    return JsonResponse(
        {"ready": well, "checks": states, **{name: fact() for name, fact in _facts.items()}},
        status=200 if well else 503,
    )


def state_of(name, probe):
    try:
        probe()
    except Exception:  # whatever it is, the answer is "not ready", and the log says why
        logger.exception("Not ready: %s", name)
        return "failed"
    return "ok"


def database():
    connections[DEFAULT_DB_ALIAS].cursor().execute("SELECT 1")


def migrations():
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuntimeError("Migrations are waiting: run `manage.py setup`.")


register("database", database)
register("migrations", migrations)
