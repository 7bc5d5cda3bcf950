"""Joint documents of thirteen ministries name a body of 271 letters; whatever an old register has is kept whole."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0007_imports'),
    ]

    operations = [
        migrations.AlterField(
            model_name='legaldocumentpage',
            name='issuing_body',
            field=models.CharField(max_length=500, verbose_name='cơ quan ban hành'),
        ),
        migrations.AlterField(
            model_name='wordproposal',
            name='text',
            field=models.CharField(max_length=500, verbose_name='từ trong tệp'),
        ),
    ]
