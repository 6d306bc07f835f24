"""The Python side of the suite: what has to run inside the interpreter, and nothing else."""
