import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';

/** axe's engine alone: `AxeBuilder` injects it for every run, which takes longer than the run. */
const ENGINE = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
  'axe-core/axe.min.js',
);

interface AxeNode {
  readonly target: readonly (string | readonly string[])[];
  readonly failureSummary?: string;
}
export interface AxeResults {
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

/** Loads axe's engine into every page of the context. */
export async function withAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ path: ENGINE });
}

/** Options of axe. Without `only`: every default rule, and `target-size`. */
export function axeOptions(only: readonly string[] = []): object {
  const rules = only.length > 0 ? { runOnly: only } : { rules: { 'target-size': { enabled: true } } };
  return { ...rules, resultTypes: ['violations'] };
}

/** Lines with rule, selector and axe's message. */
export const findingsOf = ({ violations }: AxeResults): readonly string[] =>
  violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const why = failureSummary?.split('\n')[1]?.trim() ?? '';
      return `${id} at ${target.flat().join(' ')}: ${why}`;
    }),
  );

export async function axeFindings(page: Page, only: readonly string[] = []): Promise<readonly string[]> {
  return findingsOf(await page.evaluate((options) => window.axe.run(document, options), axeOptions(only)));
}
