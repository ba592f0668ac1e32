"""When a house is open, and when something promised in business hours is due."""
