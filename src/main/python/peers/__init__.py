"""The same batch by other means: what the benchmarks measure ``BatchPredictor`` against.

Each peer is a process of its own, with an environment of its own (``requirements-peers.txt``), and is written as a user
of DSPy would write it. What they share is how they are asked (``protocol``) and what they run (``program``).
"""
