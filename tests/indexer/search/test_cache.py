"""The cache holds no more than it may, and forgets what was used longest ago."""

from __future__ import annotations

from indexer.search.cache import Cache, Kept


def test_a_value_is_made_once_while_it_is_held() -> None:
    cache: Cache[str] = Cache(10, len)
    made: list[str] = []

    def make() -> str:
        made.append("x")
        return "abc"

    assert [cache.get("key", make), cache.get("key", make)] == ["abc", "abc"]
    assert made == ["x"]


def test_the_longest_unused_goes_first() -> None:
    cache: Cache[str] = Cache(4, len)
    for key in "ab":
        cache.get(key, lambda key=key: key * 2)
    cache.get("a", lambda: "never")
    cache.get("c", lambda: "cc")
    assert cache.size == 4
    assert cache.get("a", lambda: "new") == "aa"
    assert cache.get("b", lambda: "new") == "new"


def test_what_is_larger_than_the_cache_is_not_held() -> None:
    cache: Cache[str] = Cache(3, len)
    assert cache.get("key", lambda: "large") == "large"
    assert cache.size == 0


def test_what_was_made_is_kept_until_there_is_too_much() -> None:
    made: list[str] = []
    kept = Kept[str, str](lambda key: made.append(key) or key.upper(), 2)
    assert [kept[key] for key in ("a", "b", "a", "c", "a")] == ["A", "B", "A", "C", "A"]
    assert made == ["a", "b", "c", "a"]
