"""Comparing all records at once: the one model, run by Splink on DuckDB, part by part, or on Spark.

The base is exported once; each part is the work of one process, on this machine or another that
reaches the folder, and gives rows for PostgreSQL. Splink is only where the worker is. Nothing is
imported here: executors of Spark know of no database.
"""
