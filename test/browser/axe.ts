import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';

/** The engine that `@axe-core/playwright` brings: `AxeBuilder` puts it into the page anew for every run, which takes longer than the run. */
const ENGINE = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
  'axe-core/axe.min.js',
);

interface AxeNode {
  readonly target: readonly (string | readonly string[])[];
  readonly failureSummary?: string;
}
interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly AxeNode[] }[];
}
interface AxeEngine {
  run(context: Document, options: object): Promise<AxeResults>;
}
declare global {
  interface Window {
    readonly axe: AxeEngine;
  }
}

/** Every page of the context has the engine from its beginning. */
export async function withAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ path: ENGINE });
}

/**
 * What axe finds on the page as it is: rule, selector and axe's own sentence. Without `only`: every rule that is on by default, and
 * `target-size`, which is not.
 */
export async function axeFindings(page: Page, only: readonly string[] = []): Promise<readonly string[]> {
  const rules = only.length > 0 ? { runOnly: only } : { rules: { 'target-size': { enabled: true } } };
  const { violations } = await page.evaluate((options) => window.axe.run(document, options), {
    ...rules,
    resultTypes: ['violations'],
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const why = failureSummary?.split('\n')[1]?.trim() ?? '';
      return `${id} at ${target.flat().join(' ')}: ${why}`;
    }),
  );
}
