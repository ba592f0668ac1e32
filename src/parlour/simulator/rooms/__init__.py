"""How people of the cast come to a private room on a brand's own page: with a browser, as anybody would."""
