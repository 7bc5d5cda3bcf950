"""What the search keeps, all of it derived: it can be written anew from the pages at any time."""

from search.models.entries import SearchEntry, SearchFacet, SearchNumber, SearchPassage
from search.models.packing import SearchPackedList, SearchPacking
from search.models.page_entries import PageEntry
from search.models.synonyms import Synonym
from search.models.upkeep import SearchChange, SearchFollower, SearchStatistics
from search.models.words import SearchWord

__all__ = [
    "PageEntry",
    "SearchChange",
    "SearchEntry",
    "SearchFacet",
    "SearchFollower",
    "SearchNumber",
    "SearchPackedList",
    "SearchPacking",
    "SearchPassage",
    "SearchStatistics",
    "SearchWord",
    "Synonym",
]
