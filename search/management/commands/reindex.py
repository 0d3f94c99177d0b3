from django.core.management.base import BaseCommand, CommandError

from search import indexer, log
from search.engines import engines
from search.engines.base import EngineError
from search.models import SearchDocument
from search.rebuilding import describe_everything


class Command(BaseCommand):
    help = (
        "Builds the search index again, beside the one that answers, and swaps at the end. "
        "Changes made meanwhile are included. It can be interrupted and run again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--index-only",
            action="store_true",
            help="Keep the search documents of the database as they are; on a further web node.",
        )

        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="Where there is an index already, only apply what changed since.",
        )

    def handle(self, *args, **options):
        if options["if_needed"] and SearchDocument.objects.exists():
            indexer.catch_up()
            return
        if not options["index_only"]:
            count = describe_everything(self.tell_model)
            self.say(f"{count} documents described", end="\n")
        failed = [engine.name for engine in engines() if not self.is_built(engine)]
        log.forget_old()
        if len(failed) == len(engines()) or (failed and not options["if_needed"]):
            raise CommandError(f"No new index: {', '.join(failed)}. What answered still answers.")

    def is_built(self, engine) -> bool:
        """One engine that is down keeps no other from being built; it is built when it is back."""
        try:
            count = engine.rebuild(self.tell)
        except EngineError as error:
            self.stderr.write(f"{engine.name}: {error}")
            return False
        self.say(f"{engine.name}: {count} documents indexed", end="\n")
        return True

    def tell_model(self, model, done, total):
        self.say(f"{model._meta.verbose_name_plural}: {done} of {total}")

    def tell(self, done, total):
        self.say(f"{done} of {total} indexed")

    def say(self, sentence, end="\r"):
        """One line that renews itself at a terminal; in a log, only what is finished."""
        if end == "\n" or self.stdout.isatty():
            self.stdout.write(f"\r{sentence:<70}" if self.stdout.isatty() else sentence, ending=end)
