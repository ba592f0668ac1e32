"""What the guard is told, as data: rules, concepts, kinds of facts and everyday words."""
