"""Our mark on every answer of the API, so that a phone never takes a captive portal's 200 for ours."""

API = "masdarling/1"
HEADER = "Masdarling-Api"
REGISTER = "Masdarling-Register"
"""Version of the city register in force: a phone that has an older one fetches it."""
