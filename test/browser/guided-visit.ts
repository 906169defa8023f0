import type { Locator, Page } from 'playwright-core';
import type { GuideLanguage, HintId } from '../../simulators/dock/page/demo/hints.ts';

/** ms in which a touch that was taken shows; one that was not is made again, as people do. */
const TAKEN_MS = 1_500;
/** Who has five touches looks before each, and waits for what comes of it. */
const LOOKED_MS = 500;
const PATIENT_MS = 15_000;

/** Somebody who does what the guide says, and nothing else; what the guide does itself, it does. */
export interface Follower {
  readonly page: Page;
  control(name: string): Locator;
  /** Touches so far. */
  touches(): number;
  /** What the guide says now. */
  hint(): Promise<HintId | 'skipped'>;
  /** Waits until it says this. */
  says(id: HintId): Promise<void>;
  /** One touch of what it points at. */
  touchNow(): Promise<void>;
  /** Does what it says until it says this; `look` at each new thing it says. Returns what it said on the way. */
  until(id: HintId, look?: (hint: string) => Promise<void>): Promise<readonly string[]>;
}

/** One touch in the middle of what the ring is around. */
export type Touch = (page: Page, x: number, y: number) => Promise<void>;

const withMouse: Touch = (page, x, y) => page.mouse.click(x, y);
export const withFinger: Touch = (page, x, y) => page.touchscreen.tap(x, y);

/** Two touches for one, and a hand that wanders between down and up. */
export const trembling: Touch = async (page, x, y) => {
  for (const [clickCount, dx, dy] of [
    [1, 2, -2],
    [2, -2, 1],
  ] as const) {
    await page.mouse.move(x, y);
    await page.mouse.down({ clickCount });
    await page.mouse.move(x + dx, y + dy, { steps: 3 });
    await page.mouse.up({ clickCount });
  }
};

/** In whose hands everything but the five touches is. */
export type Between = 'guide' | 'myself';

/** Opens the demonstration at `url` (`…/demo`). */
export async function followAt(
  page: Page,
  url: string,
  language: GuideLanguage,
  touch: Touch = withMouse,
  between: Between = 'myself',
): Promise<Follower> {
  await page.goto(`${url}#${language}${between === 'myself' ? '-myself' : ''}`);
  let touches = 0;
  const guide = page.locator('.guide');
  const control = (name: string) => page.locator(`[data-test="${name}"]`);
  const ring = control('guide-ring');
  const hint = async () => (await guide.getAttribute('data-hint')) as HintId | 'skipped';
  const text = async () => (await control('guide-says').textContent()) ?? '';
  const says = (id: HintId) => page.locator(`.guide[data-hint="${id}"]`).waitFor();
  const isOther = (before: string) =>
    page
      .waitForFunction(
        (was) => {
          const root = document.querySelector('demo-app')?.shadowRoot;
          return root?.querySelector('[data-test="guide-says"]')?.textContent !== was;
        },
        before,
        { timeout: between === 'guide' ? PATIENT_MS : TAKEN_MS },
      )
      .catch(() => undefined);
  const seen = () =>
    page.waitForFunction((ms) => {
      const { x, y, width, height } = document
        .querySelector('demo-app')!
        .shadowRoot!.querySelector('.ring')!
        .getBoundingClientRect();
      const place = [x, y, width, height].join(' ');
      const kept = window as { ring?: { place: string; since: number } };
      if (kept.ring?.place !== place) kept.ring = { place, since: performance.now() };
      return performance.now() - kept.ring.since >= ms;
    }, LOOKED_MS);

  return {
    page,
    control,
    touches: () => touches,
    async touchNow() {
      await seen();
      const box = await ring.boundingBox();
      touches += 1;
      await touch(page, box!.x + box!.width / 2, box!.y + box!.height / 2);
    },
    hint,
    says,
    async until(id, look) {
      const way: string[] = [];
      for (;;) {
        const said = await text();
        const at = await hint();
        if (way.at(-1) !== said) {
          way.push(said);
          await look?.(at);
        }
        if (at === id) return way;
        if (between === 'guide') await seen();
        // It went on while the ring was looked for: what is touched now would not be what was said.
        if ((await hint()) !== at) continue;
        const isMine = (await guide.getAttribute('data-hands')) === 'newcomer';
        const box = isMine && (await ring.isVisible()) ? await ring.boundingBox() : null;
        if (box) {
          touches += 1;
          await touch(page, box.x + box.width / 2, box.y + box.height / 2);
        }
        await isOther(said);
      }
    },
  };
}
