"""No number without its source: every page, as every role."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.crawl.reading import read_page
from tests.web.crawl.walk import OF_ONE_KIND, walk

#: The person who uses every desk visits more of each.
THOROUGH = {"supervision": 8}
ACCOUNTS = ("leader", "yi", "statistics", "supervision", "department", "liaison", "auditor", "operator", "")


@pytest.mark.django_db
@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_number_leads_to_its_source_and_no_link_is_dead(
    visitor: Callable[[str], Client], account: str, capsys: pytest.CaptureFixture[str]
) -> None:
    visits = list(walk(visitor(account), of_one_kind=THOROUGH.get(account, OF_ONE_KIND)))
    plain: Counter[str] = Counter()
    for visit in visits:
        plain[visit.kind] = max(plain[visit.kind], visit.seen.plain)
    with capsys.disabled():
        print(f"\n{account or 'public'}: {len(visits)} pages; most data-plain on a page of each kind:")
        print("  " + ", ".join(f"{kind} {count}" for kind, count in sorted(plain.items()) if count))
    assert not [(v.status, v.url, v.found_on) for v in visits if v.status != 200]
    assert not {(v.kind, text) for v in visits for text in v.seen.orphans}


def test_the_crawler_sees_an_orphan_when_there_is_one() -> None:
    page = read_page(
        "<main><p>共３项 <b>5</b></p><time>6日</time><a class='figure' href='/f'>7</a><br>8</main>9"
    )
    assert page.orphans == ["共３项", "5", "8"]
    assert page.links == ["/f"]
