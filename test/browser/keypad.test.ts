import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGE_CODES, type Language, languageEntry } from '../../device/words/language.ts';
import { FIRST_VOLUME, MAX_VOLUME, VOLUME_OF_LEVEL } from '../../device/words/sound.ts';
import { pause, realClock } from '../../drivers/clock.ts';
import type { KeypadKey } from '../../drivers/keypad/contract.ts';
import { az } from '../../ui/words/az.ts';
import { catalogue } from '../support/catalogue.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { piecesNow } from '../tools/part-of-commit.ts';
import { launchChromium } from './chromium.ts';
import { ALL_WORDS, type Citizen, citizenAt } from './citizen.ts';

const SERVICE = 'identity-card-replacement';
/** A simulated key is down for 80 ms. */
const TAP_MS = 100;
const RING_MS = 1_500;
const MOST_MOVES = 90;

const PIECES = piecesNow('test/browser/keypad.test.ts', [...LANGUAGE_CODES, 'keys']);

let browser: Browser;
let kiosk: KioskProcess;

beforeAll(async () => {
  [browser, kiosk] = await Promise.all([launchChromium(), startKioskProcess()]);
  await kiosk.until(({ keypad }) => keypad?.plugged === true);
});
beforeEach(async ({ task }) => {
  if (!task.result?.retryCount) return;
  await kiosk.stop();
  kiosk = await startKioskProcess();
});
let opened: Citizen | undefined;
afterEach(() => opened?.leave());
afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
});

interface Ring {
  readonly name: string;
  readonly at: string;
}

/** Runs in the page. */
function ringOf(): Ring | null {
  const find = (root: ParentNode): HTMLElement | null => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.hasAttribute('data-ring')) return element;
      const inside = element.shadowRoot && find(element.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  const control = find(document);
  if (!control) return null;
  const face = control.closest('label, .choice, .face, .due') ?? control;
  const { x, y } = face.getBoundingClientRect();
  const name = control.ariaLabel ?? face.textContent ?? '';
  return { name: name.replace(/\s+/g, ' ').trim(), at: `${x} ${y}` };
}

function onKeypad({ page, words, sees }: Citizen) {
  const press = async (key: KeypadKey) => {
    await kiosk.dock({ device: 'keypad', do: 'tap', key });
    await pause(realClock, TAP_MS);
  };
  const ring = () => page.evaluate(ringOf);
  const moves = async (key: 'down' | 'right') => {
    const before = await ring();
    await press(key);
    const end = performance.now() + RING_MS;
    for (;;) {
      const now = await ring();
      if (now !== null && now.at !== before?.at) return now;
      if (performance.now() > end) return now;
      await pause(realClock, 20);
    }
  };
  const walkTo = async (wanted: RegExp) => {
    const seen = new Map<string, string>();
    let now = await ring();
    // A press right after a change of the page has no effect.
    for (let tries = 0; now === null && tries < 12; tries += 1) now = await moves('down');
    for (let nth = 0; now !== null && nth < MOST_MOVES; nth += 1) {
      if (wanted.test(now.name)) return;
      const known = seen.has(now.at);
      seen.set(now.at, now.name);
      now = await moves(known ? 'down' : 'right');
    }
    throw new Error(`no way to ${wanted}: ${[...seen.values()].join(' | ')}`);
  };
  return {
    page,
    words,
    sees,
    press,
    ring,
    walkTo,
    async chooses(wanted: RegExp) {
      await walkTo(wanted);
      await press('select');
    },
    /** The first press may only show the ring. */
    async goesOn(heading: string | RegExp) {
      const comes = page.getByRole('heading', { level: 1, name: heading });
      for (let presses = 0; presses < 12 && !(await comes.isVisible()); presses += 1) {
        await press('next');
        await comes.waitFor({ timeout: 800 }).catch(() => undefined);
      }
      await sees(heading);
    },
  };
}

type OnKeypad = ReturnType<typeof onKeypad>;

const literally = (text: string) => RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

const wordsOf = (language: Language) => ALL_WORDS.find((each) => each.language === language)!;

async function atKeypad(language: Language): Promise<{ citizen: Citizen; keys: OnKeypad }> {
  const citizen = await citizenAt(browser, kiosk.url);
  opened = citizen;
  await citizen.page.getByRole('button', { name: az.attract.all }).waitFor();
  return { citizen, keys: { ...onKeypad(citizen), words: wordsOf(language) } };
}

const begins = async (keys: OnKeypad, language: Language) => {
  await keys.chooses(RegExp(`^${languageEntry(language).short}`));
  await keys.chooses(literally(keys.words.attract.all));
  await keys.sees(keys.words.choosing.title);
};

const isHome = (page: Page) => page.getByRole('button', { name: az.attract.all }).waitFor();

async function leaves(keys: OnKeypad): Promise<void> {
  const { finish, short } = keys.words.common;
  const either = RegExp(`${literally(finish).source}|^${literally(short.finish).source}$`);
  await keys.chooses(either);
  const home = keys.page.getByRole('button', { name: az.attract.all });
  const dialog = keys.page.locator('kiosk-leave');
  await home.or(dialog).waitFor();
  if (await dialog.isVisible()) await keys.chooses(either);
  await isHome(keys.page);
}

it.each(LANGUAGE_CODES.filter((language) => PIECES.includes(language)))(
  'when a citizen has only the keypad, then a paid visit comes to its paper (%s)',
  {
    timeout: 300_000,
  },
  async (language) => {
    const papersBefore = (await kiosk.state()).printer.paperCount;
    const { keys } = await atKeypad(language);
    const { words } = keys;
    const service = catalogue().services.find(({ id }) => id === SERVICE)!;
    const group = catalogue().groups.find(({ id }) => id === service.groups[0])!;
    const [reason, phone] = service.questions.filter(({ when }) => when.length === 0);
    if (reason?.kind !== 'choice' || phone?.kind !== 'phone') throw new Error('a choice and a number are asked');

    await begins(keys, language);
    await keys.chooses(literally(group.title[language]));
    await keys.sees(group.title[language]);
    await keys.chooses(literally(service.title[language]));
    await keys.goesOn(words.identifying.waiting.title);
    await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-woman', how: 'whole' });
    await keys.sees(reason.title[language]);
    await kiosk.dock({ device: 'reader', do: 'remove' });
    const [first] = reason.options.filter(({ ofExpiredCard }) => !ofExpiredCard);
    await keys.chooses(literally(first?.label[language] ?? ''));
    await pause(realClock, 500);
    await keys.sees(reason.title[language]);
    await keys.goesOn(phone.title[language]);
    for (const digit of '501234567') await keys.chooses(RegExp(`^${digit}$`));
    await keys.goesOn(words.checking.title);
    await keys.goesOn(words.choosingPayment.title);
    await keys.chooses(RegExp(`^${words.choosingPayment.card}`));
    await keys.sees(words.paying.stages['present-card'].title);
    await kiosk.until(({ terminal }) => terminal.display.amount === 500);
    await kiosk.dock({ device: 'terminal', do: 'tap' });
    await keys.sees(words.done.title.receipt);
    await keys.chooses(RegExp(`${literally(words.common.finish).source}|^${words.common.short.finish}$`));
    await isHome(keys.page);
    expect((await kiosk.state()).printer.paperCount).toBe(papersBefore + 1);
    // The log has no key of a citizen.
    expect(kiosk.output()).not.toContain('"select"');
  },
);

describe.each(PIECES.filter((piece) => piece === 'keys'))('%s', () => {
  describe('the keys on a page', () => {
    it('when a key is pressed for the first time on a page, then it shows the ring and does nothing else', async () => {
      const { keys } = await atKeypad('az');
      await pause(realClock, 600);
      expect(await keys.ring()).toBeNull();
      await keys.press('select');
      await expect.poll(keys.ring).not.toBeNull();
      await isHome(keys.page);
      await begins(keys, 'az');
      expect(await keys.ring()).toBeNull();
      await leaves(keys);
    });

    it('when *help* is pressed, then the page says what the keys do, and *back* closes it', async () => {
      const { keys } = await atKeypad('en');
      await begins(keys, 'en');
      await pause(realClock, 600);
      await keys.press('help');
      await keys.page.getByText(keys.words.keypad.keys).waitFor();
      await pause(realClock, 600);
      await keys.press('back');
      await keys.press('back');
      await keys.page.locator('kiosk-help').waitFor({ state: 'detached' });
      await leaves(keys);
    });

    it('when a volume is chosen in the sheet, then the page shows it, and the next person does not inherit it', async () => {
      const { keys } = await atKeypad('en');
      const { sound, volumes } = keys.words.display;
      await begins(keys, 'en');
      await pause(realClock, 600);
      await keys.press('help');
      await keys.page.getByRole('group', { name: sound }).waitFor();
      await keys.chooses(literally(volumes.loud));
      const line = keys.page.locator('kiosk-screen .volume p');
      await line.getByText(keys.words.keypad.volume({ level: VOLUME_OF_LEVEL.loud, of: MAX_VOLUME })).waitFor();
      await keys.press('volume-up');
      await line.getByText(keys.words.keypad.volume({ level: VOLUME_OF_LEVEL.loud + 1, of: MAX_VOLUME })).waitFor();
      await keys.press('back');
      await keys.page.locator('kiosk-help').waitFor({ state: 'detached' });
      await leaves(keys);
      await line.waitFor({ state: 'detached' });
    });

    it('when the keypad is unplugged in a visit, then the page goes on by touch, and the log says so', async () => {
      const { citizen, keys } = await atKeypad('az');
      await begins(keys, 'az');
      await kiosk.dock({ device: 'keypad', do: 'plugged', plugged: false });
      await expect.poll(() => kiosk.output()).toMatch(/"kind":"keypad","state":"noDevice"/);
      await citizen.choose(SERVICE);
      await citizen.touch(citizen.words.common.next);
      await citizen.sees(citizen.words.identifying.waiting.title);
      await kiosk.dock({ device: 'keypad', do: 'plugged', plugged: true });
      const pressed = async () => {
        await keys.press('down');
        return keys.ring();
      };
      await expect.poll(pressed, { timeout: 20_000 }).not.toBeNull();
      await leaves(keys);
    });
  });

  describe('volume and headphones', () => {
    it('when headphones are in, then each page shows the volume, which the next person does not inherit', async () => {
      const { keys } = await atKeypad('az');
      const line = keys.page.locator('kiosk-screen .volume');
      const says = (level: number) => line.getByText(keys.words.keypad.volume({ level, of: MAX_VOLUME })).waitFor();
      expect(await line.count()).toBe(0);
      await kiosk.dock({ device: 'keypad', do: 'headphones', in: true });
      await says(FIRST_VOLUME);
      await begins(keys, 'az');
      await says(FIRST_VOLUME);
      for (const level of [6, 7]) {
        await keys.press('volume-up');
        await says(level);
      }
      await keys.press('volume-down');
      await says(6);
      await leaves(keys);
      await says(FIRST_VOLUME);
      await kiosk.dock({ device: 'keypad', do: 'headphones', in: false });
      await line.waitFor({ state: 'detached' });
      expect(kiosk.output()).toContain('headphones.changed');
    });
  });
});
