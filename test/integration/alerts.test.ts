import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { LOG_EVENTS } from '../../device/log/events.ts';
import { VISIT_OUTCOMES } from '../../device/metrics/visit-outcome.ts';
import { TECHNICIAN_TEXT } from '../../device/troubles/troubles.ts';
import { promtool } from '../support/promtool.ts';

const RULES = packageFile('provisioning/alerts/asan-kiosk.rules.yaml');
const TESTS = packageFile('provisioning/alerts/asan-kiosk.rules.test.yaml');

/** Milliseconds: each test of promtool takes 3 s of a core, longer on a busy machine. */
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

async function testsWith(change: (rule: Rule) => string) {
  const changed = load(readFileSync(RULES, 'utf8')) as RuleFile;
  for (const rule of changed.groups.flatMap((group) => group.rules)) rule.expr = change(rule);
  writeFileSync(join(folder, 'asan-kiosk.rules.yaml'), JSON.stringify(changed));
  writeFileSync(join(folder, 'tests.yaml'), readFileSync(TESTS));
  return promtool(['test', 'rules', join(folder, 'tests.yaml')]);
}

describe('the alerts', { timeout: LONG_MS }, () => {
  it('when promtool tests the rules, then each alert fires when it should and not otherwise', async () => {
    expect(await promtool(['check', 'rules', RULES])).toMatchObject({ exit: 0 });
    const { exit, said } = await promtool(['test', 'rules', TESTS]);
    expect(said).toMatch(/SUCCESS/);
    expect(exit).toBe(0);
  });

  it('when an alert exists, then one test has the alert firing and one has it silent', () => {
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
  ])('when a rule %s, then its promtool test fails', async (_, change) => {
    const { exit, said } = await testsWith(change);
    expect(exit).toBe(1);
    for (const { alert } of rules) expect(said).toMatch(new RegExp(`alertname: ${alert},`));
  });
});

describe('names in the alerts', () => {
  const text = rules.map(({ expr }) => expr).join('\n');
  const inLabel = (label: string): string[] =>
    [...text.matchAll(new RegExp(`\\b${label}(?:!?=~?)"([^"]+)"`, 'g'))].flatMap((match) => match[1]?.split('|') ?? []);

  it('when an alert names a metric, then the kiosk exports the metric', () => {
    const sources = readdirSync(packageFile('device/metrics')).filter((file) => !file.endsWith('.test.ts'));
    const source = sources.map((file) => readFileSync(packageFile(`device/metrics/${file}`), 'utf8')).join('\n');
    const known = [...source.matchAll(/\bname: '([a-z0-9_]+)'/g)].map((match) => match[1]);
    const used = [...text.matchAll(/asan_kiosk_([a-z0-9_]+)/g)].map((match) => match[1]?.replace(/_count$/, ''));
    expect(used.length).toBeGreaterThan(30);
    expect(known).toEqual(expect.arrayContaining(used));
  });

  it('when an alert names an event, a code or an outcome, then the kiosk has it', () => {
    expect(Object.keys(LOG_EVENTS)).toEqual(expect.arrayContaining(inLabel('event')));
    expect(Object.keys(TECHNICIAN_TEXT)).toEqual(expect.arrayContaining(inLabel('code')));
    expect(VISIT_OUTCOMES).toEqual(expect.arrayContaining(inLabel('outcome')));
    for (const label of ['event', 'code', 'outcome']) expect(inLabel(label).length).toBeGreaterThan(0);
  });

  it('when an alert names a runbook, then the page exists', () => {
    const anchors = [
      ...readFileSync(packageFile('docs/troubleshooting.md'), 'utf8').matchAll(/^<a id="(.*)"><\/a>$/gm),
    ];
    const known = anchors.map((match) => `docs/troubleshooting.md#${match[1]}`);
    expect(known).toHaveLength(Object.keys(TECHNICIAN_TEXT).length);
    const byCode = 'docs/troubleshooting.md#{{ $labels.code | toLower }}';
    for (const { annotations } of rules) expect([...known, byCode]).toContain(annotations.runbook);
  });
});
