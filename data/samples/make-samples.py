#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the sample programs, the register and the history.

    make-samples.py            writes them beside this script
    make-samples.py FOLDER     writes them there (the test compares)
"""

import pathlib
import sys

sys.dont_write_bytecode = True

from generator import examples, influencer, templates  # noqa: E402
from generator.document import to_json  # noqa: E402


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
    for name, content in sorted({**influencer.make(), **templates.make(), **examples.make()}.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else \
            (content if isinstance(content, str) else to_json(content)).encode()
        path.write_bytes(data)


if __name__ == '__main__':
    main()
