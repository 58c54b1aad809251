"""Makes the sample's evidence files: pictures, papers and writings, from what sample.toml says about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from portfolio.core.sample import words
from portfolio.core.sample.papers import PAPERS, Facts
from portfolio.core.sample.pictures import PICTURES
from portfolio.core.sample.writings import WRITINGS, Source


class Maker:
    """Gives the bytes of each file; the same day and content give the same bytes."""

    def __init__(self, content: Mapping[str, Any], today: date) -> None:
        self._holder: str = content["profile"]["name"]
        self._credentials = {item["key"]: item for item in content["credentials"]}
        self._today = today
        self._source = Source(content["texts"], today, self._renewals(content))

    def bytes_of(self, item: Mapping[str, Any]) -> bytes:
        """The content of one entry of `files` in sample.toml."""
        if "draw" in item:
            return PICTURES[item["draw"]]()
        if "paper" in item:
            return PAPERS[item["paper"]](self._facts(self._credentials[item["paper"]]))
        return WRITINGS[item["make"]](self._source)

    def _facts(self, item: Mapping[str, Any]) -> Facts:
        issued = words.when(item["issued"], self._today)
        assert issued is not None
        return Facts(
            holder=self._holder,
            title=item["title"],
            issuer=item["issuer"],
            number=item["number"],
            issued=issued,
            expires=words.when(item.get("expires", ""), self._today),
            grade=item.get("grade", ""),
            hours=str(item.get("hours", "")),
            outcomes=tuple(item.get("outcomes", "").strip().splitlines()),
            url=item.get("url", ""),
        )

    def _renewals(self, content: Mapping[str, Any]) -> tuple[tuple[str, date], ...]:
        found = []
        for item in content["credentials"]:
            latest = (item, *item.get("renewals", ()))[-1]
            expires = words.when(latest.get("expires", ""), self._today)
            if expires and expires.last >= self._today:
                found.append((item["title"], expires.last))
        return tuple(sorted(found, key=lambda renewal: renewal[1]))
