"""The questions answered: web pages and their JSON, drawn from one dataclass a page."""
