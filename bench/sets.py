"""What the bench of the search asks about: a part of a judged corpus, or documents made up, as many as are wanted."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from bench.titles import PLACES, SUBJECTS, moment_of, title_of
from search.entries import EntryTexts, FacetValue, PassageText
from search.judged import JudgedCorpus, JudgedQuestion

TYPES = ("quyet-dinh", "ke-hoach", "bao-cao", "thong-bao", "cong-van", "nghi-quyet")
ISSUERS = tuple(f"co-quan-{number}" for number in range(20))
# What people ask of the documents made up, and what they narrow it down to.
ASKED = (
    ("cải cách hành chính", {}),
    ("cai cach hanh chinh", {"type": "ke-hoach"}),
    ("quyết định số 517", {"year": "2024"}),
    ("một cửa liên thông huyện Kế Sách", {"type": "bao-cao"}),
    ("chuyển đổi số", {"year": "2025", "issuer": "co-quan-3"}),
    ("sở y tế", {"issuer": "co-quan-7"}),
    ("đánh giá mức độ hài lòng", {}),
    ("thành phố Sóc Trăng đợt 432", {}),
)


def few_of(corpus: JudgedCorpus, asked: list[JudgedQuestion], most: int) -> JudgedCorpus:
    """Return the documents that answer, and others in their order up to `most` articles; all of it if that is 0."""
    if not most:
        return corpus
    answering = {corpus.page_of[one] for question in asked for one in question.answers if one in corpus.page_of}
    left = most - sum(len(texts.passages) for page, texts in corpus.pages if page in answering)
    kept = set(answering)
    for page, texts in corpus.pages:
        if page not in kept and left >= len(texts.passages):
            kept.add(page)
            left -= len(texts.passages)
    return JudgedCorpus(
        [(page, texts) for page, texts in corpus.pages if page in kept],
        {place: row for place, row in corpus.row_of.items() if place[0] in kept},
        {row: page for row, page in corpus.page_of.items() if page in kept},
    )


def articles_of(corpus: JudgedCorpus) -> list[tuple[str, str, str]]:
    """Return each article's name, title (its document's with it) and text."""
    return [
        (corpus.row_of[page, place], f"{texts.title} {passage.heading}".strip(), passage.text)
        for page, texts in corpus.pages
        for place, passage in enumerate(texts.passages)
        if (page, place) in corpus.row_of
    ]


def made_up(number: int) -> Iterator[tuple[int, EntryTexts]]:
    """Return so many documents of three articles each, with type, issuer and year."""
    for place in range(1, number + 1):
        day = moment_of(place, of=number).date() - timedelta(days=place % 2_000)
        facets = {"type": TYPES[place % 6], "issuer": ISSUERS[place * 7 % 20], "year": str(day.year)}
        about, where = SUBJECTS[place * 5 % 8], PLACES[place * 4 % 9]
        passages = (
            PassageText("dieu-1", "Điều 1. Phạm vi", f"{about} trên địa bàn {where}, đợt {place}."),
            PassageText("dieu-2", "Điều 2. Trách nhiệm", f"{where} chủ trì, phối hợp {PLACES[place % 9]} thực hiện."),
            PassageText("dieu-3", "Điều 3. Hiệu lực", f"Có hiệu lực kể từ ngày ký, thay cho văn bản số {place - 1}."),
        )
        values = tuple(FacetValue(name, value, value) for name, value in facets.items())
        yield place, EntryTexts(title_of(place), f"{place}/QĐ-SNV", "", day, values, passages)


def repeated(pages: Iterable[tuple[int, EntryTexts]], times: int) -> Iterator[tuple[int, EntryTexts]]:
    """Return the same documents so often, each time under other page numbers, as `copies.multiply` does in the database."""
    pages = list(pages)
    for copy in range(times):
        for page, texts in pages:
            yield page + copy * len(pages), texts


def stock_rows(pages: Iterator[tuple[int, EntryTexts]]) -> Iterator[dict]:
    """Return the same documents as a stock project would keep them: one row each."""
    for page, texts in pages:
        named = {facet.name: facet.value for facet in texts.facets}
        yield {
            "name": str(page),
            "title": f"{texts.title} {texts.number}",
            "body": "\n".join(f"{passage.heading} {passage.text}" for passage in texts.passages),
            **{{"type": "kind"}.get(name, name): value for name, value in named.items()},
        }
