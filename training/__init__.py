"""How the reader's weights were made: `python -m training.prepare`, then `training.train`, then `training.export`."""
