"""The mail about a publication is part of what a process that died has left: it says when it was begun."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0008_publication_to_follow'),
    ]

    operations = [
        migrations.AddField(
            model_name='publicationtofollow',
            name='indexed_at',
            field=models.DateTimeField(null=True, verbose_name='ghi xong chỉ mục lúc'),
        ),
        migrations.AddField(
            model_name='publicationtofollow',
            name='mail_taken_at',
            field=models.DateTimeField(null=True, verbose_name='bắt đầu gửi thư lúc'),
        ),
    ]
