import json
import logging

from cms.logs import JsonFormatter


def line(message, **extra):
    record = logging.makeLogRecord({"name": "django.request", "msg": message, **extra})
    return json.loads(JsonFormatter().format(record))


def test_a_line_is_one_json_object():
    entry = line("Not found: /fr/x", levelname="WARNING", status_code=404)
    assert entry["status"] == 404
    assert entry["level"] == "WARNING"
    assert entry["time"].endswith("+00:00")


def test_what_people_search_for_is_not_written_down():
    assert "papiers" not in line("Not found: /fr/recherche/?q=papiers")["message"]
