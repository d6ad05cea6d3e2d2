"""Calendar, sheets and matters as they are built."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar

from rulebook.corpus.matters import load_matters
from rulebook.duty.within import counts
from tests.sites import ROOT


def soup(site: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path / "index.html").read_text(encoding="utf-8"), "lxml")


@pytest.fixture(scope="module")
def data(site: Path) -> dict:
    return json.loads((site / "assets" / "duty" / "duties.json").read_text(encoding="utf-8"))


def test_month_of_the_build(site: Path) -> None:
    page = soup(site, "calendar")
    assert page.select_one("h1").text == "2026年11月"
    groups = [row.text for row in page.select("tr.grp")]
    assert groups[0].startswith("今日起　11月23日（周一）")
    assert "本月已过期限" in groups
    words = page.select_one("[data-calendar-rows]").text
    assert "期限日为周六，制度未规定顺延" in words  # 12月5日的月报
    ended = page.select_one(".rb-ended").text
    assert "由《四责协同实施办法》替代" in ended
    assert "暂无替代规定，请询机关纪委" in ended


def test_deadline_changes_with_the_expression(data: dict) -> None:
    reports = [d for d in data["duties"] if d["id"] == "D019"]
    assert [(d["deadline"], d["from"], d["to"]) for d in reports] == [
        ("每月10日前", "2021-04-02", "2022-06-16"),
        ("每月5日前", "2022-06-17", ""),
    ]
    assert reports[0]["path"].startswith("mechanisms/three-provisions/2021-04-02/#art_8")
    assert ["2022-05-10"] in reports[0]["due"]
    assert ["2022-05-05"] not in reports[1]["due"]


def test_records_carry_what_derived_records_carry(data: dict) -> None:
    for duty in data["duties"]:
        assert {"act", "expression", "provision", "from", "to", "audience"} <= set(duty), duty


def test_notes_name_the_year_that_is_not_announced(data: dict) -> None:
    notes = [(row[0], row[3]) for d in data["duties"] for row in d["due"] if len(row) > 3]
    before = {note for day, note in notes if day.startswith("2026-12") and "元旦" in note}
    assert before == {"元旦　2027年放假安排未公布，日期为推算"}
    assert not any(day < "2027" and "2026年放假安排未公布" in note for day, note in notes)
    spring = {note for day, note in notes if day.startswith("2027-02") and "春节假期" in note}
    assert spring == {"推算期限日在春节假期，2027年放假安排未公布；制度未规定顺延"}
    assert any(day < "2027" and note.startswith("期限日在春节假期") for day, note in notes)


def test_offices_hide_what_does_not_hold(site: Path) -> None:
    page = soup(site, "calendar/offices")
    rows = page.select("#every-office tr[data-valid-from]")
    shown = [r.select_one("b").text for r in rows if "报送记录情况" in r.text and not r.has_attr("hidden")]
    assert shown == ["每月5日前"]
    assert page.select_one("#rectification-office").has_attr("hidden")
    dead = page.select_one("#agency-discipline-committee [data-dead]").text
    assert "承载条款已失效，暂无替代规定" in dead


def test_year_is_drawn_with_words(site: Path) -> None:
    page = soup(site, "calendar/year")
    for figure in page.select("figure"):
        assert figure.select_one("svg > title").text
        assert figure.select_one("svg > desc").text
        assert not figure.select("[fill]")
    assert "放假安排未公布" in page.text
    assert len(page.select("details tr.grp")) == 24


def test_deadline_page_reads_without_scripts(site: Path) -> None:
    text = soup(site, "calendar/deadline").text
    assert "10月1日至10月7日" in text
    assert "9月20日、10月10日" in text
    assert "2027年放假安排未公布" in text


def test_workday_data(site: Path) -> None:
    table = json.loads((site / "assets" / "duty" / "workdays.json").read_text(encoding="utf-8"))
    assert table["off"]["2021-10-04"] == "国庆假期"
    assert "2021-10-09" in table["work"]
    assert 2027 in table["unannounced"]


def test_calendar_files(site: Path) -> None:
    for name in ("all", "lawyer-work-office", "branch-secretaries"):
        events = Calendar.from_ical((site / "calendar" / f"{name}.ics").read_bytes()).walk("VEVENT")
        ids = [str(e["UID"]) for e in events]
        assert ids
        assert len(ids) == len(set(ids))
    own = (site / "calendar" / "lawyer-work-office.ics").read_text(encoding="utf-8")
    assert "D019" in own  # what every office has to do


def test_sheets(site: Path) -> None:
    page = soup(site, "calendar/roles/branch-secretaries")
    assert page.select_one(".s-title").text == "党支部书记　2026年第四季度"
    assert "含作为" in page.select_one(".s-note").text
    headings = [h.text for h in page.select("h3")]
    assert [h.removesuffix("没有定期职责") for h in headings[:3]] == ["10月", "11月", "12月"]
    assert "遇事即办" in headings


def test_matters(site: Path) -> None:
    kept = load_matters(ROOT, ROOT / "docs").all
    listed = {item["id"]: item for item in soup(site, "tasks").select(".t-brief li[id]")}
    assert set(listed) == {m.id for m in kept}
    for matter in kept:
        assert listed[matter.id].a["href"] == f"{matter.id}/"
        page = soup(site, f"tasks/{matter.id}")
        rows = page.select(".t-steps tbody tr")
        assert [r.select_one("td b").text for r in rows] == [s.within for s in matter.steps]
        for row, step in zip(rows, matter.steps, strict=True):
            cells = [cell.get_text(strip=True) for cell in row.select("td")]
            assert cells[0] == step.who
            assert step.what in cells[2]
            assert cells[3] == step.to
            assert step.target.partition("#")[0] in row.select("td")[4].a["href"]
            dead = "dead" in row.select("td")[4].get("class", [])
            assert bool(row.select("[data-within]")) == (bool(counts(step.within)) and not dead)
            if step.form:
                assert row.select_one(".t-form").text == f"填：{step.form}"
        whole = page.select_one(".t-ans").get_text()
        assert all(part in whole for part in re.split("[。；]", matter.answer.replace("**", "")))
        assert all(line in whole for line in matter.limits)


def test_matter_with_a_dead_basis_counts_nothing(site: Path) -> None:
    assert "承载条款已失效" in soup(site, "tasks/clue").text


def test_steps_of_new_staff_and_roles(site: Path) -> None:
    first = soup(site, "tasks/new-staff").select_one("#asked-a-favour")
    assert first.select_one("em").text == "5个工作日内"
    assert first.select_one("a[href$='three-provisions/#art_6']").text == "《三个规定工作规范》第六条（如实填报）"
    assert first.select_one(".t-count")["href"] == "../../calendar/deadline/?count=5&unit=wd&dir=after"
    assert soup(site, "tasks/new-staff").select_one("article")["id"] == "new-arrival"
    assert soup(site, "tasks/roles").select("#middle-managers li")


def test_home(site: Path) -> None:
    home = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "lxml")
    assert len(home.select(".rb-task")) == sum(m.common for m in load_matters(ROOT, ROOT / "docs").all)
    offices = [o["value"] for o in home.select("[data-mine-office] option")]
    assert "community-correction-office" in offices
    assert "law-firms" not in offices
    assert "rectification-office" not in offices
    assert not soup(site, "calendar").select("option[value=rectification-office]")
    assert "2022年3月18日撤销，由机关纪委承继" in soup(site, "offices/acts").text
