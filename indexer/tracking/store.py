"""Where the table that people keep lies: one hidden file in the corpus, byte for byte as given.

``indexer join`` puts it there, and every page of the register reads it from there. It is joined
anew with each build, so that a row whose finding is not published yet finds it later. A build
does not touch it, and it does not touch a report.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from indexer.budget import Budget
from indexer.disk import storing, write_whole
from indexer.errors import TableError
from indexer.search.register import RegisterEntry
from indexer.tracking.join import Joined, join
from indexer.tracking.sheet import MOST_BYTES, read_sheet

#: Its name in the folder of the corpus.
FILE = ".joined.csv"
_NOTHING = Joined()


class JoinedTable:
    """The table beside the register of one corpus; shared by all threads."""

    def __init__(self, corpus: Path) -> None:
        self._file = corpus / FILE
        self._lock = Lock()
        self._held: tuple[str, Sequence[RegisterEntry], Joined] = ("", (), _NOTHING)

    def version(self) -> str:
        """What changes whenever the table does, '' where there is none. A cheap look."""
        try:
            state = self._file.stat()
        except OSError:
            return ""
        return f"{state.st_mtime_ns:x}.{state.st_size:x}"

    def beside(self, register: Sequence[RegisterEntry]) -> Joined:
        """The table beside a register; of one that cannot be read, the ``problem``."""
        version = self.version()
        if not version:
            return _NOTHING
        with self._lock:
            held, entries, joined = self._held
            if held != version or entries is not register:
                with Budget.lifted():
                    joined = self._read(register)
                self._held = version, register, joined
            return joined

    def _read(self, register: Sequence[RegisterEntry]) -> Joined:
        try:
            return join(read_sheet(self._file.read_bytes()), {one.id for one in register})
        except (TableError, OSError) as error:
            return Joined(problem=f"The joined table could not be read. {error}")

    def put(self, file: Path, register: Sequence[RegisterEntry]) -> Joined:
        """Store a table in the place of the one that was there; how it stands beside a register.

        Raises TableError when it is no table or no row of it finds its place, and then keeps the
        one that was there; CannotStore when the disk does not take it.
        """
        data = _bytes_of(file)
        joined = join(read_sheet(data), {one.id for one in register})
        if not joined.rows:
            raise TableError(
                f"No row of {file.name} has the reference of anything that is asked for in these "
                "reports, so nothing was joined. The references are those of the column "
                "‘Reference’ in the register’s own CSV."
            )
        with storing(f"The table {file.name}"):
            write_whole(self._file, data)
        return joined

    def remove(self) -> bool:
        """Take the table away; False where there was none. Raises CannotStore."""
        with storing("The corpus without its joined table"):
            there = self._file.exists()
            self._file.unlink(missing_ok=True)
        return there


def _bytes_of(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise TableError(f"{file.name} cannot be read ({reason}).") from error
