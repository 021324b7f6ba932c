"""What leaves for others: mail and webhooks, one message at a time, each with what became of it."""
