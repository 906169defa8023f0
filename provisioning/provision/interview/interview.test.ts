import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGE_CODES } from '../../../device/words/language.ts';
import { sampleSeal } from '../../../simulators/back-office/documents/seal.ts';
import { type ProvisionRig, provisionRig } from '../../../test/rigs/provision-rig.ts';
import { createProvisionTarget } from '../plan/target.ts';
import { interview, STOPPED } from './interview.ts';
import type { InterviewPrompts } from './prompts.ts';
import { INTERVIEW_WORDS } from './words.ts';

let rig: ProvisionRig;
beforeEach(() => {
  rig = provisionRig();
});
afterEach(() => rig.close());

/** A text, `<` for back, `ESC` for stop; for a choice its label, or nothing for the first. A refused answer is asked again. */
function prompts(...answers: readonly string[]) {
  const left = [...answers];
  const asked: string[] = [];
  const leave = (answer: string) =>
    answer === '<' ? ({ leave: 'back' } as const) : answer === 'ESC' ? ({ leave: 'stop' } as const) : null;
  const next = (message: string): string => {
    asked.push(message);
    const answer = left.shift();
    if (answer === undefined) throw new Error(`nobody answers: ${message}`);
    return answer;
  };
  const its: InterviewPrompts = {
    begin: () => undefined,
    say: (words) => void asked.push(words),
    async text({ message, otherwise, refuse }) {
      for (;;) {
        const answer = next(message);
        const left = leave(answer);
        if (left) return left;
        if (answer === '' && otherwise !== undefined) return { answer: otherwise };
        const refused = refuse(answer);
        if (refused === null) return { answer };
        asked.push(refused);
      }
    },
    async choose({ message, options, first }) {
      const answer = next(message);
      const left = leave(answer);
      if (left) return left;
      const option =
        options.find(({ label }) => label === answer) ?? options.find(({ value }) => value === first) ?? options[0];
      if (!option) throw new Error(message);
      return { answer: option.value };
    },
    agree: async (message) => ({ answer: next(message) !== 'no' }),
  };
  return { its, asked, left };
}

const ask = (its: InterviewPrompts) => interview(createProvisionTarget(rig.root), its);
const draft = () => JSON.parse(readFileSync(join(rig.root, 'var/lib/asan-kiosk/provision/draft.json'), 'utf8'));

const WORDS = INTERVIEW_WORDS.en;
/** Language, id, number, names, office, its authority, seal, status, panel, allowed hosts, witnesses, time zone. */
const SHORT = ['English', 'K5', '5', '', 'https://office.example', '', '', '', '', '', '', ''];

it('when a kiosk is usual, then id, number and office are enough and Enter answers the other questions', async () => {
  const { its, left } = prompts(...SHORT);
  const said = await ask(its);
  expect(left).toEqual([]);
  expect(said.ok && said.value !== STOPPED && said.value.settings).toMatchObject({
    id: 'K5',
    centre: { number: 5, name: { az: 'Dövlət xidmətləri mərkəzi № 5' }, short: { en: 'Centre No 5' } },
    statusUrl: 'https://office.example/a/',
    panel: { widthPx: 1080, heightPx: 1920, pxPerMm: 4.03 },
    office: { url: 'https://office.example' },
    timeZone: 'Asia/Baku',
    allow: [],
    witnesses: [],
    devices: {},
  });
});

it('when an answer does not fit, then it is asked again with the reason', async () => {
  const { its, asked } = prompts(
    'English',
    'k5',
    'K5',
    'many',
    '0',
    '5',
    '',
    'office',
    'https://office.example',
    ...SHORT.slice(5),
  );
  expect(await ask(its)).toMatchObject({ ok: true });
  expect(asked.filter((line) => line.startsWith('Expected'))).toEqual([
    'Expected: a capital letter A to Z, then up to five capital letters or digits',
    expect.stringMatching(/^Expected: /),
    expect.stringMatching(/^Expected: /),
    'Expected: https:// and a host, with its port or without',
  ]);
});

it('when the technician goes back, then any number of steps is possible, also over skipped questions', async () => {
  const { its } = prompts(
    ...['English', 'K5', '6', WORDS.namesWrite, 'Mərkəz', '<', '<', '<', '5', WORDS.namesFit],
    ...SHORT.slice(4),
  );
  const said = await ask(its);
  expect(said.ok && said.value !== STOPPED && said.value.settings.centre.number).toBe(5);
});

it('when the stick with a certificate is away before the end, then the error names the file and asks for the stick', async () => {
  const file = rig.at('office.pem');
  writeFileSync(file, String(sampleSeal().certificate));
  const { its } = prompts(...SHORT.slice(0, 6), file, 'ESC');
  await ask(its);
  rmSync(file);
  const said = await ask(prompts('', ...SHORT.slice(7)).its);
  expect(said).toMatchObject({
    ok: false,
    error: {
      code: 'PRV-131',
      found: `${file} no longer exists`,
      fix: 'mount the stick, and run the same command again',
    },
  });
});

describe('stop of the interview', () => {
  it('when the technician stops, then the next start continues at the first open question', async () => {
    expect(await ask(prompts(...SHORT.slice(0, 5), 'ESC').its)).toEqual({ ok: true, value: STOPPED });
    expect(draft()).toMatchObject({ language: 'en', id: 'K5', officeUrl: 'https://office.example' });
    const { its, asked } = prompts('', ...SHORT.slice(5));
    expect(await ask(its)).toMatchObject({ ok: true, value: { settings: { id: 'K5' } } });
    expect(asked.slice(1, 3)).toEqual(['4 earlier answers are kept; "<" goes back to them.', WORDS.officeCa]);
  });

  it('when the technician stops before the first answer, then no file is left behind', async () => {
    const before = rig.files();
    expect(await ask(prompts('ESC').its)).toEqual({ ok: true, value: STOPPED });
    expect(await ask(prompts('English', 'ESC').its)).toEqual({ ok: true, value: STOPPED });
    expect(rig.files()).toEqual(before);
  });
});

it('when a language is chosen, then every sentence exists in it, with the same placeholders', () => {
  for (const code of LANGUAGE_CODES) {
    const sentences = Object.values(INTERVIEW_WORDS[code]).filter((each) => typeof each === 'string');
    expect(sentences.every((each) => each.length > 1)).toBe(true);
    expect(Object.keys(INTERVIEW_WORDS[code])).toEqual(Object.keys(WORDS));
    const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();
    for (const [key, text] of Object.entries(WORDS))
      if (typeof text === 'string')
        expect(placeholders(INTERVIEW_WORDS[code][key as 'intro'])).toEqual(placeholders(text));
  }
});
