"""Who asks, and what they may: visitors, the needs of each address, the gate before it, tokens in forms."""
