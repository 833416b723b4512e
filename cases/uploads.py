"""Files that are uploaded go straight to the store: hashed as they come, never whole in memory."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from cases.store import Incoming, TooLarge


class StoredUpload(UploadedFile):
    """An upload that lies in the store's `incoming/`. Django closes it when the request ends, which
    drops it unless a service has kept it."""

    def __init__(self, incoming: Incoming, name: str) -> None:
        super().__init__(name=name, size=incoming.size)
        self.incoming = incoming

    def close(self) -> None:
        self.incoming.drop()


class StoreHandler(FileUploadHandler):
    """Writes one file to the store. `refusal` is why a file was not taken, in words."""

    refusal = ""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.incoming = Incoming()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            self.incoming.write(raw_data)
        except TooLarge as error:
            self.refusal = str(error)
            raise SkipFile from error  # The rest is read and thrown away; other fields follow.

    def file_complete(self, file_size: int) -> StoredUpload:
        return StoredUpload(self.incoming, self.file_name or "")

    def upload_interrupted(self) -> None:
        """The sender went away, or the file was refused."""
        if hasattr(self, "incoming"):
            self.incoming.drop()
