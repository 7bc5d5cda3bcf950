"""What the site says to machines, held to the schemas and shapes that others publish."""
