"""What the project itself adds to the admin."""

from wagtail import hooks

from cms.running.panel import add_standstill_panel

hooks.register("construct_homepage_panels", add_standstill_panel)
