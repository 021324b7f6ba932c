"""Questions answered from rows: what is known, when, who says otherwise, what two sides do."""
