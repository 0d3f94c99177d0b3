"""How French and Dutch words are made comparable: the same for an index, a query and a passage."""
