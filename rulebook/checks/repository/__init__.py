"""The files around the texts: settings of the site, and files by which git hides changes."""
