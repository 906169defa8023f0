import { existsSync, readFileSync } from 'node:fs';
import { LANGUAGES, type Language } from '../../../device/words/language.ts';
import { ok } from '../../../drivers/result.ts';
import { checkKioskSettings, type KioskSettings } from '../order/order.ts';
import type { ProvisionTarget } from '../plan/target.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import { type InterviewDraft, readDraft, writeDraft } from './draft.ts';
import type { InterviewPrompts, PromptAnswer } from './prompts.ts';
import { centreNames, type InterviewQuestion, parsePanel, QUESTIONS, splitWords } from './questions.ts';
import { fillTemplate, INTERVIEW_WORDS, type InterviewWords } from './words.ts';

export const STOPPED = 'stopped';

export interface InterviewResult {
  readonly settings: KioskSettings;
  readonly words: InterviewWords;
}

/**
 * Asks for the settings of this kiosk. Every answer is on the disk before the next question. After a stop or a power cut, the technician
 * continues at the first open question. Secrets are asked each time.
 */
export async function interview(
  target: ProvisionTarget,
  prompts: InterviewPrompts,
): Promise<ProvisionResult<InterviewResult | typeof STOPPED>> {
  const kept = readDraft(target);
  const language = await languageFrom(kept, prompts);
  if (!('answer' in language)) return ok(STOPPED);
  const its = INTERVIEW_WORDS[language.answer];
  prompts.begin(its.intro, its.how);
  const draft: Record<string, string> = { ...kept, language: language.answer };
  const first = QUESTIONS.filter(({ when }) => when?.(draft) ?? true).findIndex(
    ({ id, isSecret }) => !isSecret && draft[id] === undefined,
  );
  if (first > 0) prompts.say(fillTemplate(its.kept, { n: first }));
  const secrets = new Map<string, string>();
  for (let at = first < 0 ? asksFrom(draft) : first; ; ) {
    const questions = QUESTIONS.filter(({ when }) => when?.(draft) ?? true);
    const question = questions[at];
    if (!question) break;
    const said = await question.ask(prompts, its, draft);
    if ('leave' in said) {
      if (said.leave === 'stop') {
        prompts.say(its.stopped);
        return ok(STOPPED);
      }
      at = Math.max(0, at - 1);
      continue;
    }
    const noted = note(target, question, said.answer, draft, secrets);
    if (!noted.ok) return noted;
    at += 1;
  }
  const settings = settingsFrom(draft, secrets);
  return settings.ok ? ok({ settings: settings.value, words: its }) : settings;
}

const asksFrom = (draft: InterviewDraft): number =>
  Math.max(
    0,
    QUESTIONS.filter(({ when }) => when?.(draft) ?? true).findIndex(({ isSecret }) => isSecret),
  );

function languageFrom(kept: InterviewDraft, prompts: InterviewPrompts): Promise<PromptAnswer<Language>> {
  return prompts.choose<Language>({
    message: 'Dil · Язык · Language',
    options: LANGUAGES.map(({ code, name }) => ({ value: code, label: name })),
    first: (kept['language'] as Language | undefined) ?? 'az',
  });
}

function note(
  target: ProvisionTarget,
  { id, isSecret }: InterviewQuestion,
  answer: string,
  draft: Record<string, string>,
  secrets: Map<string, string>,
): ProvisionResult<void> {
  if (isSecret) {
    secrets.set(id, answer);
    return ok(undefined);
  }
  draft[id] = answer;
  return writeDraft(target, draft);
}

function settingsFrom(draft: InterviewDraft, secrets: ReadonlyMap<string, string>): ProvisionResult<KioskSettings> {
  const { id, number, officeUrl, officeCa = '', officeSeal = '', statusUrl, panel, panelSize, allow = '' } = draft;
  const code = secrets.get('code') ?? '';
  const files = [officeCa, officeSeal].filter((file) => file !== '');
  const gone = files.find((file) => !existsSync(file));
  if (gone !== undefined)
    return provisionTrouble('PRV-131', `${gone} no longer exists`, 'mount the stick, and run the same command again');
  const checked = checkKioskSettings({
    id,
    ...(code !== '' && { code }),
    centre: { number: Number(number), ...centreNames(draft) },
    statusUrl,
    panel: parsePanel(panel === 'other' ? (panelSize ?? '') : (panel ?? '')),
    office: {
      url: officeUrl,
      ...(officeCa !== '' && { ca: readFileSync(officeCa, 'utf8') }),
      ...(officeSeal !== '' && { seal: readFileSync(officeSeal, 'utf8') }),
    },
    allow: splitWords(allow),
    timeZone: draft['timeZone'],
    witnesses: splitWords(draft['witnesses'] ?? ''),
    devices: {},
  });
  return checked.ok
    ? checked
    : provisionTrouble('PRV-131', checked.error, 'run the same command again: `<` goes back to the answer');
}
