"""Faults that could be made in a function: one each, as code to put in its place."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from types import CodeType, FunctionType
from typing import Any

PAIRS: tuple[tuple[type[ast.AST], type[ast.AST]], ...] = (
    *((ast.Eq, ast.NotEq), (ast.Is, ast.IsNot), (ast.In, ast.NotIn)),
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.And, ast.Or)),
    *((ast.Add, ast.Sub), (ast.BitOr, ast.BitAnd)),
)
OPPOSITE: dict[type[ast.AST], type[Any]] = {
    one: other for pair in PAIRS for one, other in (pair, pair[::-1])
}
QUESTIONS = {"filter", "exclude", "get", "Q"}  # of which each condition is left out
NOT_RUN = {"annotation", "returns", "decorator_list"}
CALLED: set[str] = set()  # what was called of the functions that note it


@dataclass(frozen=True)
class Fault:
    module: str
    function: str
    place: str  # the line in the function, and which fault of that line
    what: str
    code: CodeType
    defaults: dict[str, Any]

    @property
    def whose(self) -> str:
        return f"{self.module}:{self.function}"

    @property
    def name(self) -> str:
        return f"{self.whose}:{self.place}"

    def put_in(self) -> None:
        """Let the function make the fault, in this process and wherever it is known."""
        function = function_of(self.module, self.function)
        function.__code__ = self.code
        names = inspect.getfullargspec(function).args[::-1]
        last = function.__defaults__ or ()
        told = dict(zip(names, last[::-1], strict=False)) | self.defaults
        function.__defaults__ = tuple(told[name] for name in names[: len(last)][::-1])
        kept = function.__kwdefaults__ or {}
        function.__kwdefaults__ = {
            name: self.defaults.get(name, value) for name, value in kept.items()
        }


def function_of(module: str, name: str) -> FunctionType:
    """Return a function or method itself, without what decorates it."""
    found: Any = import_module(module)
    for part in name.split("."):
        found = inspect.getattr_static(found, part)
    found = inspect.unwrap(getattr(found, "fget", found))
    assert isinstance(found, FunctionType), name
    return found


def let_note_calls(module: str) -> None:
    """Let each function of a module say, in this process, when it is called."""
    tree = ast.parse(inspect.getsource(import_module(module)))
    for name, function in _functions(tree.body):
        note = f"__import__('sys').modules[{__name__!r}].CALLED.add('{module}:{name}')"
        function.body[:0] = ast.parse(note).body
        code = _code(compile(tree, module, "exec"), name)
        function_of(module, name).__code__ = code


def faults_of(module: str) -> Iterator[Fault]:
    tree = ast.parse(inspect.getsource(import_module(module)))
    for name, function in _functions(tree.body):
        count: dict[int, int] = {}
        for parent, field, index, old, new, what in list(_faults(function)):
            ast.copy_location(new, old)
            line = old.lineno - function.lineno
            count[line] = count.get(line, 0) + 1
            _put(parent, field, index, new)
            code = _code(compile(ast.fix_missing_locations(tree), module, "exec"), name)
            told = _defaults(function.args)
            _put(parent, field, index, old)
            yield Fault(module, name, f"{line}.{count[line]}", what, code, told)


def _functions(
    body: list[ast.stmt], above: str = ""
) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in body:
        if isinstance(node, ast.FunctionDef):
            yield f"{above}{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node.body, f"{above}{node.name}.")


def _faults(
    node: ast.AST,
) -> Iterator[tuple[ast.AST, str, int | None, Any, Any, str]]:
    for field, value in ast.iter_fields(node):
        if field in NOT_RUN:
            continue
        several = isinstance(value, list)
        for index, old in enumerate(value if several else [value]):
            if isinstance(old, ast.AST):
                place = index if several else None
                for new, what in _variants(old):
                    yield node, field, place, old, new, what
                yield from _faults(old)


def _variants(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Return what could stand in a node's place, and what is wrong with it in words."""
    yield from _of_operators(node)
    yield from _of_values(node)
    yield from _of_statements(node)


def _of_operators(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    match node:
        case ast.Compare(left, [first, *others], right) if type(first) in OPPOSITE:
            other = OPPOSITE[type(first)]()
            yield ast.Compare(left, [other, *others], right), f"opposite: {_said(node)}"
        case ast.BoolOp(op, values):
            yield ast.BoolOp(OPPOSITE[type(op)](), values), f"and / or: {_said(node)}"
        case ast.BinOp(left, op, end) if type(op) in OPPOSITE:
            yield ast.BinOp(left, OPPOSITE[type(op)](), end), f"operator: {_said(node)}"
        case ast.UnaryOp(ast.Not(), operand):
            yield operand, f"no not: {_said(node)}"


def _of_values(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    match node:
        case ast.Constant(bool() as value):
            yield ast.Constant(not value), f"not {value}"
        case ast.Constant(int() as value):
            yield ast.Constant(value + 1), f"{value} + 1"
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(test, orelse, body), f"the other way: {_said(node)}"
        case ast.Call(func, args, keywords) if _name(func) in QUESTIONS:
            for one in keywords:
                fewer = [each for each in keywords if each is not one]
                words = f"without {one.arg}: {_said(node)}"
                yield ast.Call(func, args, fewer), words


def _of_statements(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    never = ast.Constant(value=False)
    match node:
        case ast.If(test, body, orelse):
            yield ast.If(never, body, orelse), f"never: if {ast.unparse(test)}"
        case ast.Expr(ast.Call()) | ast.AugAssign() | ast.Assign([ast.Attribute()]):
            skipped = ast.If(never, [node], [])  # what it names stays known: super()
            yield skipped, f"left out: {_said(node)}"


def _said(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:70]


def _name(function: ast.expr) -> str:
    return str(getattr(function, "attr", getattr(function, "id", "")))


def _put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def _code(code: CodeType, name: str) -> CodeType:
    inner = [each for each in code.co_consts if isinstance(each, CodeType)]
    for each in inner:
        if each.co_qualname == name:
            return each
        if name.startswith(f"{each.co_qualname}."):
            return _code(each, name)
    raise LookupError(name)


def _defaults(args: ast.arguments) -> dict[str, Any]:
    last = args.args[len(args.args) - len(args.defaults) :]
    pairs = [
        *zip(last, args.defaults, strict=True),
        *zip(args.kwonlyargs, args.kw_defaults, strict=True),
    ]
    return {
        name.arg: value.value
        for name, value in pairs
        if isinstance(value, ast.Constant)
    }
