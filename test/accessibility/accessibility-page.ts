import type { Clause, ClauseGroup, Outcome, ProvingTest } from './clause.ts';
import { EN_301_549 } from './en-301-549-data.ts';
import { CFR_382_57, KOREA } from './other-laws-data.ts';
import { TESTS } from './proving-tests.ts';
import { textSizes } from './text-sizes.ts';
import { WCAG } from './wcag-data.ts';

export const CLAUSE_GROUPS: readonly ClauseGroup[] = [EN_301_549, WCAG, KOREA, CFR_382_57];

const OUTCOMES: readonly Outcome[] = ['met', 'partly', 'not yet', 'does not apply'];

/** `docs/accessibility.md`: each clause with its tests and its outcome. */
export function accessibilityPage(): string {
  return [HEAD, outcomeTable(), textSizes(), ...CLAUSE_GROUPS.map(groupText), testsText()].join('\n\n');
}

function outcomeTable(): string {
  const rows = CLAUSE_GROUPS.map(({ title, clauses }) => {
    const counts = OUTCOMES.map((outcome) => clauses.filter((each) => each.outcome === outcome).length);
    return `| ${[title, ...counts].join(' | ')} |`;
  });
  return `| | ${OUTCOMES.join(' | ')} |\n|---|---|---|---|---|\n${rows.join('\n')}`;
}

const groupText = ({ title, intro, clauses }: ClauseGroup): string =>
  `## ${title}\n\n${intro}\n\n| clause | asks | outcome | tests | by hand |\n|---|---|---|---|---|\n${clauses.map(rowOf).join('\n')}`;

function rowOf({ id, asks, outcome, because, tests, byHand }: Clause): string {
  const said = outcome === 'met' ? '**met**' : `*${outcome}*: ${because}`;
  return `| ${[id, asks, said, tests.map(nameOf).join(', '), byHand].join(' | ')} |`;
}

function nameOf(test: ProvingTest): string {
  const found = Object.entries(TESTS).find(([, each]) => each === test);
  if (!found) throw new Error(`the test has no name: ${test.title}`);
  return found[0];
}

function testsText(): string {
  const rows = Object.entries<ProvingTest>(TESTS).map(
    ([name, { file, title }]) => `| ${name} | [${file.replace(/^test\//, '')}](../${file}) | ${title} |`,
  );
  return `## Tests\n\n| name | file | title |\n|---|---|---|\n${rows.join('\n')}\n`;
}

const HEAD = `# Accessibility

What the citizens' page promises to everyone, and what proves it. Made by \`node test/tools/make-docs.mjs\` from the tables in \`test/accessibility/\`. Do not edit by hand.

- **met**: the named tests prove all of it.
- *partly*: the row says what is missing.
- *not yet*: the kiosk or the cabinet lacks it. All rows of speech are *not yet*.
- *does not apply*: the row says why.

\`npm run prove -- everyone\` runs the tests on each page, on each panel, in each text size and language. \`npm test\` runs the part that the commit draws. A check *by hand* was not made unless the row says so:
make it at the first cabinet of a model. The requirements are told in our own words. Only the texts of the standards count.`;
