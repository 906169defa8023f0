// @ts-check

/** @type {readonly import('./judge.mjs').Bug[]} */
export const GLASS_BUGS = [
  {
    name: 'reason-scrolls-away',
    what: 'the reason why a typed answer was refused is out of view on a low panel',
    file: 'ui/citizen/parts/typed-field.ts',
    find: '<div slot="field" class="messages"',
    replace: '<div class="messages"',
    caughtBy: 'test/browser/seen-at-once.test.ts',
  },
  {
    name: 'focus-lost',
    what: 'after a page change a screen reader says nothing, and a keyboard begins anywhere',
    file: 'ui/citizen/kiosk-screen.ts',
    find: '    element.focusHeading?.();\n',
    replace: '',
    caughtBy: 'test/browser/heard-and-reached.test.ts',
  },
  {
    name: 'focus-not-brought-back',
    what: 'when the question whether anybody is there has gone, keyboard and screen reader stand nowhere',
    file: 'ui/citizen/kiosk-screen.ts',
    find: 'const here = `${pageIdOf(screen)} ${this.asking}`;',
    replace:
      'const here = `${pageIdOf(screen).replace(/false$/, String(this.#focused.endsWith("true null")))} ${this.asking}`;',
    caughtBy: 'test/browser/heard-and-reached.test.ts',
  },
  {
    name: 'page-below-the-warning',
    what: 'a keyboard presses buttons of the page that the warning covers',
    file: 'ui/citizen/kiosk-screen.ts',
    find: '<div class="under" ?inert=${asks}>',
    replace: '<div class="under">',
    caughtBy: 'test/browser/gallery.test.ts',
  },
  {
    name: 'read-by-another-voice',
    what: 'a screen reader spells the Russian key of the first page with an Azerbaijani voice',
    file: 'ui/citizen/pages/attract.ts',
    find: `          type="button"
          lang=\${code}
          class="language-key"`,
    replace: `          type="button"
          class="language-key"`,
    caughtBy: 'test/browser/heard-and-reached.test.ts',
  },
  {
    name: 'pale-words',
    what: 'the second line of every page can not be read by many',
    file: 'ui/design/tokens.css',
    find: '--k-ink-2: #45575e;',
    replace: '--k-ink-2: #8b989d;',
    caughtBy: 'test/browser/gallery.test.ts',
  },
  {
    name: 'no-heading',
    what: 'who hears the page does not hear what it is about',
    file: 'ui/citizen/parts/page.ts',
    find: `<h1 id=\${isQuestion ? 'question' : nothing} aria-describedby=\${describedBy ?? nothing} tabindex="-1">\${title}</h1>`,
    replace: `<p class="lead" id=\${isQuestion ? 'question' : nothing} tabindex="-1">\${title}</p>`,
    caughtBy: 'test/browser/gallery.test.ts',
  },
  {
    name: 'button-too-small',
    what: 'a trembling hand misses the languages',
    file: 'ui/design/k-top-bar.styles.ts',
    find: `  .languages button {
    min-width: var(--k-target);
    min-height: var(--k-target);`,
    replace: `  .languages button {
    min-width: var(--k-target);
    min-height: calc(0.8 * var(--k-target));`,
    caughtBy: 'test/browser/gallery.test.ts',
  },
  {
    name: 'words-cut-off-when-large',
    what: 'at twice the size a fact ends at the edge of its card',
    file: 'ui/design/parts.styles.ts',
    find: `  .facts dd {
    font-size: calc(7.5 * var(--k-mm));`,
    replace: `  .facts dd {
    white-space: nowrap;
    font-size: calc(7.5 * var(--k-mm));`,
    caughtBy: 'test/browser/gallery.test.ts',
  },
  {
    name: 'page-without-its-end',
    what: 'what does not fit the glass can not be reached by who can not swipe',
    file: 'ui/design/scroll-pager.ts',
    find: 'overflowing: hidden > Math.max(SLACK_PX, this.#height),',
    replace: 'overflowing: hidden > Math.max(SLACK_PX, this.#height) + scroller.clientHeight,',
    caughtBy: 'test/browser/heard-and-reached.test.ts',
  },
  {
    name: 'glass-code-without-proof',
    what: 'the code on the glass shows a number and opens nothing',
    file: 'ui/citizen/pages/done.ts',
    find: '<k-qr .text=${this.screen.qr} .label=${done.qr}>',
    replace: '<k-qr .text=${this.screen.reference} .label=${done.qr}>',
    caughtBy: 'test/browser/code-on-glass.test.ts',
  },
  {
    name: 'any-key-is-the-glass',
    what: 'any program on the machine that makes up a key reads who stands at the kiosk, and presses for him',
    file: 'device/web/glass.ts',
    find: "if (!isWritten || !shown || !isSameSecret(shown.proof, sign('glass', shown.nonce))) return null;",
    replace: 'if (!isWritten || !shown) return null;',
    caughtBy: 'device/web/glass.wires.test.ts',
  },
  {
    name: 'glass-before-still-presses',
    what: 'a page that is no longer the glass, and does not hear that, presses in the visit of the one that is',
    file: 'device/web/glass.ts',
    find: "    from.removeAllListeners('message');\n",
    replace: '',
    caughtBy: 'device/web/glass.wires.test.ts',
  },
  {
    name: 'money-not-named-in-trouble',
    what: 'after a payment with trouble, the page does not say first where the money is',
    file: 'ui/citizen/pages/trouble.ts',
    find: '<span>${words.money[screen.money].long}${safe}</span>',
    replace: '<span>${title}${safe}</span>',
    caughtBy: 'test/browser/trouble.test.ts',
  },
];
