from django.db import migrations, models

# `INSERT OR REPLACE` deletes a row without firing a trigger of deletions (unless `recursive_triggers` is on), and
# TRUNCATE fires no trigger of rows: each is stopped by one of its own (docs/audit.md).
TO_ADD = {
    "sqlite": [
        """
        CREATE TRIGGER audit_record_no_replace BEFORE INSERT ON columns_auditrecord
        WHEN EXISTS (
            SELECT 1 FROM columns_auditrecord WHERE id = NEW.id
            UNION ALL
            SELECT 1 FROM columns_auditrecord WHERE column_id IS NEW.column_id AND number = NEW.number
        )
        BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
        """,
    ],
    "postgresql": [
        """
        CREATE TRIGGER audit_record_no_truncate BEFORE TRUNCATE ON columns_auditrecord
        FOR EACH STATEMENT EXECUTE FUNCTION audit_record_stays()
        """,
    ],
}
TO_TAKE_AWAY = {
    "sqlite": ["DROP TRIGGER audit_record_no_replace"],
    "postgresql": ["DROP TRIGGER audit_record_no_truncate ON columns_auditrecord"],
}
# A salt for each text that there is: what is told of it from now on is mixed with that.
A_SALT = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "replace(gen_random_uuid()::text, '-', '')"}
TO_SALT = [
    "UPDATE columns_revision SET salt = {} WHERE entry_id IS NOT NULL AND blanked_at IS NULL",
    """
    UPDATE columns_entry SET salt = coalesce((
        SELECT salt FROM columns_revision
        WHERE entry_id = columns_entry.id AND columns_revision.number = columns_entry.revision
    ), '')
    """,
]


def said(statements):
    def say(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return say


def salt(apps, schema_editor):
    for statement in TO_SALT:
        schema_editor.execute(statement.format(A_SALT[schema_editor.connection.vendor]))


class Migration(migrations.Migration):

    dependencies = [
        ('columns', '0011_alerts'),
    ]

    operations = [
        migrations.AddField(
            model_name='entry',
            name='salt',
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name='revision',
            name='salt',
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.RunPython(salt, migrations.RunPython.noop),
        migrations.RunPython(said(TO_ADD), said(TO_TAKE_AWAY)),
    ]
