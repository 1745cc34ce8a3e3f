"""Where parts are kept: a folder, or a store behind an address. A part is whole there or not there at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from oce_cli.batch.sources import is_address, opened
from oce_cli.errors import OutputError

TEMPORARY = ".tmp"


class Store:
    """Named bytes below a path or an address; names may have one folder in them.

    Objects are small enough to be held in memory. It travels to workers as its place alone.
    """

    def __init__(self, place: str) -> None:
        self.place = place.rstrip("/")

    @property
    def is_remote(self) -> bool:
        return is_address(self.place)

    def read(self, name: str) -> bytes | None:
        """The bytes of a name, None where it is not there."""
        try:
            if self.is_remote:
                system, root = opened(self.place)
                data: bytes = system.cat_file(f"{root}/{name}")
                return data
            return Path(self.place, name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._trouble(name, "read", error) from error

    def write(self, name: str, data: bytes) -> None:
        """Puts bytes under a name at once. Raises OutputError."""
        try:
            if self.is_remote:
                system, root = opened(self.place)  # such stores show an object when all of it has come
                system.makedirs(os.path.dirname(f"{root}/{name}"), exist_ok=True)
                system.pipe_file(f"{root}/{name}", data)
                return
            target = Path(self.place, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_name(f".{target.name}.{os.getpid()}{TEMPORARY}")
            with open(temporary, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, target)
        except OSError as error:
            raise self._trouble(name, "written", error) from error

    def names(self, folder: str = "") -> list[str]:
        """The names below a folder of the store, sorted, hidden ones too; [] where there is none."""
        try:
            if self.is_remote:
                system, root = opened(self.place)
                paths = system.ls(f"{root}/{folder}".rstrip("/"), detail=False)
                names = [str(path).rstrip("/").rpartition("/")[2] for path in paths]
            else:
                names = os.listdir(Path(self.place, folder))
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise self._trouble(folder, "listed", error) from error
        return sorted(f"{folder}/{name}" if folder else name for name in names)

    def remove(self, name: str) -> None:
        """Takes a name out, where it is there."""
        with suppress(FileNotFoundError):
            if self.is_remote:
                system, root = opened(self.place)
                system.rm_file(f"{root}/{name}")
            else:
                Path(self.place, name).unlink()

    def clear(self) -> None:
        """Takes out everything, and the folder itself."""
        if self.is_remote:
            system, root = opened(self.place)
            with suppress(FileNotFoundError):
                system.rm(root, recursive=True)
            return
        import shutil

        shutil.rmtree(self.place, ignore_errors=True)

    def _trouble(self, name: str, done: str, error: OSError) -> OutputError:
        reason = error.strerror or " ".join(str(error).split())[:200] or type(error).__name__
        return OutputError(f"{self.place}/{name}: cannot be {done} ({reason}); check the place and the access to it")

    def __reduce__(self) -> tuple[Any, ...]:
        return Store, (self.place,)
