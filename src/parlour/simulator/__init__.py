"""A make-believe social network over HTTP: it speaks the Mastodon API, plays a cast and misbehaves on demand."""
