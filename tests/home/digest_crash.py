"""Another process that sends an issue and dies at the third letter: kill -9, no clean-up.

digest_crash.py <database> <outbox> before|after

Started once, it forks: the first child is killed at the third letter (before it was handed over, or
after), the second one goes on. The number of the signal that ended each is printed. Letters are
lines of the outbox.
"""

import os
import signal
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
sys.path.insert(0, os.getcwd())
THIRD = 3


def main(database, outbox, when):
    os.environ["DATABASE_URL"] = f"sqlite:///{database}?timeout=20"
    import django

    django.setup()
    for dies in (when, "never"):
        child = os.fork()
        if child == 0:
            send(outbox, dies)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        print(os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, count(outbox), flush=True)


def count(outbox):
    with open(outbox) as file:
        return len(file.readlines())


def send(outbox, dies):
    from django.core.mail.backends.locmem import EmailBackend

    from home.digest import posting
    from home.digest.records import Digest

    letters = 0

    def hand_over(_backend, messages):
        nonlocal letters
        letters += 1
        if dies == "before" and letters == THIRD:
            os.kill(os.getpid(), signal.SIGKILL)
        with open(outbox, "a") as file:
            file.write(f"{messages[0].to[0]}\n")
        if dies == "after" and letters == THIRD:
            os.kill(os.getpid(), signal.SIGKILL)
        return 1

    EmailBackend.send_messages = hand_over
    posting.go_on(Digest.objects.get())


if __name__ == "__main__":
    main(*sys.argv[1:])
