"""The desk for programs that speak the Model Context Protocol: what its pages show, as tools that only read."""
