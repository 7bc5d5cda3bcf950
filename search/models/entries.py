from django.db import models
from wagtail.models import Page

# A passage's id is its page's id times this, plus its place: the page of a hit is known without asking the database.
PASSAGES_PER_PAGE = 4096


class SearchEntry(models.Model):
    """What is found of one public page. A page that is not public has none, so nothing else is ever found."""

    # An index on trial stands in a database without pages: the key is not enforced there, the rows are derived anyhow.
    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+", db_constraint=False)
    title = models.TextField("tiêu đề")
    number = models.CharField("số, ký hiệu", max_length=255, blank=True)
    summary = models.TextField("tóm tắt", blank=True)
    dated_on = models.DateField("ngày", null=True)
    # The words of title, number and summary in order, as `terms.tokens_of` makes them.
    name_tokens = models.BinaryField("từ của tên")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "mục tìm kiếm"
        verbose_name_plural = "các mục tìm kiếm"

    def __str__(self) -> str:
        return self.title


class SearchPassage(models.Model):
    """One piece of a page that can answer by itself: an article of a document, a part of an item."""

    id = models.BigIntegerField(primary_key=True)
    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="passages")
    anchor = models.CharField("vị trí trong trang", max_length=255, blank=True)
    heading = models.TextField("tiêu đề đoạn", blank=True)
    text = models.TextField("nội dung")
    file_page = models.PositiveIntegerField("trang trong tệp", null=True)
    # The words of heading and text in order, as `terms.tokens_of` makes them, one gap between the two.
    tokens = models.BinaryField("từ")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "đoạn tìm kiếm"
        verbose_name_plural = "các đoạn tìm kiếm"

    def __str__(self) -> str:
        return self.heading or self.text[:80]


class SearchFacet(models.Model):
    """One value by which a page can be narrowed down, true from its first to its last day (empty: without limit)."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField("tiêu chí", max_length=50)
    value = models.CharField("giá trị", max_length=255)
    label = models.CharField("nhãn", max_length=255)
    first_day = models.DateField("từ ngày", null=True)
    last_day = models.DateField("đến ngày", null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "giá trị lọc"
        verbose_name_plural = "các giá trị lọc"

    def __str__(self) -> str:
        return f"{self.name}: {self.label}"


class SearchNumber(models.Model):
    """One form in which a document's number may be asked for: "517 qd", "517 qd snv" for 517/QĐ-SNV."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="numbers")
    key = models.CharField("dạng số, ký hiệu", max_length=255, db_index=True)
    is_whole = models.BooleanField("là dạng đầy đủ")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "dạng số, ký hiệu"
        verbose_name_plural = "các dạng số, ký hiệu"

    def __str__(self) -> str:
        return self.key
