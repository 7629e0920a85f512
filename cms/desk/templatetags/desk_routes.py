"""Words of routes for templates."""

from django import template

from cms.routes.wording import demand_words, party_words

register = template.Library()
register.filter(party_words)
register.filter(demand_words)
