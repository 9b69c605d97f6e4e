
import columns.models.column
import columns.models.ids
import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Author',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.CharField(max_length=80, unique=True, validators=[django.core.validators.RegexValidator('^[^\\W_A-Z]+(-[^\\W_A-Z]+)*\\Z', 'Use lower-case letters and digits joined by hyphens.')], verbose_name='address')),
                ('kind', models.CharField(choices=[('person', 'person'), ('organisation', 'organisation')], default='person', max_length=12, verbose_name='kind')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                'verbose_name': 'author',
                'verbose_name_plural': 'authors',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Column',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(max_length=80, unique=True, validators=[django.core.validators.RegexValidator('^[^\\W_A-Z]+(-[^\\W_A-Z]+)*\\Z', 'Use lower-case letters and digits joined by hyphens.')], verbose_name='address')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('description', models.CharField(blank=True, max_length=500, verbose_name='description')),
                ('state', models.CharField(choices=[('hidden', 'hidden'), ('live', 'live'), ('closed', 'closed')], default='live', max_length=8, verbose_name='state')),
                ('time_zone', models.CharField(default='UTC', help_text='An IANA name such as Asia/Damascus. Dates and times on the pages are in this zone.', max_length=64, validators=[columns.models.column.check_time_zone], verbose_name='time zone')),
                ('language', models.CharField(choices=[('en', 'English'), ('ar', 'Arabic'), ('de', 'German'), ('es', 'Spanish'), ('fa', 'Persian'), ('fr', 'French'), ('he', 'Hebrew'), ('ru', 'Russian'), ('tr', 'Turkish'), ('uk', 'Ukrainian')], default='en', max_length=10, verbose_name='language')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('taken_down_at', models.DateTimeField(editable=False, null=True)),
                ('epoch', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('head_seq', models.BigIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'column',
                'verbose_name_plural': 'columns',
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(default='Live blog', max_length=100, verbose_name='name')),
                ('publisher', models.CharField(blank=True, max_length=100, verbose_name='publisher')),
                ('tagline', models.CharField(blank=True, max_length=200, verbose_name='tagline')),
                ('notice', models.CharField(blank=True, help_text='One line above every page, such as “Demonstration”.', max_length=300, verbose_name='notice')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                'verbose_name': 'site identity',
                'verbose_name_plural': 'site identity',
            },
        ),
        migrations.CreateModel(
            name='FormerColumnSlug',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(max_length=80, unique=True)),
                ('column', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_slugs', to='columns.column')),
            ],
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.CharField(default=columns.models.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('date', models.DateField(help_text="In the column's time zone. Fixed once the post is open.", verbose_name='date')),
                ('slug', models.CharField(max_length=80, validators=[django.core.validators.RegexValidator('^[^\\W_A-Z]+(-[^\\W_A-Z]+)*\\Z', 'Use lower-case letters and digits joined by hyphens.')], verbose_name='address')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('standfirst', models.CharField(blank=True, max_length=600, verbose_name='standfirst')),
                ('standing', models.TextField(blank=True, verbose_name='where things stand')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('live', 'live'), ('closed', 'closed')], default='draft', editable=False, max_length=8, verbose_name='state')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('opened_at', models.DateTimeField(editable=False, null=True, verbose_name='opened at')),
                ('closed_at', models.DateTimeField(editable=False, null=True, verbose_name='closed at')),
                ('column', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='columns.column', verbose_name='column')),
            ],
            options={
                'verbose_name': 'post',
                'verbose_name_plural': 'posts',
                'ordering': ['-date', '-opened_at'],
            },
        ),
        migrations.CreateModel(
            name='FormerPostSlug',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField()),
                ('slug', models.CharField(max_length=80)),
                ('column', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='columns.column')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_slugs', to='columns.post')),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.CharField(default=columns.models.ids.new_id, editable=False, max_length=16, primary_key=True, serialize=False)),
                ('headline', models.CharField(blank=True, max_length=300, verbose_name='headline')),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('scheduled', 'scheduled'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', editable=False, max_length=10, verbose_name='state')),
                ('display_time', models.DateTimeField(blank=True, null=True, verbose_name='time shown')),
                ('pinned', models.BooleanField(default=False, editable=False, verbose_name='pinned')),
                ('key_event', models.BooleanField(default=False, editable=False, verbose_name='key event')),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
                ('seq', models.BigIntegerField(editable=False, null=True)),
                ('first_seq', models.BigIntegerField(editable=False, null=True)),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='first published')),
                ('amended_at', models.DateTimeField(editable=False, null=True, verbose_name='last amended')),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True, verbose_name='withdrawn at')),
                ('withdrawal_reason', models.CharField(blank=True, editable=False, max_length=300, verbose_name='public reason')),
                ('column', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='columns.column')),
                ('continues', models.ForeignKey(blank=True, help_text='An earlier entry whose story this one takes further, under the same headline.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='columns.entry', verbose_name='continues')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='columns.post', verbose_name='post')),
            ],
            options={
                'verbose_name': 'entry',
                'verbose_name_plural': 'entries',
            },
        ),
        migrations.CreateModel(
            name='Byline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('reporting', 'reporting'), ('translation', 'translation'), ('analysis', 'analysis')], default='reporting', max_length=12, verbose_name='role')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bylines', to='columns.author', verbose_name='author')),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='bylines', to='columns.entry')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='bylines', to='columns.post')),
            ],
            options={
                'verbose_name': 'byline',
                'verbose_name_plural': 'bylines',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('headline', models.CharField(blank=True, max_length=300, verbose_name='headline')),
                ('standfirst', models.CharField(blank=True, max_length=600, verbose_name='standfirst')),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='saved at')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='saved by')),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='columns.entry')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='columns.post')),
            ],
            options={
                'verbose_name': 'revision',
                'verbose_name_plural': 'revisions',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.BigIntegerField(verbose_name='number')),
                ('op', models.CharField(choices=[('publish', 'published'), ('amend', 'amended'), ('withdraw', 'withdrawn'), ('restore', 'restored'), ('pin', 'pinned'), ('unpin', 'unpinned'), ('mark', 'marked as key event'), ('unmark', 'no longer a key event'), ('move', 'moved'), ('open', 'opened'), ('close', 'closed'), ('rename', 'author renamed'), ('settings', 'settings changed'), ('follow', 'follows from another change')], max_length=10, verbose_name='what happened')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('column', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='columns.column')),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='columns.entry')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='columns.post')),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='columns.revision')),
            ],
            options={
                'verbose_name': 'change',
                'verbose_name_plural': 'change log',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('asked', models.CharField(max_length=64)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='columns.entry')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='columns.post')),
            ],
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['column', '-date', '-opened_at'], name='post_chain'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(fields=('column', 'date', 'slug'), name='post_address', violation_error_message='This column already has a post at that date and address.'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('opened_at__isnull', False), _connector='OR'), name='post_public_is_opened'),
        ),
        migrations.AddConstraint(
            model_name='formerpostslug',
            constraint=models.UniqueConstraint(fields=('column', 'date', 'slug'), name='former_post_address'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['post', '-display_time', '-first_seq'], name='entry_post_stream'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['column', '-display_time', '-first_seq'], name='entry_column_stream'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('pinned', True)), fields=['post', '-display_time', '-first_seq'], name='entry_pinned'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('key_event', True)), fields=['post', '-display_time', '-first_seq'], name='entry_key'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('state__in', ['draft', 'scheduled'])), models.Q(('display_time__isnull', False), ('published_at__isnull', False), ('state__in', ['published', 'withdrawn'])), _connector='OR'), name='entry_public_has_time'),
        ),
        migrations.AddConstraint(
            model_name='byline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('entry__isnull', False), ('post__isnull', True)), models.Q(('entry__isnull', True), ('post__isnull', False)), _connector='OR'), name='byline_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='byline',
            constraint=models.UniqueConstraint(fields=('entry', 'author', 'role'), name='byline_once_per_entry'),
        ),
        migrations.AddConstraint(
            model_name='byline',
            constraint=models.UniqueConstraint(fields=('post', 'author', 'role'), name='byline_once_per_post'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('entry__isnull', False), ('post__isnull', True)), models.Q(('entry__isnull', True), ('post__isnull', False)), _connector='OR'), name='revision_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(fields=('entry', 'number'), name='revision_number_per_entry'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(fields=('post', 'number'), name='revision_number_per_post'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.UniqueConstraint(fields=('column', 'seq'), name='change_seq'),
        ),
    ]
