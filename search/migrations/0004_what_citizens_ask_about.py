from django.db import migrations

# Named here, not read from the file: what it gains later is not this migration's, and what an administrator took out stays out.
PAIRS = (
    ("CMND", "chứng minh nhân dân"),
    ("GPLX", "giấy phép lái xe"),
    ("LLTP", "lý lịch tư pháp"),
    ("NVQS", "nghĩa vụ quân sự"),
    ("NLĐ", "người lao động"),
    ("NSDLĐ", "người sử dụng lao động"),
    ("CTCP", "công ty cổ phần"),
    ("GTGT", "giá trị gia tăng"),
    ("TNCN", "thu nhập cá nhân"),
    ("TNDN", "thu nhập doanh nghiệp"),
    ("VPHC", "vi phạm hành chính"),
    ("GDNN", "giáo dục nghề nghiệp"),
    ("THCS", "trung học cơ sở"),
    ("THPT", "trung học phổ thông"),
    ("ATTP", "an toàn thực phẩm"),
    ("TANDTC", "Tòa án nhân dân tối cao"),
    ("VKSNDTC", "Viện kiểm sát nhân dân tối cao"),
)


def seed(apps, schema_editor):
    """Enter the short forms that citizens use in their questions; a site set up today already has them from the file."""
    synonyms = apps.get_model("search", "Synonym").objects.using(schema_editor.connection.alias)
    standing = set(synonyms.values_list("short", "long"))
    synonyms.bulk_create(
        [synonyms.model(short=short, long=long) for short, long in PAIRS if (short, long) not in standing]
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0003_index")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
