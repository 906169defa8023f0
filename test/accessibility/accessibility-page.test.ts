import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../tools/root.mjs';
import { accessibilityPage, CLAUSE_GROUPS } from './accessibility-page.ts';
import { TESTS } from './proving-tests.ts';

const CLAUSES = CLAUSE_GROUPS.flatMap(({ title, clauses }) => clauses.map((each) => ({ ...each, group: title })));

describe('docs/accessibility.md', () => {
  it('when a clause or a test has changed, then docs/accessibility.md is stale and the test fails', () => {
    expect(readFileSync(fromRoot('docs/accessibility.md'), 'utf8')).toBe(accessibilityPage());
  });

  it.each(Object.entries(TESTS))(
    'when the page names the test *%s*, then its file has the title',
    (_, { file, title }) => {
      expect(readFileSync(fromRoot(file), 'utf8').replaceAll("\\'", "'")).toContain(title);
    },
  );

  it('when a test has a name, then a clause uses it', () => {
    const used = new Set(CLAUSES.flatMap(({ tests }) => tests));
    expect(Object.entries(TESTS).flatMap(([name, test]) => (used.has(test) ? [] : [name]))).toEqual([]);
  });

  it('when a clause is met, then a test proves it; when it is not, then the row says why', () => {
    const unproved = CLAUSES.filter(({ outcome, tests }) => outcome === 'met' && tests.length === 0);
    const unsaid = CLAUSES.filter(({ outcome, because }) => (outcome === 'met') !== (because === ''));
    const empty = CLAUSES.filter(
      ({ outcome, tests, byHand }) => outcome === 'partly' && tests.length === 0 && byHand === '',
    );
    expect([unproved, unsaid, empty].flat().map(({ group, id }) => `${group} ${id}`)).toEqual([]);
  });

  it('when the kiosk has no speech, then no row of speech is met', () => {
    const spoken = CLAUSES.filter(({ asks }) => /speech|spoken/i.test(asks));
    expect(spoken.length).toBeGreaterThan(20);
    const told = spoken.filter(({ outcome }) => outcome === 'met' || outcome === 'partly');
    expect(told.map(({ id }) => id)).toEqual([]);
  });

  it('when WCAG 2.2 is listed, then it has all 55 criteria of A and AA', () => {
    const wcag = CLAUSE_GROUPS.find(({ title }) => title.startsWith('WCAG'));
    expect(new Set(wcag?.clauses.map(({ id }) => id)).size).toBe(55);
    expect(wcag?.clauses).toHaveLength(55);
  });
});
