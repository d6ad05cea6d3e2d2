"""Periods of steps read into counts."""

import pytest

from rulebook.duty.within import Count, counts

CASES = {
    "行前3个工作日": [Count("出行之日", 3, "wd", back=True)],
    "返沪后1个工作日内": [Count("返沪之日", 1, "wd", back=False)],
    "报到之日起30日内": [Count("报到之日", 30, "d", back=False)],
    "3日内": [Count("事发之日", 3, "d", back=False)],
    "事发后5个工作日内": [Count("事发之日", 5, "wd", back=False)],
    "提前1个工作日": [Count("要办的那一日", 1, "wd", back=True)],
    "事前，最迟假期开始前1日": [Count("假期开始之日", 1, "d", back=True)],
    "婚庆事前10日": [Count("婚庆之日", 10, "d", back=True)],
    "丧事当日电话、事后10日内补报": [Count("事发之日", 10, "d", back=False)],
    "会议召开5个工作日前": [Count("会议召开之日", 5, "wd", back=True)],
    "会前7个工作日": [Count("会议之日", 7, "wd", back=True)],
    "接到交办后1个工作日内联系、15日内答复": [
        Count("接到交办之日", 1, "wd", back=False),
        Count("接到交办之日", 15, "d", back=False),
    ],
    "主办科室签收后一般件15个工作日、急件3个工作日、特急件24小时": [
        Count("主办科室签收之日", 15, "wd", back=False, kind="一般件"),
        Count("主办科室签收之日", 3, "wd", back=False, kind="急件"),
    ],
    "回国（境）后10日内；未成行的，批准的出行日起10日内": [
        Count("回国（境）之日", 10, "d", back=False),
        Count("批准的出行日", 10, "d", back=False),
    ],
    "闲置满3个月后5个工作日内": [Count("闲置满3个月之日", 5, "wd", back=False)],
    "任职满3、6、12个月，届满后10个工作日内": [Count("届满之日", 10, "wd", back=False)],
    "结案后3个月内": [Count("结案之日", 3, "m", back=False)],
    "受理后60日内，经局长批准可延长不超过30日": [Count("受理之日", 60, "d", back=False)],
    "受聘、换届选举前20个工作日": [Count("受聘、换届选举之日", 20, "wd", back=True)],
    "新进、变动之日起10个工作日内": [Count("新进、变动之日", 10, "wd", back=False)],
    "每月5日前": [],
    "每年1月31日前": [],
    "立即，不迟于1小时": [],
    "只适用于2023年6月30日以前收到的线索": [],
    "当日": [],
}


@pytest.mark.parametrize(("within", "expected"), CASES.items())
def test_counts(within: str, expected: list[Count]) -> None:
    assert list(counts(within)) == expected
