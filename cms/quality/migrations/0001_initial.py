import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cms.quality.models.pictures
import sites.order
from cms.quality.seeds import plant


def plant_registers(apps, schema_editor):
    names = ("LegalText", "OfficialSource")
    plant(*(apps.get_model("quality", name) for name in names))


class Migration(migrations.Migration):
    initial = True

    dependencies = [('core', '0001_initial'), ('media_library', '0001_initial'), ('portals', '0002_no_default_site'), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name='PictureDeclaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('children', models.CharField(blank=True, choices=[('', 'Not said yet'), ('none', 'No child can be recognised'), ('some', 'Children can be recognised')], max_length=4, verbose_name='children')),
                ('territory', models.CharField(blank=True, choices=[('', 'Not said yet'), ('no_map', 'No map of the country'), ('whole', 'A map of the country, with its islands')], max_length=6, verbose_name='territory')),
                ('sha256', models.CharField(editable=False, max_length=64)),
                ('declared_at', models.DateTimeField(editable=False, verbose_name='when')),
                ('declared_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('image', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='declaration', to='media_library.image')),
            ],
            options={'verbose_name': 'words about a picture', 'verbose_name_plural': 'words about pictures', 'default_permissions': ()},
        ),
        migrations.CreateModel(
            name='Redaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('areas', models.JSONField(editable=False, verbose_name='areas')),
                ('original', models.FileField(editable=False, upload_to=cms.quality.models.pictures.original_place)),
                ('original_sha256', models.CharField(editable=False, max_length=64)),
                ('result_sha256', models.CharField(editable=False, max_length=64)),
                ('done_at', models.DateTimeField(editable=False, verbose_name='when')),
                ('done_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('image', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='redactions', to='media_library.image')),
            ],
            options={'verbose_name': 'blurring', 'verbose_name_plural': 'blurrings', 'ordering': ['pk'], 'default_permissions': ()},
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_by', models.CharField(help_text='Parent or guardian, full name.', max_length=255, verbose_name='who agreed')),
                ('given_on', models.DateField(verbose_name='agreed on')),
                ('child_agrees', models.BooleanField(default=False, verbose_name='the child is under seven, or agrees')),
                ('document', models.CharField(help_text='Number and date of the paper, and where it is kept.', max_length=255, verbose_name='document')),
                ('scope', models.CharField(help_text='The item, campaign or use agreed to.', max_length=255, verbose_name='for what')),
                ('covers_harm', models.BooleanField(default=False, help_text='The paper says so in as many words.', verbose_name='also beside illness or harm')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='recorded')),
                ('image', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='media_library.image')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={'verbose_name': 'consent', 'verbose_name_plural': 'consents', 'ordering': ['-given_on', '-pk'], 'default_permissions': (), 'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('given_on')), _connector='OR'), name='consent_in_order', violation_error_message="The last day can't be before the first.")]},
        ),
        migrations.CreateModel(
            name='Explanation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(editable=False, max_length=30, verbose_name='rule')),
                ('subject', models.CharField(editable=False, max_length=255, verbose_name='about')),
                ('reason', models.TextField(max_length=1000, verbose_name='reason')),
                ('given_at', models.DateTimeField(editable=False, verbose_name='when')),
                ('given_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='explanations', to='core.editorialrecord')),
            ],
            options={'verbose_name': 'explanation', 'verbose_name_plural': 'explanations', 'ordering': ['given_at'], 'default_permissions': (), 'constraints': [models.UniqueConstraint(fields=('record', 'code', 'subject'), name='explained_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='explanation_says_something')]},
        ),
        migrations.CreateModel(
            name='Leader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='full name')),
                ('sort_key', sites.order.OrderKey('name', 'people', max_length=302)),
                ('title', models.CharField(help_text='As it is written before the name.', max_length=255, verbose_name='title')),
                ('protocol_order', models.PositiveSmallIntegerField(default=100, help_text='Who is named first has the lower number.', verbose_name='order of protocol')),
                ('held_from', models.DateField(blank=True, null=True, verbose_name='from')),
                ('held_to', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('unit', models.ForeignKey(blank=True, help_text='It holds for the unit and all below it. Empty: the whole house.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portals.unit', verbose_name='unit')),
            ],
            options={'verbose_name': 'leader', 'verbose_name_plural': 'leaders', 'ordering': ['protocol_order', 'sort_key', 'pk'], 'constraints': [models.CheckConstraint(condition=models.Q(('held_from__isnull', True), ('held_to__isnull', True), ('held_to__gte', models.F('held_from')), _connector='OR'), name='leader_in_order', violation_error_message="The last day can't be before the first.")]},
        ),
        migrations.CreateModel(
            name='LegalText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(help_text='As it is cited, with the year.', max_length=80, verbose_name='number')),
                ('title', models.CharField(max_length=500, verbose_name='title')),
                ('other_names', models.TextField(blank=True, help_text='One a line, with the year that is cited.', verbose_name='also cited as')),
                ('in_force_from', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('in_force_to', models.DateField(blank=True, db_index=True, null=True, verbose_name='last day in force')),
                ('replaced_by', models.CharField(blank=True, max_length=255, verbose_name='replaced by')),
                ('unit', models.ForeignKey(blank=True, help_text='It holds for the unit and all below it. Empty: the whole house.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portals.unit', verbose_name='unit')),
            ],
            options={'verbose_name': 'legal text', 'verbose_name_plural': 'legal texts', 'ordering': ['number'], 'constraints': [models.UniqueConstraint(fields=('unit', 'number'), name='legal_text_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('in_force_from__isnull', True), ('in_force_to__isnull', True), ('in_force_to__gte', models.F('in_force_from')), _connector='OR'), name='legal_text_in_order', violation_error_message="The last day can't be before the first.")]},
        ),
        migrations.CreateModel(
            name='OfficialSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='name')),
                ('sort_key', sites.order.OrderKey('name', max_length=512)),
                ('host', models.CharField(help_text='For example “chinhphu.vn”; names below it count as well.', max_length=255, verbose_name='hostname')),
                ('unit', models.ForeignKey(blank=True, help_text='It holds for the unit and all below it. Empty: the whole house.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portals.unit', verbose_name='unit')),
            ],
            options={'verbose_name': 'official source', 'verbose_name_plural': 'official sources', 'ordering': ['sort_key', 'pk'], 'constraints': [models.UniqueConstraint(fields=('unit', 'host'), name='source_once', nulls_distinct=False)]},
        ),
        migrations.CreateModel(
            name='RuleSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, verbose_name='rule')),
                ('severity', models.CharField(choices=[('off', 'Not checked'), ('warn', 'Warns'), ('block', 'Blocks')], max_length=5, verbose_name='severity')),
                ('least', models.PositiveIntegerField(blank=True, null=True, verbose_name='at least')),
                ('most', models.PositiveIntegerField(blank=True, null=True, verbose_name='at most')),
                ('unit', models.ForeignKey(blank=True, help_text='It holds for the unit and all below it. Empty: the whole house.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portals.unit', verbose_name='unit')),
            ],
            options={'verbose_name': 'rule of content', 'verbose_name_plural': 'rules of content', 'ordering': ['code', 'unit'], 'constraints': [models.UniqueConstraint(fields=('unit', 'code'), name='rule_once_per_unit', nulls_distinct=False)]},
        ),
        migrations.RunPython(plant_registers, migrations.RunPython.noop),
    ]
