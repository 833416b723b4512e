"""Comparing all records at once: the one model, run by Splink on DuckDB, part by part.

The base is exported once; each part is the work of one process, on this machine or another that
reaches the folder, and gives rows for PostgreSQL. Splink is only where the worker is.
"""

from linking.batch.comparing import Proposed, compare_part
from linking.batch.exporting import export, records_in

__all__ = ["Proposed", "compare_part", "export", "records_in"]
