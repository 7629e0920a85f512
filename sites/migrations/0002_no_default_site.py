"""Take away the site and the page that Wagtail's own migrations put there.

A default site would answer for hosts that belong to nobody (traps.md T10).
"""

from django.db import migrations


def remove_default_site(apps, schema_editor):
    Site = apps.get_model("wagtailcore", "Site")
    Page = apps.get_model("wagtailcore", "Page")
    default = Site.objects.filter(hostname="localhost", is_default_site=True).first()
    if default is None:
        return
    welcome = Page.objects.filter(pk=default.root_page_id, depth=2, numchild=0).first()
    default.delete()
    if welcome is not None and welcome.url_path == "/home/":
        root = Page.objects.get(depth=1, path=welcome.path[:4])
        root.numchild -= 1
        root.save(update_fields=["numchild"])
        welcome.delete()


class Migration(migrations.Migration):
    dependencies = [("portals", "0001_initial")]

    operations = [
        migrations.RunPython(
            remove_default_site, migrations.RunPython.noop, elidable=False
        )
    ]
