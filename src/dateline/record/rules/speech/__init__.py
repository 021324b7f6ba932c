"""The parts that the rules for attributions are made of: quotation marks, verbs, cues, phrases, contents."""
