import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Whoever uses the application's own account adds to the audit log, and changes nothing in it (docs/audit.md).
TO_ADD = {
    "sqlite": [
        f"""
        CREATE TRIGGER audit_record_no_{act} BEFORE {act} ON columns_auditrecord
        BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
        """
        for act in ("update", "delete")
    ],
    "postgresql": [
        """
        CREATE FUNCTION audit_record_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = 'restrict_violation'; END $$
        """,
        """
        CREATE TRIGGER audit_record_stays BEFORE UPDATE OR DELETE ON columns_auditrecord
        FOR EACH ROW EXECUTE FUNCTION audit_record_stays()
        """,
    ],
}
TO_TAKE_AWAY = {
    "sqlite": ["DROP TRIGGER audit_record_no_update", "DROP TRIGGER audit_record_no_delete"],
    "postgresql": ["DROP TRIGGER audit_record_stays ON columns_auditrecord", "DROP FUNCTION audit_record_stays()"],
}


def said(statements):
    def say(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return say


class Migration(migrations.Migration):

    dependencies = [
        ('columns', '0008_desk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='column',
            name='frozen_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='frozen by'),
        ),
        migrations.AddField(
            model_name='site',
            name='frozen_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='frozen by'),
        ),
        migrations.AddField(
            model_name='site',
            name='lite_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lite by'),
        ),
        migrations.AlterField(
            model_name='auditrecord',
            name='by',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AlterField(
            model_name='auditrecord',
            name='column',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='audit', to='columns.column', verbose_name='column'),
        ),
        # After all that may make SQLite build the table anew: a trigger goes with the old one.
        migrations.RunPython(said(TO_ADD), said(TO_TAKE_AWAY)),
    ]
