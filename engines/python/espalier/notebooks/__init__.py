"""Notebooks run to their end without anybody there: `execute` in the platform's kernel, `inside` in the notebook's own."""
