export interface GlassBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface SeenText {
  readonly text: string;
  readonly where: string;
  /** Lines of one text node share its number. */
  readonly node: number;
  readonly line: GlassBox;
  readonly room: GlassBox;
  readonly shown: GlassBox | null;
  readonly fontPx: number;
  /** Whether the text is under the warning that covers the screen. */
  readonly inert: boolean;
  /** Part of a picture: a text beside it says the same. */
  readonly drawn: boolean;
}

export interface SeenTarget {
  readonly name: string;
  readonly where: string;
  readonly kind: 'control' | 'language' | 'key';
  readonly box: GlassBox;
  readonly shown: GlassBox | null;
}

export interface GlassObservation {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scrollWidthPx: number;
  readonly headings: readonly string[];
  readonly texts: readonly SeenText[];
  /** Broken over two lines, except at a hyphen between whole words. */
  readonly broken: readonly { readonly word: string; readonly where: string }[];
  readonly spilt: readonly { readonly word: string; readonly where: string }[];
  readonly targets: readonly SeenTarget[];
  readonly fields: readonly { readonly where: string; readonly box: GlassBox; readonly shown: GlassBox | null }[];
  /** Share of the page's height; `null` if a part is missing. */
  readonly contentShare: number | null;
  readonly help: GlassBox | null;
  readonly markup: string;
  readonly frame: string;
}

/** Serialised into the page, so everything that it uses is inside. */
export function lookAtGlass(): GlassObservation {
  const width = window.innerWidth;
  const height = window.innerHeight;
  const FAR = 1e9;
  const glass: GlassBox = { left: 0, top: 0, right: width, bottom: height };
  const elements: Element[] = [];
  const texts: SeenText[] = [];
  const broken: { word: string; where: string }[] = [];
  const spilt: { word: string; where: string }[] = [];
  let nodes = 0;

  const above = (node: Node): Element | null =>
    (node instanceof Element ? node.assignedSlot : null) ??
    node.parentElement ??
    (node.getRootNode() instanceof ShadowRoot ? (node.getRootNode() as ShadowRoot).host : null);
  const once = <T>(find: (element: Element) => T): ((element: Element) => T) => {
    const found = new Map<Element, T>();
    return (element) => {
      const known = found.get(element);
      if (known !== undefined || found.has(element)) return known as T;
      const value = find(element);
      found.set(element, value);
      return value;
    };
  };
  const styleOf = once((element) => getComputedStyle(element));
  const chain = once((from): Element[] => {
    const found: Element[] = [];
    for (let at: Element | null = from; at; at = above(at)) found.push(at);
    return found;
  });
  const boxOf = ({ left, top, right, bottom }: DOMRect): GlassBox => ({ left, top, right, bottom });
  const cut = (a: GlassBox, b: GlassBox): GlassBox => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const whole = (box: GlassBox): GlassBox | null => (box.right - box.left > 1 && box.bottom - box.top > 1 ? box : null);
  const where = once((element) =>
    chain(element)
      .filter(({ localName }) => !/^(html|body|main|kiosk-gallery|slot)$/.test(localName))
      .map(
        ({ localName, className }) =>
          `${localName}${typeof className === 'string' && className ? `.${className.trim().split(/\s+/)[0]}` : ''}`,
      )
      .reverse()
      .slice(-6)
      .join(' > '),
  );
  const visible = once(
    (element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: false }) &&
      !chain(element).some((each) => styleOf(each).clipPath !== 'none'),
  );
  const inert = once((element) => chain(element).some((each) => each.hasAttribute('inert')));

  const surroundings = once((element): { room: GlassBox; view: GlassBox } => {
    let room: GlassBox = { left: 0, top: -FAR, right: width, bottom: FAR };
    let view = glass;
    let scrolled = false;
    for (const each of chain(element)) {
      const { overflowX, overflowY, display } = styleOf(each);
      if (display === 'contents' || display === 'inline' || (overflowX === 'visible' && overflowY === 'visible'))
        continue;
      const box = boxOf(each.getBoundingClientRect());
      view = cut(view, box);
      scrolled ||= overflowY === 'auto' || overflowY === 'scroll';
      room = cut(room, scrolled ? { ...box, top: -FAR, bottom: FAR } : box);
    }
    return { room: scrolled ? room : cut(room, glass), view };
  });

  const visit = (root: ParentNode): void => {
    for (const element of root.querySelectorAll('*')) {
      elements.push(element);
      if (element.shadowRoot) visit(element.shadowRoot);
      for (const node of element.childNodes) {
        if (node instanceof Text && node.data.trim() !== '' && !/^(style|script|title)$/.test(element.localName)) {
          addText(element, node);
        }
      }
    }
  };
  const addText = (element: Element, node: Text): void => {
    if (!visible(element)) return;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { room, view } = surroundings(element);
    nodes++;
    const lines = range.getClientRects();
    addSpilt(element, node, lines);
    if (lines.length > 1) addBroken(element, node, range);
    for (const rect of lines) {
      const line = boxOf(rect);
      if (whole(line) === null) continue;
      texts.push({
        text: node.data.trim().replace(/\s+/g, ' ').slice(0, 160),
        where: where(element),
        node: nodes,
        line,
        room,
        shown: whole(cut(line, view)),
        fontPx: Number.parseFloat(styleOf(element).fontSize),
        inert: inert(element),
        drawn: element.closest('svg') !== null,
      });
    }
  };
  const WHOLE = /\+?\d[\d•]*(?: [\d•]+)+|\S+/g;
  const addBroken = (element: Element, node: Text, range: Range): void => {
    for (const { 0: word, index } of node.data.matchAll(WHOLE)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (tops.size > 1 && !/^\P{L}*\p{L}{4,}(-\p{L}{4,})+\P{L}*$/u.test(word))
        broken.push({ word, where: where(element) });
    }
  };
  const SLACK = 2;
  const controlOf = once((element) => chain(element).find((each) => each.matches('button, a[href], label')) ?? null);
  /** `clientWidth` of an inline element is 0. */
  const addSpilt = (element: Element, node: Text, lines: DOMRectList): void => {
    if (element.closest('svg')) return;
    const isWide = element.clientWidth > 0 && element.scrollWidth > element.clientWidth + SLACK;
    const control = controlOf(element)?.getBoundingClientRect();
    const isOut = ({ left, top, right, bottom }: DOMRect) => {
      const air = (bottom - top) / 8 + SLACK;
      return (
        control !== undefined &&
        (left < control.left - SLACK ||
          right > control.right + SLACK ||
          top < control.top - air ||
          bottom > control.bottom + air)
      );
    };
    if (isWide || [...lines].some(isOut))
      spilt.push({ word: node.data.trim().replace(/\s+/g, ' ').slice(0, 60), where: where(element) });
  };
  visit(document.body);

  const usable = (element: Element): boolean => visible(element) && !inert(element);
  const kindOf = (element: Element): SeenTarget['kind'] => {
    const hosts = chain(element).map(({ localName }) => localName);
    return hosts.includes('k-keyboard') ? 'key' : hosts.includes('k-top-bar') ? 'language' : 'control';
  };
  const targets = elements
    .filter((element) => element.matches('button, a[href], input, select') && usable(element))
    .map((element): SeenTarget => {
      const touched = element.closest('label') ?? element;
      const box = boxOf(touched.getBoundingClientRect());
      return {
        name: (element.getAttribute('aria-label') ?? touched.textContent ?? '')
          .trim()
          .replace(/\s+/g, ' ')
          .slice(0, 40),
        where: where(touched),
        kind: kindOf(element),
        box,
        shown: whole(cut(box, surroundings(touched).view)),
      };
    });

  const fields = elements
    .filter((element) => element.matches('[role=textbox]') && usable(element))
    .map((element) => {
      const field = element.closest('.field') ?? element;
      const box = boxOf(field.getBoundingClientRect());
      return { where: where(field), box, shown: whole(cut(box, surroundings(field).view)) };
    });

  const skeletonOf = (element: Element): string => {
    const attributes = [...element.attributes].map(({ name, value }) =>
      /^(class|role|type|disabled|hidden|inert|tabindex|aria-(pressed|checked|disabled|hidden|current|live))$/.test(
        name,
      )
        ? `${name}=${value}`
        : name,
    );
    return `${element.localName}[${attributes.sort().join(' ')}]`;
  };

  const screen = elements.find(({ localName }) => localName === 'kiosk-screen');
  const stage = screen?.shadowRoot?.querySelector('.stage');
  const middle = elements.find(({ localName }) => localName === 'k-page')?.shadowRoot?.querySelector('.middle');
  const help = elements.find(({ localName }) => localName === 'k-top-bar')?.shadowRoot?.querySelector('.person');
  return {
    widthPx: width,
    heightPx: height,
    scrollWidthPx: document.documentElement.scrollWidth,
    headings: elements
      .filter((element) => element.localName === 'h1' && usable(element))
      .map((element) => (element.textContent ?? '').trim()),
    texts,
    broken,
    spilt,
    targets,
    fields,
    markup: elements.map(skeletonOf).join(),
    contentShare: stage && middle ? middle.clientHeight / stage.clientHeight : null,
    help: help ? boxOf(help.getBoundingClientRect()) : null,
    frame: [
      `text ${(screen as HTMLElement | undefined)?.style.getPropertyValue('--k-text') ?? ''}`,
      screen?.hasAttribute('lower') ? 'lower' : '',
      screen?.shadowRoot?.querySelector('.simulated') ? 'simulated' : '',
    ].join(' '),
  };
}
