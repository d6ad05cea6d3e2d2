"""Words that say something is over, as regular expressions: the one list of them.

``ENDS`` decides it in a rule, ``STOPS`` for a time; ``SURELY`` says either of a rule, ``OVER`` of a form or a list as well;
``DOUBTFUL`` may lead readers to take it so, where it stands in a name.
"""

ENDS = "废止|失效|作废|不再(?:执行|施行|适用|有效)|停止(?:执行|施行|适用|使用)"
STOPS = "(?:暂停|暂缓|中止)(?:执行|适用|施行|使用)"
SURELY = f"{ENDS}|{STOPS}|取代"
OVER = f"{SURELY}|停用|不再使用"
DOUBTFUL = f"{OVER}|撤销|过期|过时|无效|未生效|未施行|旧版|草案|仅供参考|征求意见"
