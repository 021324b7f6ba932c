"""What differs between the databases a store can be in: opening, transactions, errors; one module each."""
