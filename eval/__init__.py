"""The quality gate, our own gold, and benchmarks beside others."""
