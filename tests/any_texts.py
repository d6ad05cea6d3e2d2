"""Rules as people write them: name, text, and what has an id in it; for the tests of reading and of writing tidily."""

from __future__ import annotations

A, B = "第一条　茶水自备。\n\n", "第二条　杯子归位。\n"

# name, text, what is read
CASES: list[tuple[str, str, list[str]]] = [
    # 条标 in a Markdown heading
    ("heading, words below", "# 题\n\n### 第一条　茶水\n茶水自备。\n\n杯子自带。\n", ["art_1 第一条[茶水]", "art_1__para_1 茶水自备。", "art_1__para_2 杯子自带。"]),
    ("heading, words after a blank line", "# 题\n\n## 第1条 茶水\n\n茶水自备。\n", ["art_1 第1条[茶水]", "art_1__para_1 茶水自备。"]),
    ("heading, items below", "# 题\n\n#### 第一条 下列物品\n\n（一）茶；\n\n（二）杯。\n",
     ["art_1 第一条[下列物品]", "art_1__para_1 ", "art_1__para_1__subpara_1 （一）茶；", "art_1__para_1__subpara_2 （二）杯。"]),
    ("heading that is the words", "# 题\n\n### 第一条 茶水自备。\n\n杯子自带。\n", ["art_1 第一条", "art_1__para_1 茶水自备。", "art_1__para_2 杯子自带。"]),
    # 条标 without 【】
    ("in brackets", "# 题\n\n第一条（茶水）茶水自备。\n\n第二条（杯子）杯子归位。\n",
     ["art_1 第一条[茶水]", "art_1__para_1 茶水自备。", "art_2 第二条[杯子]", "art_2__para_1 杯子归位。"]),
    ("before a blank", "# 题\n\n第一条　茶水　茶水自备。\n\n第二条　杯子　杯子归位。\n",
     ["art_1 第一条[茶水]", "art_1__para_1 茶水自备。", "art_2 第二条[杯子]", "art_2__para_1 杯子归位。"]),
    ("on the line of the number", "# 题\n\n第一条　茶水\n\n茶水自备。\n\n第二条　杯子\n\n杯子归位。\n",
     ["art_1 第一条[茶水]", "art_1__para_1 茶水自备。", "art_2 第二条[杯子]", "art_2__para_1 杯子归位。"]),
    ("on a line of its own", "# 题\n\n第一条\n\n茶水\n\n茶水自备。\n\n第二条\n\n杯子\n\n杯子归位。\n",
     ["art_1 第一条[茶水]", "art_1__para_1 茶水自备。", "art_2 第二条[杯子]", "art_2__para_1 杯子归位。"]),
    ("bold, before the words", "# 题\n\n**第一条 茶水** 茶水自备。\n", ["art_1 第一条[茶水]", "art_1__para_1 茶水自备。"]),
    ("bold with 【】", "# 题\n\n**第一条【茶水】** 茶水自备。\n", ["art_1 第一条[茶水]", "art_1__para_1 茶水自备。"]),
    # the number alone on its line
    ("alone", "# 题\n\n第一条\n\n茶水自备。\n\n杯子自带。\n", ["art_1 第一条", "art_1__para_1 茶水自备。", "art_1__para_2 杯子自带。"]),
    ("alone, words joined", "# 题\n\n第一条\n茶水自备。\n\n杯子自带。\n", ["art_1 第一条", "art_1__para_1 茶水自备。", "art_1__para_2 杯子自带。"]),
    ("alone as a heading", "# 题\n\n## 第一条\n\n茶水自备。\n", ["art_1 第一条", "art_1__para_1 茶水自备。"]),
    ("alone, items below", "# 题\n\n第一条\n\n（一）茶；\n\n（二）杯。\n",
     ["art_1 第一条", "art_1__para_1 ", "art_1__para_1__subpara_1 （一）茶；", "art_1__para_1__subpara_2 （二）杯。"]),
    ("item right after the number", "# 题\n\n第一条　（一）茶；\n\n（二）杯。\n",
     ["art_1 第一条", "art_1__para_1 ", "art_1__para_1__subpara_1 （一）茶；", "art_1__para_1__subpara_2 （二）杯。"]),
    # chapters
    ("quotation marks", f"# 题\n\n第一章 “两杯”制\n\n{A}第二章 《杯谱》、杯架\n\n{B}",
     ["chp_1 第一章[“两杯”制]", "art_1 第一条", "art_1__para_1 茶水自备。", "chp_2 第二章[《杯谱》、杯架]", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    ("no blank", f"# 题\n\n第一章茶水\n\n{A}第二章杯子\n\n{B}",
     ["chp_1 第一章[茶水]", "art_1 第一条", "art_1__para_1 茶水自备。", "chp_2 第二章[杯子]", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    ("two lines", f"# 题\n\n第一章\n\n茶水\n\n{A}第二章\n杯子\n\n{B}",
     ["chp_1 第一章[茶水]", "art_1 第一条", "art_1__para_1 茶水自备。", "chp_2 第二章[杯子]", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    ("two headings", f"# 题\n\n## 第一章\n\n## 茶水\n\n{A}", ["chp_1 第一章[茶水]", "art_1 第一条", "art_1__para_1 茶水自备。"]),
    ("one is missing", f"# 题\n\n第一章 茶水\n\n{A}第三章 杯子\n\n{B}",
     ["chp_1 第一章[茶水]", "art_1 第一条", "art_1__para_1 茶水自备。", "chp_3 第三章[杯子]", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    ("level one", f"茶水办法\n\n# 第一章 茶水\n\n{A}# 第二章 杯子\n\n{B}",
     ["chp_1 第一章[茶水]", "art_1 第一条", "art_1__para_1 茶水自备。", "chp_2 第二章[杯子]", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    ("words that begin so", "# 题\n\n第一条　甲。\n\n第二章规定的茶水除外\n", ["art_1 第一条", "art_1__para_1 甲。", "art_1__para_2 第二章规定的茶水除外"]),
    # contents
    ("dots and pages", f"# 题\n\n目录\n\n第一章 茶水 …… 1\n第二章 杯子 ...... 12\n\n第一章 茶水\n\n{A}第二章 杯子\n\n{B}",
     ["chp_1 第一章[茶水]", "art_1 第一条", "art_1__para_1 茶水自备。", "chp_2 第二章[杯子]", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    ("tabs and pages, articles too", f"# 题\n\n目　录\n\n第一章 茶水\t1\n\n第一条 自备\t1\n\n第二条 归位\t2\n\n## 第一章 茶水\n\n{A}{B}",
     ["chp_1 第一章[茶水]", "art_1 第一条", "art_1__para_1 茶水自备。", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    ("links", f"# 题\n\n1. [第一章 茶水](#1)\n2. [第二章 杯子](#2)\n\n## 第一章 茶水\n\n{A}## 第二章 杯子\n\n{B}",
     ["chp_1 第一章[茶水]", "art_1 第一条", "art_1__para_1 茶水自备。", "chp_2 第二章[杯子]", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    ("links to articles", f"# 题\n\n* [第一条](#1)\n* [第二条](#2)\n\n{A}{B}", ["art_1 第一条", "art_1__para_1 茶水自备。", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    ("clauses", "# 题\n\n## 目录\n\n一、茶水\n\n二、杯子\n\n一、茶水\n\n自备。\n\n二、杯子\n\n归位。\n", ["clause_1 一、茶水", "clause_2 二、杯子"]),
    # bold, HTML, lists
    ("bold numbers", "# 题\n\n**第一条**　茶水自备：\n\n**（一）** 茶；\n\n__（二）__杯。\n",
     ["art_1 第一条", "art_1__para_1 茶水自备：", "art_1__para_1__subpara_1 （一）茶；", "art_1__para_1__subpara_2 （二）杯。"]),
    ("bold chapter", f"# 题\n\n**第一章　茶水**\n\n{A}", ["chp_1 第一章[茶水]", "art_1 第一条", "art_1__para_1 茶水自备。"]),
    ("p", '# 题\n\n<p>第一条 茶水自备。</p>\n<p>杯子自带。</p>\n\n<p class="x">第二条 归位。</p>\n',
     ["art_1 第一条", "art_1__para_1 茶水自备。", "art_1__para_2 杯子自带。", "art_2 第二条", "art_2__para_1 归位。"]),
    ("h and b", f"<h1>茶水办法</h1>\n\n<h2>第一章 茶水</h2>\n\n<b>第一条</b> 茶水自备。<br>\n\n{B}",
     ["chp_1 第一章[茶水]", "art_1 第一条", "art_1__para_1 茶水自备。", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    ("list marks", "# 题\n\n- 第一条 茶水自备：\n  - （一）茶；\n  - （二）杯。\n",
     ["art_1 第一条", "art_1__para_1 茶水自备：", "art_1__para_1__subpara_1 （一）茶；", "art_1__para_1__subpara_2 （二）杯。"]),
    ("unnumbered list is no 款", "# 题\n\n第一条 自备：\n\n- 茶；\n\n- 杯。\n\n另带匙。\n", ["art_1 第一条", "art_1__para_1 自备：", "art_1__para_2 另带匙。"]),
    # other numbers
    ("circles", "# 题\n\n第一条 自备：\n\n①茶；\n\n②杯。\n\n另带匙。\n",
     ["art_1 第一条", "art_1__para_1 自备：", "art_1__para_1__point_1 ①茶；", "art_1__para_1__point_2 ②杯。", "art_1__para_2 另带匙。"]),
    ("brackets inside points", "# 题\n\n第一条 自备：\n\n（一）茶：\n\n1.红茶：\n\n（1）祁门；\n\n（2）滇红；\n\n2.绿茶。\n",
     ["art_1 第一条", "art_1__para_1 自备：", "art_1__para_1__subpara_1 （一）茶：", "art_1__para_1__subpara_1__point_1 1.红茶：",
      "art_1__para_1__subpara_1__point_1__point_1 （1）祁门；", "art_1__para_1__subpara_1__point_1__point_2 （2）滇红；", "art_1__para_1__subpara_1__point_2 2.绿茶。"]),
    ("decimals", "# 题\n\n第一条 自备：\n\n1.1 茶；\n\n1.2 杯。\n\n1.5倍以内不计。\n",
     ["art_1 第一条", "art_1__para_1 自备：", "art_1__para_1__point_1-1 1.1茶；", "art_1__para_1__point_1-2 1.2杯。", "art_1__para_2 1.5倍以内不计。"]),
    # clause texts
    ("clauses under ##", "# 题\n\n## 一、茶水\n\n自备。\n\n另带匙。\n\n## 二、杯子\n\n### （一）归位\n\n次日查。\n",
     ["clause_1 一、茶水", "clause_2 二、杯子", "clause_2__subpara_1 （一）归位"]),
    ("clauses under #", "茶水通知\n\n# 一、茶水\n\n自备。\n\n# 二、杯子\n\n归位。\n", ["clause_1 一、茶水", "clause_2 二、杯子"]),
    ("## 一、 over articles", "# 题\n\n## 一、茶水\n\n第一条 自备。\n", ["art_1 第一条", "art_1__para_1 自备。"]),
    # wrapped lines
    ("wrapped before a number", f"# 题\n\n{A}第二条　杯子归位，违反\n第一条的除外。\n", ["art_1 第一条", "art_1__para_1 茶水自备。", "art_2 第二条", "art_2__para_1 杯子归位，违反⏎第一条的除外。"]),
    ("wrapped inside an item", "# 题\n\n第一条　自备：\n\n（一）茶叶和\n茶匙；\n\n（二）杯。\n",
     ["art_1 第一条", "art_1__para_1 自备：", "art_1__para_1__subpara_1 （一）茶叶和⏎茶匙；", "art_1__para_1__subpara_2 （二）杯。"]),
    ("one line one paragraph", "茶水办法\n第一条 自备。\n另带匙。\n第二条 归位。\n", ["art_1 第一条", "art_1__para_1 自备。", "art_1__para_2 另带匙。", "art_2 第二条", "art_2__para_1 归位。"]),
    ("words that begin with an item", "# 题\n\n第一条　自备：\n\n（一）茶；\n\n（二）杯。\n\n（一）、（二）项由库房验。\n\n（二）项目另报。\n",
     ["art_1 第一条", "art_1__para_1 自备：", "art_1__para_1__subpara_1 （一）茶；", "art_1__para_1__subpara_2 （二）杯。",
      "art_1__para_2 （一）、（二）项由库房验。", "art_1__para_2__subpara_2 （二）项目另报。"]),
    # rule lines
    ("rules", f"茶水办法\n=====\n\n{A}* * *\n\n———\n\n{B}", ["art_1 第一条", "art_1__para_1 茶水自备。", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    # traditional script
    ("traditional", "# 題\n\n第一編 總則\n\n第一節 茶水\n\n第一條　自備。\n\n第二條之一　歸位。\n",
     ["part_1 第一編[總則]", "part_1__sec_1 第一節[茶水]", "art_1 第一條", "art_1__para_1 自備。", "art_2-1 第二條之一", "art_2-1__para_1 歸位。"]),
    # numerals as seals and accounts write them
    ("formal numerals", "# 题\n\n第壹章 茶水\n\n第拾條　自備：\n\n（廿一）茶；\n\n第拾壹条　归位。\n\n第十一之二条　补登。\n",
     ["chp_1 第壹章[茶水]", "art_10 第拾條", "art_10__para_1 自備：", "art_10__para_1__subpara_21 （廿一）茶；",
      "art_11 第拾壹条", "art_11__para_1 归位。", "art_11-2 第十一之二条", "art_11-2__para_1 补登。"]),
    ("formal numerals of clauses", "# 茶水通知\n\n壹、茶水自备。\n\n贰、杯子归位。\n", ["clause_1 壹、茶水自备。", "clause_2 贰、杯子归位。"]),
    # 部分, 篇
    ("parts by other words", f"# 题\n\n第一部分　茶水\n\n{A}第二部分：杯子\n\n{B}",
     ["part_1 第一部分[茶水]", "art_1 第一条", "art_1__para_1 茶水自备。", "part_2 第二部分[杯子]", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    ("篇 over chapters", f"# 题\n\n第一篇 茶水\n\n第一章 红茶\n\n{A}第二篇 杯子\n\n第一章 瓷杯\n\n{B}",
     ["part_1 第一篇[茶水]", "part_1__chp_1 第一章[红茶]", "art_1 第一条", "art_1__para_1 茶水自备。",
      "part_2 第二篇[杯子]", "part_2__chp_1 第一章[瓷杯]", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    ("parts of a plan", "# 茶水方案\n\n## 第一部分　要求\n\n一、自备。\n\n## 第二部分　分工\n\n一、归位。\n",
     ["part_1 第一部分[要求]", "part_1__clause_1 一、自备。", "part_2 第二部分[分工]", "part_2__clause_1 一、归位。"]),
    ("words that begin with a part", f"# 题\n\n{A}第二部分人员另行通知\n\n{B}", ["art_1 第一条", "art_1__para_1 茶水自备。", "art_1__para_2 第二部分人员另行通知", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    # numbers without a point
    ("bare numbers over decimals", "# 茶水预案\n\n1 总则\n\n1.1 目的\n\n为了茶水。\n\n2　组织\n\n2.1 小组\n\n局长任组长。\n",
     ["point_1 1总则", "point_1__point_1-1 1.1目的", "point_2 2组织", "point_2__point_2-1 2.1小组"]),
    ("bare numbers in headings", "# 茶水预案\n\n## 1 总则\n\n### 1.1 目的\n\n为了茶水。\n\n## 2 组织\n\n### 2.1 小组\n",
     ["point_1 1总则", "point_1__point_1-1 1.1目的", "point_2 2组织", "point_2__point_2-1 2.1小组"]),
    ("bare numbers without a blank", "# 茶水预案\n\n1总则\n\n1.1目的\n\n2组织\n\n2.1小组\n",
     ["point_1 1总则", "point_1__point_1-1 1.1目的", "point_2 2组织", "point_2__point_2-1 2.1小组"]),
    ("bare numbers of items", "# 题\n\n第一条　自备：\n\n1 茶；\n\n2 杯。\n\n另带匙。\n",
     ["art_1 第一条", "art_1__para_1 自备：", "art_1__para_1__point_1 1茶；", "art_1__para_1__point_2 2杯。", "art_1__para_2 另带匙。"]),
    ("a number that is none of these", "# 题\n\n第一条　自备。\n\n3 人以上另报\n", ["art_1 第一条", "art_1__para_1 自备。", "art_1__para_2 3 人以上另报"]),
    ("一 and a blank", "# 茶水通知\n\n一　茶水\n\n自备。\n\n二　杯子\n\n归位。\n", ["clause_1 一茶水", "clause_2 二杯子"]),
    ("letters", "# 题\n\n第一条　自备：\n\nA.茶；\n\nB.杯。\n\n另带：\n\n甲、匙；\n\n乙、碟。\n",
     ["art_1 第一条", "art_1__para_1 自备：", "art_1__para_1__point_1 A.茶；", "art_1__para_1__point_2 B.杯。",
      "art_1__para_2 另带：", "art_1__para_2__point_1 甲、匙；", "art_1__para_2__point_2 乙、碟。"]),
    ("letters that are words", "# 题\n\n第一条　自备：\n\n甲、乙、丙各一件。\n", ["art_1 第一条", "art_1__para_1 自备：", "art_1__para_2 甲、乙、丙各一件。"]),
    ("一、 under an article", "# 题\n\n第一条　自备：\n\n一、茶；\n\n二、杯。\n\n另带匙。\n",
     ["art_1 第一条", "art_1__para_1 自备：", "art_1__para_1__subpara_1 一、茶；", "art_1__para_1__subpara_2 二、杯。", "art_1__para_2 另带匙。"]),
    # marks behind and around a number
    ("colon behind the number", "# 题\n\n第一章：茶水\n\n第一条：茶水自备。\n\n第二章、杯子\n\n第二条、杯子归位：\n\n（一）、瓷杯。\n",
     ["chp_1 第一章[茶水]", "art_1 第一条", "art_1__para_1 茶水自备。", "chp_2 第二章[杯子]", "art_2 第二条", "art_2__para_1 杯子归位：", "art_2__para_1__subpara_1 （一）瓷杯。"]),
    ("brackets around the number", "# 题\n\n【第一条】茶水自备。\n\n（第二条） 杯子归位。\n", ["art_1 第一条", "art_1__para_1 茶水自备。", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    ("other brackets", "# 题\n\n第一条　自备：\n\n〔一〕茶；\n\n〔二〕杯。\n", ["art_1 第一条", "art_1__para_1 自备：", "art_1__para_1__subpara_1 〔一〕茶；", "art_1__para_1__subpara_2 〔二〕杯。"]),
    ("rows with tabs are no 款", f"# 题\n\n第一条　标准：\n\n物品\t数量\n\n茶\t1\n\n另带匙。\n\n{B}",
     ["art_1 第一条", "art_1__para_1 标准：", "art_1__para_2 另带匙。", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    ("an annex with a blank before its number", f"# 题\n\n{A}{B}\n## 附件 1 登记表\n\n姓名\n", ["art_1 第一条", "art_1__para_1 茶水自备。", "art_2 第二条", "art_2__para_1 杯子归位。", "annex_1 附件 1 登记表"]),
    # words that begin with the number of an article that stands already
    ("words of an article", f"# 题\n\n{A}{B}\n第一条适用于全体人员。\n\n第一条中的茶水另报。\n\n第三条　施行。\n",
     ["art_1 第一条", "art_1__para_1 茶水自备。", "art_2 第二条", "art_2__para_1 杯子归位。", "art_2__para_2 第一条适用于全体人员。", "art_2__para_3 第一条中的茶水另报。",
      "art_3 第三条", "art_3__para_1 施行。"]),
    # headings without a number, chapters that come again
    ("附则 alone", f"# 题\n\n总　则\n\n{A}附则\n\n{B}", ["art_1 第一条", "art_1__para_1 茶水自备。", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    ("a chapter twice", f"# 题\n\n第一章 茶水\n\n{A}第一章 杯子\n\n{B}", ["chp_1 第一章[茶水]", "art_1 第一条", "art_1__para_1 茶水自备。", "chp_1_2 第一章[杯子]", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    # pages and signatures
    ("numbers of pages", f"# 题\n\n{A}— 1 —\n\n{B}\n第 2 页 共 2 页\n", ["art_1 第一条", "art_1__para_1 茶水自备。", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    ("signature", f"# 题\n\n{A}{B}\n某局办公室\n\n2021年5月3日印发\n\n（此页无正文）\n", ["art_1 第一条", "art_1__para_1 茶水自备。", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    # annexes
    ("list of annexes", f"# 关于印发茶水办法的通知\n\n现印发。\n\n附件：1.茶水办法\n\n　　　2.登记表\n\n某局\n\n2021年5月3日\n\n附件1\n\n茶水办法\n\n{A}{B}\n附件2\n\n登记表\n",
     ["annex_1 附件1", "annex_1__art_1 第一条", "annex_1__art_1__para_1 茶水自备。", "annex_1__art_2 第二条", "annex_1__art_2__para_1 杯子归位。", "annex_2 附件2"]),
    ("list of one annex", f"# 题\n\n{A}附件：登记表\n\n附件\n\n登记表\n\n姓名\n", ["art_1 第一条", "art_1__para_1 茶水自备。", "annex_1 附件"]),
    ("annex with articles", f"# 题\n\n{A}{B}\n附件1\n\n茶艺要求\n\n第一条　净手。\n\n第二条　温杯。\n\n附件2：茶单\n\n红茶。\n",
     ["art_1 第一条", "art_1__para_1 茶水自备。", "art_2 第二条", "art_2__para_1 杯子归位。", "annex_1 附件1", "annex_1__art_1 第一条",
      "annex_1__art_1__para_1 净手。", "annex_1__art_2 第二条", "annex_1__art_2__para_1 温杯。", "annex_2 附件2：茶单"]),
    ("rule as the annex of a notice", f"# 关于印发茶水办法的通知\n\n各科室：\n\n现印发给你们。\n\n附件\n\n茶水办法\n\n## 第一章 茶水\n\n{A}{B}",
     ["annex_1 附件", "annex_1__chp_1 第一章[茶水]", "annex_1__art_1 第一条", "annex_1__art_1__para_1 茶水自备。", "annex_1__art_2 第二条", "annex_1__art_2__para_1 杯子归位。"]),
    ("excerpts in an annex are words", f"# 题\n\n{A}附件：\n\n第九条　不是条。\n", ["art_1 第一条", "art_1__para_1 茶水自备。", "annex_1 附件："]),
    # an unnumbered heading ends the chapter
    ("unnumbered heading", f"# 题\n\n## 第一章 茶水\n\n{A}## 附则\n\n{B}", ["chp_1 第一章[茶水]", "art_1 第一条", "art_1__para_1 茶水自备。", "art_2 第二条", "art_2__para_1 杯子归位。"]),
    # quotation marks
    ("unclosed", "# 关于修改《甲》的决定\n\n一、改为：“第一条 茶。\n\n二、删去第二条。\n\n三、施行。\n", ["clause_1 一、改为：“第一条 茶。", "clause_2 二、删去第二条。", "clause_3 三、施行。"]),
    ("quotation over paragraphs", "# 关于修改《甲》的决定\n\n一、改为：“第一条 茶：\n\n一、红茶；\n\n二、绿茶。”\n\n二、施行。\n", ["clause_1 一、改为：“第一条 茶：", "clause_2 二、施行。"]),
]  # fmt: skip

# text, title
TITLES = [
    ("茶水办法\n\n第一条 自备。\n", "茶水办法"),
    ("\n\n某局茶水管理规定（试行）\n\n（某局2021年印发）\n\n第一条 自备。\n", "某局茶水管理规定（试行）"),
    ("**茶水办法**\n\n第一条 自备。\n", "茶水办法"),
    ("<center>茶水办法</center>\n\n第一条 自备。\n", "茶水办法"),
    ("某局\n茶水管理办法\n\n第一条 自备。\n", "某局茶水管理办法"),
    ("# [茶水办法](https://example.org/tea)\n\n第一条 自备。\n", "茶水办法"),
    ("# **茶水办法**\n\n第一条 自备。\n", "茶水办法"),
    ("茶水办法\n===\n\n第一条 自备。\n", "茶水办法"),
    ("茶水办法\n\n# 第一章 茶水\n\n第一条 自备。\n\n# 附则\n\n第二条 归位。\n", "茶水办法"),
    ("# 民典\n\n# 第一编 总则\n\n第一条 自备。\n", "民典"),
    ("各科室要认真执行，不得有误。\n\n第一条 自备。\n", ""),
]
