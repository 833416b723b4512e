"""The one linking model: facts, keys, levels of agreement, weights, and reasons in words.

Nothing here knows a database or Django: a worker process, DuckDB and Spark use the same functions.
"""

from linking.model.facts import Facts
from linking.model.keys import keys_of
from linking.model.scoring import Base, Comparison, Reason, compare, probability, weigh
from linking.model.weights import Model, read

__all__ = [
    "Base",
    "Comparison",
    "Facts",
    "Model",
    "Reason",
    "compare",
    "keys_of",
    "probability",
    "read",
    "weigh",
]
