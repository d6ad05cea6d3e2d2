// @ts-check
// 入口：每个模块只管一件事，页面上没有它要的东西就什么也不做。
import { askedByForm } from "./shared/asked.js";
import { display } from "./reading/display.js";
import { status } from "./reading/status.js";
import { readingBar } from "./reading/reading-bar.js";
import { copy } from "./reading/copy.js";
import { receipt } from "./reading/receipt.js";
import { selection } from "./reading/selection.js";
import { preview } from "./reading/preview.js";
import { filter } from "./reading/filter.js";
import { print } from "./reading/print.js";
import { searchBox } from "./search/box.js";
import { searchPage } from "./search/page.js";
import { redline } from "./reading/redline.js";
import { calendar } from "./duties/calendar.js";
import { myDuties } from "./duties/my-duties.js";
import { sheet } from "./duties/sheet.js";
import { deadline } from "./duties/deadline.js";
import { formFill } from "./forms/form-fill.js";
import { task } from "./duties/task.js";
import { dayRows } from "./reading/day-rows.js";
import { asOf } from "./reading/as-of.js";
import { applied } from "./reading/applied.js";
import { verify } from "./checking/verify.js";
import { cite } from "./checking/cite.js";
import { favouriteArticles } from "./reading/favourites.js";
import { mine, news } from "./duties/mine.js";
import { mineFirst } from "./duties/mine-first.js";

for (const start of [askedByForm, display, status, readingBar, copy, receipt, selection, preview, filter, print, searchBox, searchPage, redline, calendar, myDuties, sheet, deadline, task, formFill, dayRows, asOf, applied, verify, cite, favouriteArticles, news, mine, mineFirst]) {
  try {
    Promise.resolve(start()).catch((error) => console.error(error));
  } catch (error) {
    console.error(error);
  }
}
