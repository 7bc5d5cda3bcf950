"""What others may take and use again: the API, the nightly files, the feed of changes. Only what is live and public."""
