"""Writes surface.json: NumPy's public names and the parameters of its functions, for FEATURES.md and contig/numpy."""

import inspect
import json
import pathlib

import numpy as np

PATH = pathlib.Path(__file__).parent / 'surface.json'

# Where the names are, and which: what a module declares public, what a class has without an underscore.
SPACES = {
    'main': (np, np.__all__),
    'linalg': (np.linalg, np.linalg.__all__),
    'random': (np.random, np.random.__all__),
    'Generator': (np.random.Generator, dir(np.random.Generator)),
    'fft': (np.fft, np.fft.__all__),
    'ndarray': (np.ndarray, dir(np.ndarray)),
}


def parameters(value):
    """The names of a callable's parameters in one line; None where it has none or does not tell, as for ufuncs."""
    if isinstance(value, np.ufunc) or not callable(value) or inspect.isclass(value):
        return None
    try:
        signature = inspect.signature(value)
    except (TypeError, ValueError):
        return None
    names = []
    for p in signature.parameters.values():
        # From the star on, parameters are given by name.
        starred = p.kind in (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.KEYWORD_ONLY) and '*' not in names
        names += ['*'] * starred + [p.name] * (p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD) and p.name != 'self')
    return ' '.join(names)


def make():
    content = {'numpy': '.'.join(np.__version__.split('.')[:2])}
    for space, (owner, names) in SPACES.items():
        content[space] = {name: parameters(getattr(owner, name)) for name in sorted(names) if not name.startswith('_')}
    PATH.write_text(json.dumps(content, indent=2) + '\n')
    return f'{PATH.name}: {sum(len(names) for names in content.values() if isinstance(names, dict))} names'
