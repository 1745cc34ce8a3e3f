"""Measurements that anybody can run: ``python -m benchmarks``."""
