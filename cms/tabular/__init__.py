"""Tables that people keep in a spreadsheet: read with care, written so that they can be read back.

    with tabular.opened(path, name) as table:     # .csv, .tsv, .txt or .xlsx
        table.columns                             # as the first line names them
        for line in table:                        # one at a time, whatever the size of the file
            line.number, line.cells["name_fr"], line.problem

    tabular.csv_chunks(columns, rows)             # for a StreamingHttpResponse
    tabular.write_xlsx(file, [Sheet("…", columns, rows)])

Every cell comes as text: days as 2026-03-01, hours as 09:00, numbers without an idle `.0`, yes or
no. What cannot be read raises `Refused`, whose message is for the person who chose the file, in
the language that is active.
"""

from .table import EXTENSIONS, Line, Refused, Table, opened
from .writing import Sheet, csv_chunks, write_csv, write_xlsx

__all__ = [
    "EXTENSIONS",
    "Line",
    "Refused",
    "Sheet",
    "Table",
    "csv_chunks",
    "opened",
    "write_csv",
    "write_xlsx",
]
