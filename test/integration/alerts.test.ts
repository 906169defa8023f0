import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { LOG_EVENTS } from '../../device/log/events.ts';
import { OUTCOMES } from '../../device/metrics/visit-outcome.ts';
import { TECHNICIAN_TEXT } from '../../device/troubles/troubles.ts';
import { promtool } from '../support/promtool.ts';

/* The alerts for a Prometheus in the hall, by Prometheus's own tool; and that every name in them is one of the kiosk. */

const RULES = packageFile('provisioning/alerts/asan-kiosk.rules.yaml');
const TESTS = packageFile('provisioning/alerts/asan-kiosk.rules.test.yaml');

/** promtool makes a store for each of its tests: 3 s of a core, which somebody else may have. */
const LONG_MS = 180_000;

interface Rule {
  readonly alert: string;
  expr: string;
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

interface RuleFile {
  readonly groups: readonly { readonly rules: Rule[] }[];
}

interface TestFile {
  readonly tests: readonly {
    readonly alert_rule_test: readonly { readonly alertname: string; readonly exp_alerts: readonly unknown[] }[];
  }[];
}

const rules = (load(readFileSync(RULES, 'utf8')) as RuleFile).groups.flatMap((group) => group.rules);
const tried = (load(readFileSync(TESTS, 'utf8')) as TestFile).tests.flatMap((test) => test.alert_rule_test);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-rules-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The tests on rules that are other than they should be. JSON is YAML. */
async function testsWith(change: (rule: Rule) => string) {
  const changed = load(readFileSync(RULES, 'utf8')) as RuleFile;
  for (const rule of changed.groups.flatMap((group) => group.rules)) rule.expr = change(rule);
  writeFileSync(join(folder, 'asan-kiosk.rules.yaml'), JSON.stringify(changed));
  writeFileSync(join(folder, 'tests.yaml'), readFileSync(TESTS));
  return promtool(['test', 'rules', join(folder, 'tests.yaml')]);
}

describe('the alerts', { timeout: LONG_MS }, () => {
  it('are rules, and fire when they should and not otherwise', async () => {
    expect(await promtool(['check', 'rules', RULES])).toMatchObject({ exit: 0 });
    const { exit, said } = await promtool(['test', 'rules', TESTS]);
    expect(said).toMatch(/SUCCESS/);
    expect(exit).toBe(0);
  });

  it('are each seen firing and not firing', () => {
    const seen = (fires: boolean) =>
      tried.filter(({ exp_alerts }) => exp_alerts.length > 0 === fires).map(({ alertname }) => alertname);
    const names = rules.map(({ alert }) => alert);
    expect(new Set(names).size).toBe(names.length);
    expect(seen(true)).toEqual(names);
    expect(seen(false)).toEqual(names);
  });

  it.each([
    ['never fires', () => 'vector(1) > 1'],
    ['always fires', () => 'vector(1)'],
  ])('are tested: one that %s is noticed', async (_, change) => {
    const { exit, said } = await testsWith(change);
    expect(exit).toBe(1);
    for (const { alert } of rules) expect(said).toMatch(new RegExp(`alertname: ${alert},`));
  });
});

describe('what the alerts name', () => {
  const text = rules.map(({ expr }) => expr).join('\n');
  const inLabel = (label: string): string[] =>
    [...text.matchAll(new RegExp(`\\b${label}(?:!?=~?)"([^"]+)"`, 'g'))].flatMap((match) => match[1]?.split('|') ?? []);

  it('is counted or measured by the kiosk', () => {
    const sources = readdirSync(packageFile('device/metrics')).filter((file) => !file.endsWith('.test.ts'));
    const source = sources.map((file) => readFileSync(packageFile(`device/metrics/${file}`), 'utf8')).join('\n');
    const known = [...source.matchAll(/\bname: '([a-z0-9_]+)'/g)].map((match) => match[1]);
    const used = [...text.matchAll(/asan_kiosk_([a-z0-9_]+)/g)].map((match) => match[1]?.replace(/_count$/, ''));
    expect(used.length).toBeGreaterThan(30);
    expect(known).toEqual(expect.arrayContaining(used));
  });

  it('is an event of the log, a code, an outcome', () => {
    expect(Object.keys(LOG_EVENTS)).toEqual(expect.arrayContaining(inLabel('event')));
    expect(Object.keys(TECHNICIAN_TEXT)).toEqual(expect.arrayContaining(inLabel('code')));
    expect(OUTCOMES).toEqual(expect.arrayContaining(inLabel('outcome')));
    for (const label of ['event', 'code', 'outcome']) expect(inLabel(label).length).toBeGreaterThan(0);
  });

  it('has a runbook that is there', () => {
    const anchors = [
      ...readFileSync(packageFile('docs/troubleshooting.md'), 'utf8').matchAll(/^<a id="(.*)"><\/a>$/gm),
    ];
    const known = anchors.map((match) => `docs/troubleshooting.md#${match[1]}`);
    expect(known).toHaveLength(Object.keys(TECHNICIAN_TEXT).length);
    const byCode = 'docs/troubleshooting.md#{{ $labels.code | toLower }}';
    for (const { annotations } of rules) expect([...known, byCode]).toContain(annotations.runbook);
  });
});
