"""The words of the house, one frozen value per noun."""
