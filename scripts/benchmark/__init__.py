"""Generated documents for the benchmarks, with the vocabulary of real text: see :mod:`benchmark.project`."""
