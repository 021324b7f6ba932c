"""The trained reader: one small encoder, run once over an article, and heads that find names, speech and events."""
