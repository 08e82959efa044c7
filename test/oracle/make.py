"""Writes test/oracle/vectors: what NumPy answers, for the tests to compare with. Needs NumPy >= 2.4 and mpmath.

    python3 test/oracle/make.py            # all files
    python3 test/oracle/make.py ufuncs     # one of them

The files are the same on every run. Tests need no Python: they read the vectors.
"""

import importlib
import runpy
import sys
from pathlib import Path

import numpy as np

FILES = [
    'ufuncs',
    'promotion',
    'reductions',
    'methods',
    'creation',
    'indexing',
    'advanced',
    'choosing',
    'numerics',
    'casts',
    'manipulation',
    'products',
    'random',
    'sorting',
    'histograms',
    'packed',
    'files',
    'linalg',
    'singular',
    'polynomials',
    'names',
    'corners',
    'printing',
    'surface',
    'page',
    'records',
    'struct',
]
# Scripts of their own: printing, and the functions' accuracy by mpmath.
SCRIPTS = ['format', 'ulp']

if __name__ == '__main__':
    if tuple(map(int, np.__version__.split('.')[:2])) < (2, 4):
        sys.exit(f'NumPy {np.__version__} is too old: the vectors follow 2.4')
    for name in sys.argv[1:] or [*FILES, *SCRIPTS]:
        if name in SCRIPTS:
            runpy.run_path(str(Path(__file__).parent / f'{name}.py'), run_name='__main__')
        else:
            print(f'  {importlib.import_module(f"make_{name}").make()}')
