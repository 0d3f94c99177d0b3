"""Production refuses to start on a missing or weak setting, and names the variable."""

import os
import subprocess
import sys

import pytest

GOOD = {
    "SECRET_KEY": "k3J9-long-and-random-q8Zx2Vb7Nm4Ls6Wd1Rt5Yh0Pg_uEoXcAi",
    "ALLOWED_HOSTS": "www.example.org",
    "BASE_URL": "https://www.example.org",
}


def start(**changes):
    environment = {k: v for k, v in {**GOOD, **changes}.items() if v is not None}
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup(); print('started')"],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_starts_when_everything_is_given():
    answer = start()
    assert answer.stdout.strip() == "started", answer.stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 80),
        ("SECRET_KEY", "dev-" + "k3J9q8Zx2Vb7Nm4Ls6Wd1Rt5Yh0Pg" * 3),
        ("ALLOWED_HOSTS", None),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", " , "),
        ("BASE_URL", None),
        ("SERVE_MEDIA", "perhaps"),
    ],
)
def test_it_refuses_and_names_the_variable(variable, value):
    answer = start(**{variable: value})
    assert answer.returncode != 0
    assert "ImproperlyConfigured" in answer.stderr
    assert variable in answer.stderr.splitlines()[-1]


def test_the_development_key_is_not_accepted():
    from cms.settings import dev

    assert start(SECRET_KEY=dev.SECRET_KEY).returncode != 0
