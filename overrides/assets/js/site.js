// @ts-check
// 入口：每个模块只管一件事，页面上没有它要的东西就什么也不做。
import { display } from "./display.js";
import { status } from "./status.js";
import { readingBar } from "./reading-bar.js";
import { copy } from "./copy.js";
import { receipt } from "./receipt.js";
import { selection } from "./selection.js";
import { preview } from "./preview.js";
import { filter } from "./filter.js";
import { print } from "./print.js";
import { searchBox } from "./search/box.js";
import { searchPage } from "./search/page.js";
import { redline } from "./redline.js";
import { calendar } from "./calendar.js";
import { myDuties } from "./my-duties.js";
import { sheet } from "./sheet.js";
import { deadline } from "./deadline.js";
import { formFill } from "./form-fill.js";
import { task } from "./task.js";
import { dayRows } from "./day-rows.js";
import { asOf } from "./as-of.js";
import { applied } from "./applied.js";
import { verify } from "./verify.js";
import { cite } from "./cite.js";
import { favouriteArticles } from "./favourites.js";
import { mine, news } from "./mine.js";
import { mineFirst } from "./mine-first.js";

for (const start of [display, status, readingBar, copy, receipt, selection, preview, filter, print, searchBox, searchPage, redline, calendar, myDuties, sheet, deadline, task, formFill, dayRows, asOf, applied, verify, cite, favouriteArticles, news, mine, mineFirst]) {
  try {
    Promise.resolve(start()).catch((error) => console.error(error));
  } catch (error) {
    console.error(error);
  }
}
