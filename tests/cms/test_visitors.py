import pytest

from cms.visitors import client_ip


@pytest.mark.parametrize(
    ("behind_proxy", "header", "expected"),
    [
        (False, "203.0.113.9", "127.0.0.1"),  # anybody can write a header
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "10.0.0.1, 203.0.113.9", "203.0.113.9"),  # ours is the last one
        (True, "", "127.0.0.1"),
    ],
)
def test_the_header_counts_only_behind_our_own_server(rf, settings, behind_proxy, header, expected):
    settings.BEHIND_PROXY = behind_proxy
    request = rf.get("/", headers={"x-forwarded-for": header} if header else {})
    assert client_ip(request) == expected
