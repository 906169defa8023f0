import type { Page } from 'playwright-core';

/** Milliseconds. The focus moves within a few frames; a busy machine needs longer. */
const FOCUS_MS = 20_000;

/** @throws if the focus does not come: with `where` in the message */
export async function focusComes(page: Page, to: 'h1' | '.stay', where: string): Promise<void> {
  const isThere = (selector: string) => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.matches(selector) === true;
  };
  await page.waitForFunction(isThere, to, { timeout: FOCUS_MS }).catch((cause: unknown) => {
    throw new Error(`${where}: the focus is not at ${to}`, { cause });
  });
}
