"""How the public pages do in Lighthouse, on a site served as the public gets it."""
