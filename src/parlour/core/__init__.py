"""The pure core: functions from values to values with their reasons. No file, socket, clock or randomness."""
