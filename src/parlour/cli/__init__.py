"""The command line: `parlour …`."""
