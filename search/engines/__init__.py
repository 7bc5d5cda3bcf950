"""Who offers the passages that may answer: the database itself, or a search server. `ranking` puts them in order."""
