/**
 * Runs in the page: what is wrong with how it is laid out, each with where it is and its first words. Whatever
 * sticks out sideways, text cut by a box that nobody can roll, text beside its own box or over other text, columns
 * of three characters a line, writing smaller than 12 pixels, buttons outside, bars that leave no place to read.
 */
function faultsOfLayout() {
  const found = new Set();
  const width = document.documentElement.clientWidth;
  const height = window.innerHeight;
  const classes = (element) =>
    typeof element.className === 'string' ? element.className.trim().split(/\s+/).slice(0, 2) : [];
  const place = (element) => {
    const path = [];
    for (let at = element; at && path.length < 3; at = at.parentElement)
      path.unshift([at.tagName.toLowerCase(), ...classes(at)].filter(Boolean).join('.'));
    return path.join(' > ');
  };
  const say = (fault, element, words) => found.add(`${fault}: ${place(element)} 《${words.slice(0, 20)}》`);
  const visible = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
  const rolls = (overflow) => overflow === 'auto' || overflow === 'scroll';
  const layers = /ant-(modal|drawer|popover|dropdown|tooltip|message|select-dropdown|picker-dropdown)/;

  /** What counts of an element around a text; many texts stand in the same, and to ask for it takes long. */
  const frames = new Map();
  const frameOf = (element) => {
    const known = frames.get(element);
    if (known) return known;
    const style = getComputedStyle(element);
    const edge = element.getBoundingClientRect();
    const frame = {
      edge,
      fixed: style.position === 'fixed',
      bar: style.position === 'fixed' || style.position === 'sticky',
      unseen: style.clipPath !== 'none',
      layer: layers.test(element.className),
      boxed: element !== document.body && style.display !== 'inline' && edge.height > 0,
      // An ellipsis says itself that there is more, and a hint or a button shows it.
      hidesSideways: hides(style.overflowX) && style.textOverflow !== 'ellipsis',
      hidesBelow: hides(style.overflowY),
      clamped: style.webkitLineClamp !== 'none',
      rolls: rolls(style.overflowX) || rolls(style.overflowY),
    };
    frames.set(element, frame);
    return frame;
  };

  /** What stands around a text: whether it is cut, can be rolled, is a bar, or is for screen readers alone. */
  const around = (element, box) => {
    const state = { cut: '', rolled: false, barred: false, unseen: false, layer: false };
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      const { edge, ...frame } = frameOf(at);
      state.barred ||= frame.bar;
      state.unseen ||= frame.unseen;
      state.layer ||= frame.layer;
      if (frame.boxed && !state.rolled) {
        const sideways = box.right > edge.right + 1 || box.left < edge.left - 1;
        if (frame.hidesSideways && sideways) state.cut = 'sideways';
        const below = box.bottom > edge.bottom + 3 || box.top < edge.top - 3;
        if (frame.hidesBelow && below) state.cut = frame.clamped ? 'clamped' : state.cut || 'below';
      }
      state.rolled ||= frame.rolls;
      if (frame.fixed) break;
    }
    return state;
  };

  const blockOf = (element) => {
    let at = element;
    while (/^inline$|^contents$/.test(getComputedStyle(at).display) && at.parentElement)
      at = at.parentElement;
    return at;
  };

  /** Every line of text with where it stands. */
  const lines = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const words = node.textContent?.trim() ?? '';
    const element = node.parentElement;
    if (
      !words ||
      !element ||
      element.closest('script, style, noscript, .spoken-only, [inert]') ||
      !visible(element)
    )
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 0.5 && rect.height > 0.5);
    if (rects.length === 0) continue;
    const box = range.getBoundingClientRect();
    const { cut, rolled, barred, unseen, layer } = around(element, box);
    if (unseen) continue;
    if (cut && cut !== 'clamped') say(`cut ${cut}`, element, words);
    if (!rolled && !cut && (box.right > width + 1 || box.left < -1)) say('outside', element, words);
    const block = blockOf(element).getBoundingClientRect();
    const styled = getComputedStyle(blockOf(element));
    if (!cut && styled.textOverflow !== 'ellipsis' && box.right > block.right + 14)
      say('beside its box', element, words);
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (size < 12) say('too small', element, words);
    const rows = new Set(rects.map(({ top }) => Math.round(top / 4))).size;
    if (words.length > 6 && rows >= 4 && box.width < size * 4.2)
      say('a column of a word a line', element, words);
    if (!barred && !rolled && !cut) for (const rect of rects) lines.push({ element, words, rect, layer });
  }

  lines.sort((a, b) => a.rect.top - b.rect.top);
  for (const [index, upper] of lines.entries())
    for (const lower of lines.slice(index + 1)) {
      if (lower.rect.top >= upper.rect.bottom - 2) break;
      if (upper.element === lower.element || upper.layer !== lower.layer) continue;
      const across =
        Math.min(upper.rect.right, lower.rect.right) - Math.max(upper.rect.left, lower.rect.left);
      const down = Math.min(upper.rect.bottom, lower.rect.bottom) - Math.max(upper.rect.top, lower.rect.top);
      if (across > 3 && down > 4) say(`over 《${lower.words.slice(0, 12)}》`, upper.element, upper.words);
    }

  for (const control of document.querySelectorAll('button, a[href], input, textarea, select')) {
    const rect = control.getBoundingClientRect();
    if (!visible(control) || rect.width === 0 || control.closest('.spoken-only')) continue;
    let reachable = rect.right <= width + 1 && rect.left >= -1;
    for (let at = control.parentElement; at && !reachable; at = at.parentElement)
      reachable = rolls(getComputedStyle(at).overflowX);
    if (!reachable) say('out of reach', control, control.textContent ?? '');
  }

  let bars = 0;
  for (const bar of document.querySelectorAll('body *')) {
    const style = getComputedStyle(bar);
    if (style.position !== 'fixed' && style.position !== 'sticky') continue;
    const rect = bar.getBoundingClientRect();
    if (!visible(bar) || rect.height < 2) continue;
    const tall = rect.bottom > height + 2 || rect.top < -2;
    if (style.position === 'fixed' && tall && style.overflowY === 'visible' && bar.textContent?.trim())
      say('taller than the screen', bar, bar.textContent);
    const edge = rect.top <= 2 || rect.bottom >= height - 2;
    // What one opened may fill the screen; bars are there all the time.
    if (
      rect.width > width * 0.8 &&
      edge &&
      bar.closest('[role="dialog"], .ant-drawer, .ant-modal-root') === null
    )
      bars += rect.height;
  }
  if (bars > height * 0.55 && !document.querySelector('[role="dialog"]'))
    found.add(`bars leave ${Math.round(height - bars)} of ${height}`);
  if (document.documentElement.scrollWidth > width)
    found.add(`sticks out to ${document.documentElement.scrollWidth}`);
  return [...found];
}

/** What is wrong with how the page is laid out as it stands. */
export const layoutFaults = (page) => page.evaluate(faultsOfLayout);
