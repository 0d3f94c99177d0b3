"""Another process that sends an issue, and dies at the third letter: kill -9, no clean-up.

digest_crash.py before|after|never   (the letter was not handed over yet, or it was)

Letters are lines of the file named by OUTBOX. DATABASE_URL names the database.
"""

import os
import signal
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
sys.path.insert(0, os.getcwd())
THIRD = 3


def main(when):
    import django
    from django.conf import settings

    django.setup()
    settings.EMAIL_BACKEND = "digest_outbox.Backend"
    sys.modules["digest_outbox"] = backend(when)
    from home.digest import posting
    from home.digest.records import Digest

    posting.go_on(Digest.objects.get())


def backend(when):
    import types

    from django.core.mail.backends.base import BaseEmailBackend

    class Backend(BaseEmailBackend):
        count = 0

        def send_messages(self, messages):
            for message in messages:
                Backend.count += 1
                is_third = Backend.count == THIRD
                if when == "before" and is_third:
                    os.kill(os.getpid(), signal.SIGKILL)
                with open(os.environ["OUTBOX"], "a") as file:
                    file.write(f"{message.to[0]}\n")
                if when == "after" and is_third:
                    os.kill(os.getpid(), signal.SIGKILL)
            return len(messages)

    module = types.ModuleType("digest_outbox")
    module.Backend = Backend
    return module


if __name__ == "__main__":
    main(*sys.argv[1:])
