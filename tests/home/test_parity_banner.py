import pytest

from tests.factories.home import news, site, translated

pytestmark = pytest.mark.django_db


def test_a_translation_left_behind_says_since_when_and_leads_to_its_original(client):
    site()
    page = news(title="Une nouvelle", lead="En bref.")
    dutch = translated(page, title="Een bericht", lead="Kort.")
    assert "message--warning" not in client.get(dutch.url).content.decode()
    page.lead = "En bref, corrigé."
    page.save_revision().publish()
    html = client.get(dutch.url).content.decode()
    assert "message--warning" in html
    assert f'<a href="{page.url}" hreflang="fr-BE">' in html
    assert "Kort." in html
    assert "corrigé" not in html
    assert "message--warning" not in client.get(page.url).content.decode()
