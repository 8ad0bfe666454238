"""What a notebook did: its cells, outputs, data, models; and whether it can be done again."""
