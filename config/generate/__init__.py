"""Invented bases of any size, of which it is known which records are one human.

`records(people, seed)` is pure and needs no Django; `into_database` and `into_files` put them where
they are wanted. The same size and seed give the same people, in however many processes.
"""

from config.generate.records import records
from config.generate.registering import Record

__all__ = ["Record", "records"]
