import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { LANGUAGE_CODES, languageOfPage } from '../../device/words/language.ts';
import { panelOf } from '../../ui/gallery/panels.ts';
import { sampleNames } from '../../ui/gallery/samples.ts';
import { az } from '../../ui/words/az.ts';
import { loadWords } from '../../ui/words/load.ts';
import { partByCommit } from '../support/commit.ts';
import { focusComes } from './focus-comes.ts';
import type { SampleRequest } from './gallery-page.ts';
import { lookAtGlass } from './glass.ts';
import { controlFaults, layoutFaults } from './glass-rules.ts';
import { measuredGallery } from './measured-gallery.ts';

/* `npm test` tries every 16th sample. Needs dist/gallery. */

const LONG_MS = 180_000;

const opened = measuredGallery();

const RULES_OF_OFFER = [layoutFaults, controlFaults];

const SAMPLES = sampleNames().filter(({ show }) => show !== 'closed');

const all = (text: CitizenScreen['display']['text'] = 100): readonly SampleRequest[] =>
  SAMPLES.map((sample) => ({ sample, language: 'az', panel: panelOf('21.5'), display: { text } }));

const drawn = (of: readonly SampleRequest[]) => (process.env['PAGES'] === 'all' ? of : partByCommit(of, 16));

const told = ({ sample }: SampleRequest) => `${sample.show}/${sample.name}`;

it('when a page is drawn, then the focus is at its heading, or at *stay* of a question', {
  timeout: LONG_MS,
}, async () => {
  const focus = ({ sample }: SampleRequest) => (sample.name === 'idle' ? '.stay' : 'h1');
  await opened().gallery.forEach(drawn(all()), (page, each) => focusComes(page, focus(each), told(each)));
});

it.each([
  ['answering', 'digits-typed', 'Enter', 'next'],
  ['searching', 'found', ' ', 'key'],
])('when %s/%s has the focus at its heading, then the key "%s" does what *%s* does', async (show, name, key, does) => {
  const typing = all().filter(({ sample }) => sample.show === show && sample.name === name);
  await opened().gallery.forEach(typing, async (page) => {
    await focusComes(page, 'h1', 'before');
    await page.evaluate(() => {
      document.addEventListener('kiosk-intent', ({ detail }) => document.body.setAttribute('data-done', detail.do));
    });
    await page.keyboard.press(key);
    expect(await page.locator('body').getAttribute('data-done')).toBe(does);
  });
  expect(typing).toHaveLength(1);
});

const ask = (page: Page, seconds: number | null) =>
  page.evaluate((left) => {
    const glass = document.querySelector('kiosk-gallery')?.shadowRoot?.querySelector('kiosk-screen');
    if (!glass?.screen) throw new Error('there is no screen');
    glass.screen = { ...glass.screen, idle: left === null ? null : { seconds: left } };
  }, seconds);

it('when the pressed control is disabled, then the focus is at the heading', async () => {
  const whole = all().filter(({ sample }) => sample.show === 'answering' && sample.name === 'date-whole');
  await opened().gallery.forEach(whole, async (page) => {
    await focusComes(page, 'h1', 'before');
    const next = page.getByRole('button', { name: az.common.next });
    await next.focus();
    await page.evaluate(() => {
      const glass = document.querySelector('kiosk-gallery')?.shadowRoot?.querySelector('kiosk-screen');
      if (glass?.screen?.show !== 'answering' || glass.screen.question.kind !== 'date') throw new Error('no day');
      glass.screen = { ...glass.screen, question: { ...glass.screen.question, groups: [], problem: '108' } };
    });
    await expect.poll(() => next.isDisabled()).toBe(true);
    await focusComes(page, 'h1', 'refused');
  });
  expect(whole).toHaveLength(1);
});

it('when a page draws another page in its place, then the focus is at the heading of the new one', async () => {
  const typed = all().filter(({ sample }) => sample.show === 'typingCode' && sample.name === 'the-last');
  await opened().gallery.forEach(typed, async (page) => {
    await focusComes(page, 'h1', 'typed');
    for (const checking of [true, false]) {
      await page.evaluate((isChecking) => {
        const glass = document.querySelector('kiosk-gallery')?.shadowRoot?.querySelector('kiosk-screen');
        if (glass?.screen?.show !== 'typingCode') throw new Error('no code is typed');
        glass.screen = { ...glass.screen, checking: isChecking, problem: isChecking ? null : 'wrong' };
      }, checking);
      await page
        .getByRole('heading', { name: checking ? az.typingCode.checking.title : az.typingCode.title })
        .waitFor();
      await focusComes(page, 'h1', checking ? 'checking' : 'refused');
      const heading = page.getByRole('heading', { description: az.typingCode.wrong });
      expect(await heading.count()).toBe(checking ? 0 : 1);
    }
  });
  expect(typed).toHaveLength(1);
});

it('when a card lies in the reader and the citizen wants to leave, then the question says to take the card', async () => {
  const answering = all().filter(({ sample }) => sample.show === 'answering');
  await opened().gallery.forEach(answering.slice(0, 1), async (page) => {
    for (const cardIn of [false, true]) {
      await page.evaluate((isIn) => {
        const glass = document.querySelector('kiosk-gallery')?.shadowRoot?.querySelector('kiosk-screen');
        if (!glass?.screen) throw new Error('there is no screen');
        glass.screen = { ...glass.screen, cardIn: isIn };
        glass.shadowRoot?.querySelector('.stage')?.dispatchEvent(new Event('kiosk-leave'));
      }, cardIn);
      await page.locator('kiosk-leave .panel').waitFor();
      await expect.poll(() => page.locator('kiosk-leave .take').count()).toBe(cardIn ? 1 : 0);
    }
  });
});

it.each(['kiosk-leave', 'kiosk-help'])('when Escape is pressed, then the dialog %s closes', async (dialog) => {
  const answering = all().filter(({ sample }) => sample.show === 'answering');
  await opened().gallery.forEach(answering.slice(0, 1), async (page) => {
    await page.evaluate((event) => {
      const glass = document.querySelector('kiosk-gallery')?.shadowRoot?.querySelector('kiosk-screen');
      glass?.shadowRoot?.querySelector('.stage')?.dispatchEvent(new Event(event));
    }, dialog);
    await page.locator(`${dialog} [aria-modal]`).waitFor();
    await page.keyboard.press('Escape');
    await page.locator(dialog).waitFor({ state: 'detached' });
    await focusComes(page, 'h1', 'closed');
  });
});

it('when the idle warning has gone, then the focus is at the heading', async () => {
  const choosing = all().filter(({ sample }) => sample.show === 'choosing' && sample.name !== 'idle');
  await opened().gallery.forEach(choosing.slice(0, 1), async (page) => {
    await focusComes(page, 'h1', 'before');
    await ask(page, 30);
    await focusComes(page, '.stay', 'asked');
    await ask(page, null);
    await focusComes(page, 'h1', 'afterwards');
  });
});

/** Runs in the page. Cyrillic texts without an element that marks them as Russian. */
function readByAnother(): readonly string[] {
  const parentOf = (node: Node): Node | null => (node instanceof ShadowRoot ? node.host : node.parentNode);
  const languageOf = (node: Node | null): string | null => {
    for (let at = node; at; at = parentOf(at))
      if (at instanceof Element && at.getAttribute('lang')) return at.getAttribute('lang');
    return null;
  };
  const found: string[] = [];
  const look = (root: Node) => {
    for (const node of root.childNodes) {
      if (node instanceof Text && /\p{Script=Cyrillic}/u.test(node.data) && languageOf(node) !== 'ru')
        found.push(node.data);
      if (node instanceof Element && node.localName !== 'style') look(node.shadowRoot ?? node);
    }
  };
  look(document.body);
  return found;
}

it('when an Azerbaijani page has a Russian text, then it is marked for a Russian voice', {
  timeout: LONG_MS,
}, async () => {
  const found = await opened().gallery.forEach(drawn(all()), (page) => page.evaluate(readByAnother));
  expect(found.flat()).toEqual([]);
});

/** Runs in the page. */
async function pageDown(): Promise<string> {
  const glass = document.querySelector('kiosk-gallery')?.shadowRoot?.querySelector('kiosk-screen');
  const view = glass?.shadowRoot?.querySelector('main > *');
  const page = view?.shadowRoot?.querySelector('k-page')?.shadowRoot;
  const scroller = page?.querySelector('.scroller');
  if (!scroller) return '';
  const hidden = () => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
  const down = () => page?.querySelector<HTMLButtonElement>('.pager:not([hidden]) button:last-child');
  const until = async (so: () => boolean) => {
    const last = performance.now() + 5_000;
    while (!so() && performance.now() < last) await new Promise((resolve) => requestAnimationFrame(resolve));
    return so();
  };
  if (hidden() <= 2) return '';
  if (!(await until(() => down() !== null))) return `${hidden()} px are hidden and there is nothing to press`;
  for (let press = 0; press < 100 && (await until(() => hidden() <= 2 || down()?.disabled === false)); press++) {
    if (hidden() <= 2) break;
    const before = scroller.scrollTop;
    down()?.click();
    await until(() => scroller.scrollTop !== before);
  }
  return hidden() <= 2 ? 'reached' : `${hidden()} px are never reached`;
}

it('when a page does not fit at twice the size, then two buttons reach all of it', { timeout: LONG_MS }, async () => {
  const found = await opened().gallery.forEach(drawn(all(200)), async (page, each) => {
    const what = await page.evaluate(pageDown);
    expect(['', 'reached'], `${told(each)}: ${what}`).toContain(what);
    return what;
  });
  expect(found).toContain('reached');
});

async function heardOf(page: Page, role: string): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes.filter((node) => !node.ignored && node.role?.value === role).map((node) => `${node.name?.value}`);
}

it('when a part scrolls, then it has the name of the page', async () => {
  const wanted = all(200).filter(({ sample }) => sample.show === 'choosing' && sample.name === 'usual');
  await opened().gallery.forEach(wanted, async (page) => {
    await page.locator('.pager:not([hidden])').waitFor();
    const title = await page.getByRole('heading', { level: 1 }).textContent();
    await expect.poll(() => heardOf(page, 'group')).toContain(title);
    expect(await heardOf(page, 'group')).not.toContain(az.common.scrollDown);
  });
});

it.each(LANGUAGE_CODES)(
  'when the language is %s, then the line of progress names the step, also on a small landscape panel',
  async (language) => {
    const words = await loadWords(languageOfPage(language, 'answering'));
    const { at, steps } = words.progress;
    const answering = all()
      .filter(({ sample }) => sample.show === 'answering')
      .slice(0, 1);
    const panels = [panelOf('21.5'), panelOf('15.6-landscape')];
    const wanted = answering.flatMap((each) => panels.map((panel) => ({ ...each, language, panel })));
    await opened().gallery.forEach(wanted, async (page) => {
      const line = page.locator('k-progress');
      expect(await line.ariaSnapshot()).toContain(`list "${at(2, 5)}: ${steps.questions}"`);
      expect(await line.getByRole('listitem').count()).toBe(5);
      expect(await line.locator('[aria-current=step]').textContent()).toContain(steps.questions);
    });
  },
);

it('when the page offers the lower screen, then the keypad reaches both answers, and each word fits', async () => {
  const wanted = LANGUAGE_CODES.flatMap((language) =>
    ([100, 200] as const).map((text) => ({ ...all(text)[0]!, language, panel: panelOf('27') })),
  );
  const seen = await opened().gallery.forEach(wanted, async (page, { panel }) => {
    await page.evaluate(() => {
      const glass = document.querySelector('kiosk-gallery')?.shadowRoot?.querySelector('kiosk-screen');
      glass?.offerLower();
    });
    await page.locator('kiosk-lower .primary:focus').waitFor();
    const ways = await page.evaluate(() => {
      const { controls, lost } = document.querySelector('kiosk-gallery')!.waysOfKeypad();
      return { controls: controls.map(({ className }) => className), lost };
    });
    expect(ways).toEqual({ controls: ['button primary', 'button stay'], lost: [] });
    const glass = await page.evaluate(lookAtGlass);
    return RULES_OF_OFFER.flatMap((rule) => rule(glass, panel.pxPerMm));
  });
  expect(seen.flat()).toEqual([]);
});
