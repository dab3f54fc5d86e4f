"""The process that ``bounded`` starts: a file comes in, its text or its trouble goes out as JSON."""

from __future__ import annotations

import contextlib
import importlib
import json
import logging
import sys

from guatu.reading.formats.bounded import MOST_MEMORY, MOST_SECONDS
from guatu.reading.formats.problem import TextError

#: The module of each kind; only the one that is asked for is imported.
_KINDS = {"pdf": "guatu.reading.formats.pdf", "rtf": "guatu.reading.formats.rtf"}


def _limit() -> None:
    """Ask the system to hold the process to its bounds, where it can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 5))


def _told(kind: str, data: bytes) -> dict[str, str]:
    try:
        room = importlib.import_module(_KINDS[kind])
        text = getattr(room, f"{kind}_text")(data, name="")
    except TextError as error:
        problem = error.problem
        return {"code": problem.code, "message": problem.message, "advice": problem.what_to_do}
    except MemoryError:
        return {"code": "memory"}
    except Exception as error:  # a library's own error on a broken file: none may pass
        return {"code": "broken", "error": repr(error)[:500]}
    return {"text": text, "tool": room.TOOL}


def main() -> None:
    """Read standard input as the kind that the first argument names."""
    _limit()
    logging.disable(logging.CRITICAL)
    told = _told(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(told).encode("ascii"))


if __name__ == "__main__":
    main()
