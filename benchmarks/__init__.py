"""Measurements, made by `make bench` on services of their own."""
