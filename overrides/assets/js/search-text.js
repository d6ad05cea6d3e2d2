// @ts-check
/** 以前的地址，别处还在用；现在在 search/ 里。 */
export * from "./search/text.js";
