"""A file that an officer drops becomes text, pages and fields. Nothing here but the screens and the model knows Django."""
