"""The state's database of law: its codes of acts, and the addresses that follow from them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from portal.model.values import Lang, Strict

DATABASE_OF_LAW = "https://cbd.minjust.gov.kg"
"""The state's database of law, where every act of the country is to be looked up."""

# What the state's database calls its languages in its older and newer addresses: these two, whatever the portal has.
_DATABASE = {"ky": ("ky-kg", "kg"), "ru": ("ru-ru", "ru")}


class DatabaseCode(Strict):
    """The code of an act in the state's database of law (cbd.minjust.gov.kg), with the edition where that is known."""

    code: Annotated[str, Field(pattern="^[0-9]+(-[0-9]+)?$")]
    edition: Annotated[str, Field(pattern="^[0-9]+$")] | None = None

    def address(self, lang: Lang) -> str | None:
        """The official address in ``lang``, if the database has that; there is an older and a newer form."""
        if lang not in _DATABASE:
            return None
        older, newer = _DATABASE[lang]
        if self.edition:
            return f"https://cbd.minjust.gov.kg/{self.code}/edition/{self.edition}/{newer}"
        return f"http://cbd.minjust.gov.kg/act/view/{older}/{self.code}"
