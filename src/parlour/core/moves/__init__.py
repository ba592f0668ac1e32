"""The way from the lobby to the parlour and back: what people's words and acts mean for it, and our own words."""
