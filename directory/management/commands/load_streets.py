"""`manage.py load_streets addresses.csv --postcode 1030 --postcode 1210`"""

from django.core.management.base import BaseCommand, CommandError

from directory.street_file import StreetFileError, load


class Command(BaseCommand):
    help = (
        "Reads the open file of addresses of the authorities (BeST, CSV in UTF-8, one line for "
        "each house), so that the directory knows what is near any street. Run it again with a "
        "newer file: the streets of its postcodes are replaced."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="The CSV file, unpacked.")
        parser.add_argument(
            "--postcode",
            action="append",
            default=[],
            help="Only this postcode; may be given several times. Without it, the whole file.",
        )

    def handle(self, *args, file, postcode, **options):
        try:
            with open(file, encoding="utf-8-sig", newline="") as lines:
                count = load(lines, postcode)
        except (OSError, UnicodeDecodeError, StreetFileError) as error:
            raise CommandError(f"{file}: {error}") from error
        self.stdout.write(f"{count} streets")
