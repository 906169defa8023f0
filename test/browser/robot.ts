import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { packageFile } from '../../device/files/package-root.ts';
import { pause, realClock } from '../../drivers/clock.ts';
import { SIMULATED_CARD } from '../../simulators/payment-terminal/desk.ts';
import type { Words } from '../../ui/words/words.ts';
import type { KioskProcess } from '../support/kiosk-process.ts';
import { newestCode } from '../support/phone-code.ts';
import { type Citizen, untilStands } from './citizen.ts';

/* Robot citizen that knows only the title of a service, and touches what lies under a finger. */

export const ROBOT_OUTCOMES = [
  'paid receipt',
  'free receipt',
  'receipt, paid at a window',
  'certificate',
  'paid certificate',
  'ticket for a window',
  'not in this centre',
] as const;
export type RobotOutcome = (typeof ROBOT_OUTCOMES)[number];

export interface RobotTarget {
  readonly title: string;
  /** Group of the service; `null`: the robot searches by title. */
  readonly group: string | null;
  readonly nth: number;
}

export interface RobotVisit {
  readonly outcome: RobotOutcome;
  readonly headings: readonly string[];
}

/** Returns whether it acted in place of the robot. */
export type PageOverride = (heading: string, robot: Robot) => Promise<boolean>;

export type Robot = Awaited<ReturnType<typeof robotAt>>;

const MOST_PAGES = 60;
const MOST_SCROLLS = 30;
const CHANGE_MS = 30_000;
const HEADING = ' | ';
const CARD = 'aze-card-woman';
/** An example on the page comes before these texts. */
const TYPED = {
  digits: ['501234567', '1234567', '12', '1234567891'],
  amount: ['12'],
  email: ['aysel@example.com'],
  capitals: ['5ABC10D', '10AA123', 'AA1234567', 'AA123451'],
  code: ['AA1234567', '10-AA-123'],
  letters: ['Nizami', 'Nizami 10', '10', 'Küçə işığı yanmır, xahiş edirəm baxın'],
} as const;

const BETWEEN_LOOKS_MS = 20;

const PICTURES = packageFile('dist/visits');

export async function robotAt(kiosk: KioskProcess, citizen: Citizen) {
  const { page } = citizen;
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const says = (text: string) => page.getByText(text).first().isVisible();
  const mark = () => page.evaluate(whereItStands, HEADING);

  const touch = (control: Locator) => touchAsSeen(page, citizen.words, control);
  const untilOther = async (before: string, or?: Locator) => {
    const end = performance.now() + CHANGE_MS;
    for (;;) {
      if ((await mark()) !== before) return true;
      if (or && (await or.isVisible())) return false;
      await pause(realClock, BETWEEN_LOOKS_MS);
      if (performance.now() > end) throw new Error(`nothing happened on the page ${JSON.stringify(before)}`);
    }
  };
  const leaveBy = async (control: Locator) => {
    const before = await mark();
    await touch(control);
    await untilOther(before);
  };
  return { kiosk, citizen, page, button, says, mark, touch, untilOther, leaveBy };
}

async function payDues({ citizen: { words }, page, button, touch, leaveBy }: Robot): Promise<void> {
  const every = button(words.choosingDue.every);
  if (await every.isVisible()) await touch(every);
  await leaveBy(page.locator('button[slot="primary"]'));
}

/** Goes from the first page to the last page of a service, and back. */
export async function makeRobotVisit(
  robot: Robot,
  wish: RobotTarget,
  otherwise: PageOverride = async () => false,
): Promise<RobotVisit> {
  const headings: string[] = [];
  let paidAtWindow = false;
  let paid = false;
  try {
    await find(robot, wish);
    while (headings.length < MOST_PAGES) {
      const { words } = robot.citizen;
      const before = await robot.mark();
      const [read = ''] = before.split(HEADING).slice(-1);
      headings.push(read);
      if (await robot.says(words.common.takeCard)) await robot.kiosk.dock({ device: 'reader', do: 'remove' });
      if (read === words.checking.title) paidAtWindow = await robot.says(words.checking.atWindow);
      paid ||= read === words.paying.stages['present-card'].title;
      const outcome = await endOf(robot, read, paid, paidAtWindow);
      if (outcome !== null) {
        await leave(robot, outcome);
        return { outcome, headings };
      }
      if (!(await otherwise(read, robot))) await act(robot, read, before, wish);
    }
    throw new Error(`it has no end: ${headings.join(' > ')}`);
  } catch (error) {
    mkdirSync(PICTURES, { recursive: true });
    const picture = join(PICTURES, `${wish.title.replace(/\P{L}+/gu, '-')}.png`);
    await robot.page.screenshot({ path: picture });
    await giveUp(robot);
    throw new Error(`${wish.title}, after ${headings.join(' > ')}: ${(error as Error).message}\n${picture}`);
  }
}

async function find(robot: Robot, { title, group }: RobotTarget): Promise<void> {
  const { page, citizen, touch, leaveBy } = robot;
  const card = page.getByRole('button').filter({ has: page.getByText(title, { exact: true }) });
  if (group === null) {
    await leaveBy(robot.button(citizen.words.choosing.search));
    await type(robot, title, () => card.first().isVisible());
  } else {
    await touch(page.getByRole('button').filter({ has: page.getByText(group, { exact: true }) }));
    await citizen.sees(group);
  }
  await leaveBy(card);
}

async function endOf(robot: Robot, read: string, paid: boolean, atWindow: boolean): Promise<RobotOutcome | null> {
  const { done, before } = robot.citizen.words;
  if (await robot.says(`${before.notHere}.`)) return 'not in this centre';
  if (read === done.title.ticket || read === done.booked) return 'ticket for a window';
  if (read === done.title.certificate) return paid ? 'paid certificate' : 'certificate';
  if (read === done.paidDue.title) return 'paid receipt';
  if (read !== done.title.receipt) return null;
  if (paid) return 'paid receipt';
  return atWindow ? 'receipt, paid at a window' : 'free receipt';
}

async function leave(robot: Robot, outcome: RobotOutcome): Promise<void> {
  const { citizen, page, leaveBy, button } = robot;
  if (outcome === 'not in this centre') await end(robot);
  else await leaveBy(button(citizen.words.common.finish));
  await page.locator('button.all').waitFor();
}

async function end({ citizen, page, touch }: Robot): Promise<void> {
  const { common } = citizen.words;
  await touch(page.getByRole('button').filter({ hasText: common.short.finish }));
  await touch(page.getByRole('alertdialog').getByRole('button').filter({ hasText: common.finish }));
}

const giveUp = async (robot: Robot) => {
  if (await robot.button(robot.citizen.words.common.short.finish).isVisible()) await end(robot);
};

async function act(robot: Robot, read: string, before: string, wish: RobotTarget): Promise<void> {
  const { kiosk, citizen, untilOther, leaveBy, button } = robot;
  const { words } = citizen;
  const { stages } = words.paying;
  const does = async (command: Parameters<KioskProcess['dock']>[0]) => {
    await kiosk.dock(command);
    await untilOther(before);
  };
  if (read.startsWith(`${words.mine.entry.early.title}: `)) return leaveBy(button(words.mine.cancelTime));
  switch (read) {
    case words.identifying.waiting.title:
    case words.identifying.parent.title:
      return does({ device: 'reader', do: 'insert', document: CARD, how: 'whole' });
    case words.identifying.occupied.title:
      return does({ device: 'reader', do: 'remove' });
    case words.typingCode.title:
      return typeCode(robot);
    case words.choosingSlot.title:
      return chooseTime(robot, wish);
    // An appointment from before is cancelled and another one made.
    case words.mine.entry.open.title:
      return leaveBy(button(words.mine.cancelTime));
    case words.choosingDue.title:
      return payDues(robot);
    case words.choosingPayment.title:
      return leaveBy(robot.page.getByRole('button').filter({ hasText: words.choosingPayment.card }));
    case stages['present-card'].title:
      await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
      return does({ device: 'terminal', do: 'tap' });
    case stages['enter-pin'].title:
      for (const key of SIMULATED_CARD.pin) await kiosk.dock({ device: 'terminal', do: 'key', key: key as '1' });
      return does({ device: 'terminal', do: 'key', key: 'ok' });
    case stages['remove-card'].title:
      return does({ device: 'terminal', do: 'remove-card' });
    case wish.title:
      return begin(robot, wish);
  }
  await actByControls(robot, read, before, wish);
}

/** A page without a known control changes by itself. */
async function actByControls(robot: Robot, read: string, before: string, wish: RobotTarget): Promise<void> {
  const { page, citizen, touch, leaveBy, mark, untilOther } = robot;
  const next = page.locator('button.primary:enabled');
  const question = page.locator('k-keyboard, input[type="radio"], input[type="checkbox"], .date');
  const choices = page.getByRole('group', { name: read, exact: true }).locator('button:enabled');
  if ((await untilOther(before, question.or(choices).or(next).first())) || (await mark()) !== before) return;
  if (await question.first().isVisible()) return answer(robot, wish);
  if (await choices.first().isVisible()) {
    await touch(choices);
    if (await untilOther(before, next)) return;
  }
  if ((await next.textContent())?.includes(citizen.words.common.retry))
    throw new Error(`a trouble: ${await page.locator('body').ariaSnapshot()}`);
  await leaveBy(next);
}

async function begin({ page, citizen, touch, leaveBy, button }: Robot, { nth }: RobotTarget): Promise<void> {
  const terms = page.locator('label').filter({ has: page.getByRole('radio') });
  const count = await terms.count();
  if (count > 1) await touch(terms.nth(nth % count));
  const { common, before } = citizen.words;
  await leaveBy(button(common.next).or(button(before.takeNumber)).or(button(before.chooseTime)));
}

async function chooseTime({ page, citizen, touch, leaveBy, button }: Robot, { nth }: RobotTarget): Promise<void> {
  const times = page.locator('[data-time]');
  await touch(times.nth(nth % (await times.count())));
  const [before = '', after = ''] = citizen.words.choosingSlot.next('\u0000').split('\u0000');
  await leaveBy(button(new RegExp(`^${before}\\d\\d:\\d\\d${after}$`)));
}

async function typeCode(robot: Robot): Promise<void> {
  const { phone } = await robot.kiosk.state();
  await type(robot, newestCode(phone.messages) ?? '');
  await robot.leaveBy(robot.button(robot.citizen.words.common.next));
}

async function answer(robot: Robot, { nth }: RobotTarget): Promise<void> {
  const { page, citizen, touch, leaveBy, button } = robot;
  const next = button(citizen.words.common.next);
  const labelled = (role: 'radio' | 'checkbox') => page.locator('label').filter({ has: page.getByRole(role) });
  const [radios, boxes] = [labelled('radio'), labelled('checkbox')];
  if (await page.locator('k-keyboard').isVisible()) return typeOne(robot, next);
  if ((await radios.count()) > 0) return leaveBy(radios.nth(nth % (await radios.count())));
  if ((await boxes.count()) > 0) for (const each of [0, 1]) await touch(boxes.nth(each));
  else return chooseDay(robot, next);
  await leaveBy(next);
}

/** Chooses the last day. If the term is for other ages, the offered term; if the service is, the first day. */
async function chooseDay(robot: Robot, next: Locator): Promise<void> {
  const { page, citizen, touch, leaveBy, mark, untilOther } = robot;
  const { part } = citizen.words.answering;
  const days = (choose: string) => page.getByRole('group', { name: choose }).getByRole('button');
  const before = await mark();
  const problem = page.locator('#problem');
  if (!(await problem.isVisible())) {
    for (const { choose } of [part.year, part.month, part.day]) await touch(days(choose).last());
    await touch(next);
    if (await untilOther(before, problem)) return;
  }
  const terms = page.locator('.judged').getByRole('button');
  if ((await terms.count()) > 0) await touch(terms.first());
  else {
    await touch(page.locator('.part').first());
    for (const { choose } of [part.year, part.month, part.day]) await touch(days(choose).first());
  }
  await problem.waitFor({ state: 'detached' });
  await leaveBy(next);
}

async function typeOne(robot: Robot, next: Locator): Promise<void> {
  const { page, citizen, touch, mark, untilOther } = robot;
  const before = await mark();
  const problem = page.locator('#problem');
  const keyboard = await keyboardOf(page, citizen.words);
  const tries: string[] = [...TYPED[keyboard]];
  for (let typed = tries.shift(); typed !== undefined; typed = tries.shift()) {
    await type(robot, typed);
    await touch(next);
    if (await untilOther(before, problem)) return;
    const example = exampleIn((await problem.textContent()) ?? '');
    if (example !== null && example !== typed) tries.unshift(example);
    const erase = page.getByRole('button', { name: citizen.words.answering.erase, exact: true });
    for (const _ of typed) await touch(erase);
  }
  throw new Error(`nothing that was typed is taken: ${await problem.textContent()}`);
}

function exampleIn(text: string): string | null {
  const said = /(?:məsələn|например|for example):? ([^.]+)/.exec(text)?.[1];
  return said === undefined ? null : said.replaceAll(' ', '').trim();
}

async function keyboardOf(page: Page, { language }: Words): Promise<keyof typeof TYPED> {
  const keys = await page.locator('k-keyboard').getByRole('button').allInnerTexts();
  const has = (key: string) => keys.some((each) => each.trim().toLocaleLowerCase(language) === key);
  if (has('@')) return 'email';
  if (!has('a') && !has('а')) return has(',') || has('.') ? 'amount' : 'digits';
  if (keys.some((key) => key.trim() === '№')) return 'letters';
  return has('-') ? 'code' : 'capitals';
}

async function type(robot: Robot, text: string, enough = async () => false): Promise<void> {
  const { page, citizen, touch } = robot;
  const { language, answering } = citizen.words;
  const keys = page.locator('k-keyboard').getByRole('button');
  for (const sign of text) {
    if (await enough()) return;
    const cases = [sign, sign.toLocaleLowerCase(language), sign.toLocaleUpperCase(language)];
    const names = cases.map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
    const key =
      sign === ' '
        ? keys.filter({ hasText: answering.space })
        : keys.filter({ hasText: new RegExp(`^\\s*(${names})\\s*$`) });
    if ((await key.count()) > 0) await touch(key);
  }
}

/** If the control is not in view, pages with the page's buttons, as people do. */
async function touchAsSeen(page: Page, { common }: Words, found: Locator): Promise<void> {
  const control = found.first();
  await control.waitFor({ timeout: CHANGE_MS });
  const [down, up] = [common.scrollDown, common.scrollUp].map((name) =>
    page.getByRole('button', { name, exact: true }),
  );
  for (let scrolls = 0; !(await control.evaluate(liesUnderFinger)); scrolls += 1) {
    const lower = await control.evaluate((each) => each.getBoundingClientRect().top > window.innerHeight / 2);
    const way = (lower ? down : up)!;
    if (scrolls === MOST_SCROLLS || !(await way.isVisible()))
      throw new Error(`${await control.textContent()} is not on the glass, and nothing leads there`);
    if (await way.isEnabled()) {
      await untilStands(way);
      await way.tap();
    }
  }
  if (!(await control.evaluate((each) => each.hasAttribute('data-key')))) await untilStands(control);
  await control.tap({ timeout: CHANGE_MS });
}

/** Runs in the page. */
function liesUnderFinger(control: Element): boolean {
  const { x, y, width, height } = control.getBoundingClientRect();
  let root: Document | ShadowRoot = document;
  let hit: Element | null = null;
  for (;;) {
    const found: Element | null = root.elementFromPoint(x + width / 2, y + height / 2);
    if (found === null || found === hit) break;
    hit = found;
    if (found.shadowRoot === null) break;
    root = found.shadowRoot;
  }
  for (let each: Node | null = hit; each; each = each.parentNode ?? (each as ShadowRoot).host ?? null)
    if (each === control) return true;
  return false;
}

/** Runs in the page. The heading comes last. */
function whereItStands(between: string): string {
  const read = (root: Document | ShadowRoot, what: string): string[] =>
    [...root.querySelectorAll('*')].flatMap((each) => [
      ...(each.matches(what) ? [(each.textContent ?? '').replace(/\s+/g, ' ').trim()] : []),
      ...(each.shadowRoot ? read(each.shadowRoot, what) : []),
    ]);
  // Without the total: an answer may add a question to the same page.
  const above = read(document, '.eyebrow').map((text) => text.replace(/(\d+)\D+\d+$/, '$1'));
  return [...above, ...read(document, 'h1')].join(between);
}
