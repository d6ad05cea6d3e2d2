// @ts-check
/**
 * 建一个元素；空的（null、""）不放进去。
 * @param {string} tag @param {Record<string, string>} attributes @param {...(Node|string|null)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(.../** @type {(Node|string)[]} */ (children.filter((c) => c !== null && c !== "")));
  return made;
}
