"""Who may use a store over the network: people, their sessions, tokens for programs, and attempts to log in."""
