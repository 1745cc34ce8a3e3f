"""Where parts are kept: a folder, or a store behind an address. A part is whole there or not there at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from oce_cli.batch.sources import is_address, opened
from oce_cli.errors import OcxError, OutputError

TEMPORARY = ".tmp"
WITHOUT_FOLDERS = {"s3", "s3a", "gs", "gcs", "memory"}  # there making a folder may mean making a bucket


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
        with suppress(FileNotFoundError), self._told(name, "read"):
            if self.is_remote:
                system, root = opened(self.place)
                data: bytes = system.cat_file(f"{root}/{name}")
                return data
            return Path(self.place, name).read_bytes()
        return None

    def write(self, name: str, data: bytes) -> None:
        """Puts bytes under a name at once. Raises OutputError."""
        with self._told(name, "written", missing_too=True):
            if self.is_remote:
                system, root = opened(self.place)  # such stores show an object when all of it has come
                if self.place.partition("://")[0].lower() not in WITHOUT_FOLDERS:
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

    def names(self, folder: str = "") -> list[str]:
        """The names below a folder of the store, sorted, hidden ones too; [] where there is none."""
        names: list[str] = []
        with suppress(FileNotFoundError, NotADirectoryError), self._told(folder, "listed"):
            if self.is_remote:
                system, root = opened(self.place)
                system.invalidate_cache()  # others write there too
                paths = system.ls(f"{root}/{folder}".rstrip("/"), detail=False)
                own = f"{root}/{folder}".strip("/")  # some stores keep an empty object for a folder
                found = [str(path).strip("/") for path in paths]
                names = [path.rpartition("/")[2] for path in found if path != own]
            else:
                names = os.listdir(Path(self.place, folder))
        return sorted(f"{folder}/{name}" if folder else name for name in names)

    def remove(self, name: str) -> None:
        """Takes a name out, where it is there."""
        with suppress(FileNotFoundError), self._told(name, "removed"):
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

    @contextmanager
    def _told(self, name: str, done: str, missing_too: bool = False) -> Iterator[None]:
        """Turns what goes wrong into OutputError; drivers raise what they like. What is not there may be asked for."""
        try:
            yield
        except (FileNotFoundError, NotADirectoryError) as error:
            if not missing_too:
                raise
            raise self._trouble(name, done, error) from error
        except OSError as error:
            raise self._trouble(name, done, error) from error
        except Exception as error:
            if isinstance(error, OcxError) or not self.is_remote:
                raise
            raise self._trouble(name, done, error) from error

    def _trouble(self, name: str, done: str, error: Exception) -> OutputError:
        told = " ".join(str(error).split())[:200] or type(error).__name__
        reason = getattr(error, "strerror", None) or told
        return OutputError(f"{self.place}/{name}: cannot be {done} ({reason}); check the place and the access to it")

    def __reduce__(self) -> tuple[Any, ...]:
        return Store, (self.place,)
