"""Names that meet across languages: parse a name into parts, compare two names part by part.

Pure functions over the tables of spellings, which may come from files or a database. Every answer
says why, in words that a reviewer can check.
"""

from people.names.comparing import compare
from people.names.model import Comparison, Decision, Level, Name, Part, Role
from people.names.parsing import parse, sounds

__all__ = ["Comparison", "Decision", "Level", "Name", "Part", "Role", "compare", "parse", "sounds"]
