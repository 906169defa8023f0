import type { Locator, Page } from 'playwright-core';
import type { GuideLanguage, HintId } from '../../simulators/dock/page/demo/hints.ts';

/** Milliseconds until a touch without effect is repeated. */
const TAKEN_MS = 1_500;
const LOOKED_MS = 500;
const PATIENT_MS = 15_000;

export interface DemoGuideFollower {
  readonly page: Page;
  control(name: string): Locator;
  touches(): number;
  hint(): Promise<HintId | 'skipped'>;
  says(id: HintId): Promise<void>;
  touchNow(): Promise<void>;
  /** Calls `look` at each new hint. Returns the hints. */
  until(id: HintId, look?: (hint: string) => Promise<void>): Promise<readonly string[]>;
}

export type TouchInput = (page: Page, x: number, y: number) => Promise<void>;

const withMouse: TouchInput = (page, x, y) => page.mouse.click(x, y);
export const touchWithFinger: TouchInput = (page, x, y) => page.touchscreen.tap(x, y);

/** Two touches instead of one; the hand moves between down and up. */
export const tremblingTouch: TouchInput = async (page, x, y) => {
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

export type VisitDriver = 'guide' | 'myself';

/** Opens the demonstration at `url` (`…/demo`). */
export async function openDemonstration(
  page: Page,
  url: string,
  language: GuideLanguage,
  touch: TouchInput = withMouse,
  between: VisitDriver = 'myself',
): Promise<DemoGuideFollower> {
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
