"""Decision pages of the built site."""

from pathlib import Path

from bs4 import BeautifulSoup


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup((path / "index.html").read_text(encoding="utf-8"), "lxml")


def test_a_decision_names_all_it_did(site: Path) -> None:
    page = soup(site / "decisions" / "2023-02-22-xsd4")
    rows = [[td.get_text(strip=True) for td in tr.select("td")] for tr in page.select("tbody tr")]
    assert [row[1] for row in rows] == ["修订", "废止"]
    assert page.select_one("h1").text == "x司党〔2023〕4号"
    assert "2023年2月22日决定，2023年2月24日印发" in page.select_one(".rb-lead").text
    assert page.select_one("tbody a[href$='four-responsibilities-coordination/2023-03-01/']")


def test_history_of_a_rule_leads_to_decisions(site: Path) -> None:
    page = soup(site / "rules" / "attendance-leave")
    links = [a["href"] for a in page.select("#history a[href*='decisions/']")]
    assert [link.split("/")[-2] for link in links] == ["2021-11-10-erratum", "2021-10-18-xsb11"]
    assert "“销价”更正为“销假”" in page.select_one("#history").text


def test_every_decision_is_listed(site: Path) -> None:
    folder = site / "decisions"
    pages = {p.name for p in folder.iterdir() if p.is_dir()}
    assert {tr["id"] for tr in soup(folder).select("tbody tr")} == pages
    assert soup(site / "changes").select_one("a[href='../decisions/']")
