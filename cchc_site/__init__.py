"""The composition root: settings, addresses, templates and styles. Nobody imports it."""
