"""Which names a cell binds, and which it needs from elsewhere."""

import ast
import builtins
import re
import symtable
from dataclasses import dataclass

TIMED = re.compile(r"^([ \t]*)%time[ \t]+", re.MULTILINE)
GIVEN = {*dir(builtins), "In", "Out", "_", "__", "___", "get_ipython", "display", "exit", "quit", "__name__", "__file__", "__doc__"}


@dataclass(frozen=True)
class Names:
    binds: frozenset[str]
    needs: frozenset[str]


NOTHING = Names(frozenset(), frozenset())


def of(source: str) -> Names:
    """Nothing of code that is no Python, such as a cell magic's."""
    try:
        tree = ast.parse(plain(source))
    except (SyntaxError, ValueError):
        return NOTHING
    bound: set[str] = set()
    needed: set[str] = set()
    for statement in tree.body:
        binds, needs = _of_statement(statement)
        needed |= needs - bound
        bound |= binds
    return Names(frozenset(bound), frozenset(needed - GIVEN))


def plain(source: str) -> str:
    """Magics and shell lines as the Python that IPython makes of them."""
    try:
        from IPython.core.inputtransformer2 import TransformerManager
    except ImportError:
        return source
    if source.lstrip().startswith("%%"):
        head, _, body = source.lstrip().partition("\n")
        return body if head.split()[0] in ("%%time", "%%timeit", "%%capture", "%%prun") else ""
    return TransformerManager().transform_cell(TIMED.sub(r"\1", source))


def _of_statement(statement: ast.stmt) -> tuple[set[str], set[str]]:
    top = symtable.symtable(ast.unparse(ast.Module([statement], [])), "cell", "exec")
    symbols = top.get_symbols()
    binds = {one.get_name() for one in symbols if one.is_assigned() or one.is_imported() or one.is_namespace()}
    loads = {one.get_name() for one in symbols if one.is_referenced()} | _within(top)
    needs = loads - binds
    if isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name):
        needs.add(statement.target.id)
    if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign) and statement.value is not None:
        needs |= binds & {node.id for node in ast.walk(statement.value) if isinstance(node, ast.Name)}
    return binds, needs


def _within(table: symtable.SymbolTable) -> set[str]:
    """Global names that functions and classes use."""
    found: set[str] = set()
    for child in table.get_children():
        found |= {one.get_name() for one in child.get_symbols() if one.is_global() and one.is_referenced()}
        found |= _within(child)
    return found
