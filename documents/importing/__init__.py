"""Bringing an old register in: from a file of rows to drafts held together by a batch. Only the Head makes them public."""
