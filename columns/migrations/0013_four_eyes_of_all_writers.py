from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('columns', '0012_audit_explains'),
    ]

    operations = [
        migrations.AlterField(
            model_name='column',
            name='four_eyes',
            field=models.BooleanField(default=False, help_text='Nobody publishes a text in which they wrote themselves.', verbose_name='four eyes'),
        ),
    ]
