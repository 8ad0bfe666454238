"""How Python code talks with a platform."""
