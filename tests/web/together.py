"""Several people at the same moment, each with a database connection of their own."""

import threading

from django.db import connections

from guatu.vocabulary.problems import GuatuError


def together(*acts):
    """Run acts at the same moment; gives what each returned, or the refusal that it raised."""
    ready, told = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act) -> None:
        try:
            ready.wait(timeout=10)
            told[place] = act()
        except GuatuError as error:
            told[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return told
